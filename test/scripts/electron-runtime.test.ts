import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installedRuntime, obtainRuntime } from '#scripts/start/electron-runtime.ts';

/** A folder with an `electron` package whose installer is the given code, in place of the real download. */
async function withInstaller(code: string) {
  const root = await mkdtemp(join(tmpdir(), 'runtime-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'node_modules', 'electron');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'install.js'), code);
  const lines: string[] = [];
  const obtain = (insist = false) =>
    obtainRuntime({
      root,
      insist,
      interrupt: new AbortController().signal,
      patience: 800,
      log: (line) => void lines.push(line),
    });
  return { root, folder, lines, obtain };
}

const installs = `
  const fs = require('fs');
  fs.mkdirSync(__dirname + '/dist');
  fs.writeFileSync(__dirname + '/dist/electron', '');
  fs.writeFileSync(__dirname + '/path.txt', 'electron');`;

test('a runtime that is there is used, and nothing downloaded', async () => {
  const { root, folder, lines, obtain } = await withInstaller('process.exit(1)');
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist', 'electron'), '');
  await chmod(join(folder, 'dist', 'electron'), 0o755);
  await writeFile(join(folder, 'path.txt'), 'electron');
  expect(installedRuntime(root)).toBe(join(folder, 'dist', 'electron'));
  expect(await obtain()).toBe(join(folder, 'dist', 'electron'));
  expect(lines).toEqual([]);
});

test('a runtime that is not there is downloaded with Electron’s installer', async () => {
  const { root, folder, obtain } = await withInstaller(installs);
  expect(installedRuntime(root)).toBeNull();
  expect(await obtain()).toBe(join(folder, 'dist', 'electron'));
});

test('a download that hangs is given up, and its leftovers are removed', async () => {
  const hangs = `require('fs').writeFileSync(require('os').tmpdir() + '/part', 'x'); setInterval(() => 0, 1000);`;
  const { obtain } = await withInstaller(hangs);
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('electron-runtime-'));
  expect(await obtain()).toBeNull();
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith('electron-runtime-'));
  expect(after).toEqual(before);
}, 15_000);

test('a failed download is not tried again the same day, unless asked for', async () => {
  const { folder, lines, obtain } = await withInstaller('process.exit(1)');
  expect(await obtain()).toBeNull();
  expect(lines).toHaveLength(1);
  expect(await obtain()).toBeNull();
  expect(lines).toHaveLength(1);
  await writeFile(join(folder, 'install.js'), installs);
  expect(await obtain(true)).toBe(join(folder, 'dist', 'electron'));
});
