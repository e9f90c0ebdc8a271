import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { install, isInstalled } from '#scripts/install.mjs';

const root = join(import.meta.dirname, '../..');

async function copyOfManifests(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'install-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    await cp(join(root, file), join(folder, file));
  return folder;
}

const record = (folder: string, packages: object) =>
  writeFile(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));

test('what is installed here matches the lockfile', () => {
  expect(isInstalled(root)).toBe(true);
});

test('a missing, a broken-off and an outdated installation are told', async () => {
  const folder = await copyOfManifests();
  expect(isInstalled(folder)).toBe(false);
  await mkdir(join(folder, 'node_modules'));
  expect(isInstalled(folder)).toBe(false);
  await cp(join(root, 'node_modules/.package-lock.json'), join(folder, 'node_modules/.package-lock.json'));
  expect(isInstalled(folder)).toBe(true);
  await record(folder, { 'node_modules/zod': { version: '1.0.0' } });
  expect(isInstalled(folder)).toBe(false);
});

test('without a network it says what is missing and how to get it', async () => {
  const folder = await copyOfManifests();
  // Nothing listens on the discard port.
  const offline = 'registry=http://127.0.0.1:9/\nfetch-retries=0\nignore-scripts=true\ncache=./cache\n';
  await writeFile(join(folder, '.npmrc'), offline);
  const lines: string[] = [];
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) {
    if (/^npm_config_(registry|cache|userconfig)$/i.test(name)) delete process.env[name];
  }
  onTestFinished(() => void Object.assign(process.env, environment));
  const problem = await install(folder, {
    log: (line) => void lines.push(line),
    interrupt: new AbortController().signal,
  });
  expect(lines[0]).toBe('Installing the packages this app is built from (once; a few minutes).');
  expect(problem).toContain('The packages this app is built from could not be installed.');
  expect(problem).toContain('npm error');
  expect(problem).toContain('Missing: access to the npm package registry.');
}, 60_000);
