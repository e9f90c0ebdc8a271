import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, modulesIn, sourcesOf, type Import } from './sources.ts';

/** The top folder that an import reaches; a package's name when it is none of ours. */
function reaches({ file, module }: Import): string {
  if (module.startsWith('#')) return module.slice(1).split('/')[0] ?? '';
  if (!module.startsWith('.')) return module;
  return posix.join(posix.dirname(file), module).split('/')[0] ?? '';
}

const offences = (folder: string, allowed: (reached: string, found: Import) => boolean) =>
  importsOf(folder)
    .filter((found) => !allowed(reaches(found), found))
    .map(({ file, module }) => `${file} imports ${module}`);

const isPower = (reached: string) => reached.startsWith('node:') || isElectron(reached);
const isElectron = (reached: string) => /^electron(?:\/|-|$)/.test(reached);

describe('the reader of imports', () => {
  test('sees every way to import', () => {
    const source = `
      import a, { b } from 'one';
      import type { C } from "two";
      import 'three';
      export * from 'four';
      const five = await import('five');
      import {
        d,
      } from 'six';
      type E = import('seven').E;
      const eight = require('eight');`;
    const all = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    expect(modulesIn(source).toSorted()).toEqual(all.toSorted());
  });

  test.each(['app', 'main', 'renderer', 'scripts', 'test'])('finds sources and imports in %s', (folder) => {
    expect(sourcesOf(folder).length).toBeGreaterThan(3);
    expect(importsOf(folder).length).toBeGreaterThan(3);
  });
});

test('app imports nothing but itself and its validator', () => {
  expect(offences('app', (reached) => reached === 'app' || reached === 'zod')).toEqual([]);
});

test('main imports app and never the page', () => {
  expect(offences('main', (reached) => !['renderer', 'scripts', 'test'].includes(reached))).toEqual([]);
});

test('the page imports app and never main, Node or Electron', () => {
  const barred = new Set(['main', 'scripts', 'test']);
  expect(offences('renderer', (reached) => !barred.has(reached) && !isPower(reached))).toEqual([]);
});

test('only the desktop host imports Electron', () => {
  const desktop = 'main/hosts/desktop/';
  const allowed = (reached: string, { file }: Import) => !isElectron(reached) || file.startsWith(desktop);
  expect(offences('main', allowed)).toEqual([]);
  expect(offences('scripts', (reached) => !isElectron(reached))).toEqual([]);
});

test('nothing but a host’s own folder imports from it', () => {
  for (const host of ['main/hosts/desktop', 'main/hosts/browser']) {
    const outside = (file: string) => !file.startsWith(`${host}/`);
    const reachesIn = ({ file, module }: Import) =>
      (module.startsWith('.') ? posix.join(posix.dirname(file), module) : module.slice(1)).startsWith(host);
    const found = importsOf('main').filter((each) => outside(each.file) && reachesIn(each));
    expect(found).toEqual([]);
  }
});
