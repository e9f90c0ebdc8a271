import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const root = join(import.meta.dirname, '../..');
let out: string;
let index: string;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'built-'));
  // Under a test's own setting React would come with what is for its developers.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    configFile: join(root, 'vite.config.ts'),
    configLoader: 'native',
    logLevel: 'error',
    build: { outDir: out },
  });
  index = await readFile(join(out, 'index.html'), 'utf8');
}, 120_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(out, { recursive: true, force: true });
});

test('the page holds no inline script, style or handler', () => {
  expect(index).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
  expect(index).toMatch(/<script [^>]*src="\/assets\/[^"]+"><\/script>/);
  expect(index).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
});

test('the page loads nothing from elsewhere', () => {
  const addresses = [...index.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) expect(address).toMatch(/^\/assets\/[\w-]+-[\w-]{8}\.(js|css|svg)$/);
});

test('no style sheet loads anything from elsewhere', async () => {
  for (const file of await readdir(join(out, 'assets'))) {
    if (!file.endsWith('.css')) continue;
    const text = await readFile(join(out, 'assets', file), 'utf8');
    expect(text, file).not.toMatch(/@import|url\(\s*['"]?(?:https?:)?\/\//);
  }
});

test('the code editor and its worker are files of their own, loaded when they are needed', async () => {
  const files = await readdir(join(out, 'assets'));
  const entry = files.filter((file) => index.includes(file));
  expect(files.some((file) => /^monaco-.*\.js$/.test(file))).toBe(true);
  expect(files.some((file) => /worker.*\.js$/i.test(file))).toBe(true);
  expect(entry.filter((file) => /monaco|worker/i.test(file))).toEqual([]);
});

test('what writes code is a part of its own, loaded when the window stands', async () => {
  const files = await readdir(join(out, 'assets'));
  for (const part of ['code-panel', 'code-actions', 'curl-view', 'code-text']) {
    const file = files.find((name) => name.startsWith(`${part}-`));
    expect(file, part).toBeDefined();
    expect(index, part).not.toContain(file);
  }
});

test('what loads before first use stays within 400 kB, compressed', async () => {
  const scripts = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  const sizes = await Promise.all(
    scripts.map(async (path) => gzipSync(await readFile(join(out, path))).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
});
