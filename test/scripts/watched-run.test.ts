import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { amountIn, watchedRun } from '#scripts/watched-run.mjs';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'watched-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

const never = new AbortController().signal;

const node = (cwd: string, code: string, patience: number, interrupt = never) =>
  watchedRun(process.execPath, ['-e', code], { cwd, patience, pulse: () => amountIn([cwd], 2), interrupt });

test('a program that ends tells its status and what it printed', async () => {
  const run = await node(await folder(), `console.log('out'); console.error('err'); process.exit(3)`, 5000);
  expect(run.outcome).toBe('ended');
  expect(run.status).toBe(3);
  expect(run.output).toContain('out');
  expect(run.output).toContain('err');
});

test('a program that does not exist has failed', async () => {
  const options = { cwd: await folder(), patience: 1000, pulse: () => 0, interrupt: never };
  const run = await watchedRun('no-such-program', [], options);
  expect(run).toMatchObject({ outcome: 'ended', status: 1 });
  expect(run.output).toContain('ENOENT');
});

test('a program that hangs is given up, with the programs it started', async () => {
  const cwd = await folder();
  const hang = `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    require('fs').writeFileSync('pid', String(child.pid));
    process.on('SIGTERM', () => undefined);
    setInterval(() => 0, 1000);`;
  const began = performance.now();
  const run = await node(cwd, hang, 800);
  expect(run).toMatchObject({ outcome: 'stalled', status: 1 });
  expect(performance.now() - began).toBeLessThan(8000);
  const pid = Number(await readFile(join(cwd, 'pid'), 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow();
});

test('bytes that arrive without a word are progress', async () => {
  const slow = `
    let left = 6;
    setInterval(() => left-- > 0 ? require('fs').appendFileSync('file', 'x') : process.exit(0), 300);`;
  expect(await node(await folder(), slow, 1200)).toMatchObject({ outcome: 'ended', status: 0 });
});

test('words without bytes are progress', async () => {
  const slow = `let left = 6; setInterval(() => left-- > 0 ? console.log(left) : process.exit(0), 300);`;
  expect(await node(await folder(), slow, 1200)).toMatchObject({ outcome: 'ended', status: 0 });
});

test('an interrupt ends it at once', async () => {
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 300);
  const began = performance.now();
  const run = await node(await folder(), 'setInterval(() => 0, 1000)', 60_000, interrupt.signal);
  expect(run).toMatchObject({ outcome: 'interrupted', status: 1 });
  expect(performance.now() - began).toBeLessThan(5000);
});
