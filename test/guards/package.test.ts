import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { root } from './sources.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

const versions = z.record(z.string(), z.string());
const manifest = z.object({ dependencies: versions, devDependencies: versions }).parse(read('package.json'));
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({ version: z.string().optional(), integrity: z.string().optional() }),
    ),
  })
  .parse(read('package-lock.json'));

test('every version in package.json is exact', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('the lockfile names no registry, and holds a checksum for every package', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  const unchecked = Object.entries(packages)
    .filter(([path, { integrity }]) => path !== '' && integrity === undefined)
    .map(([path]) => path);
  expect(unchecked).toEqual([]);
});

test('packages run no scripts while they are installed', () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

// electron-builder takes a folder `app` with a package.json for the packaged application.
test('app holds no package.json', () => {
  expect(existsSync(join(root, 'app/package.json'))).toBe(false);
});
