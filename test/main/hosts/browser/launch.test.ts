import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makePage, ask } from './running-host.ts';

const reportShape = z.object({
  pid: z.number(),
  args: z.array(z.string()),
  key: z.string(),
  port: z.number(),
  folder: z.string(),
  modes: z.array(z.string()),
});

const here = import.meta.dirname;

/** Launches the real thing with a given program as its browser. */
async function launchWith(browser: string) {
  const page = await makePage();
  const folder = await mkdtemp(join(tmpdir(), 'launch-'));
  await writeFile(join(folder, 'chromium'), browser);
  await chmod(join(folder, 'chromium'), 0o755);
  const reportFile = join(folder, 'report.json');
  const child = spawn(process.execPath, [join(here, 'launch-child.ts'), page.folder, folder], {
    env: { ...process.env, STAND_IN_REPORT: reportFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (status, signal) => resolve(status ?? signal ?? 'unknown')),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await page.remove();
    await rm(folder, { recursive: true, force: true });
  });
  const report = async () => {
    await expect.poll(() => existsSync(reportFile), { timeout: 10_000 }).toBe(true);
    return reportShape.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
  };
  return { child, ended, output: () => output, report };
}

const standIn = `#!/bin/sh\nexec "${process.execPath}" "${join(here, 'stand-in-browser.cjs')}" "$@"\n`;

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function expectNothingLeft({ pid, folder, port }: z.infer<typeof reportShape>): Promise<void> {
  expect(isRunning(pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
  await expect(ask(port, 'GET', '/')).rejects.toThrow('ECONNREFUSED');
}

test('the key is in a private file, and in no process’s arguments and no line of output', async (context) => {
  context.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');
  const { child, ended, output, report } = await launchWith(standIn);
  const { key, modes } = await report();
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const lines = globSync('/proc/[0-9]*/cmdline').map(read);
  expect(lines.some((line) => line.includes('--app=file:///'))).toBe(true);
  expect(lines.filter((line) => line.includes(key))).toEqual([]);
  const environments = globSync('/proc/[0-9]*/environ').map(read);
  expect(environments.filter((text) => text.includes(key))).toEqual([]);
  expect(modes).toEqual(['700', '600', '700']);
  child.kill('SIGINT');
  await ended;
  expect(output()).toContain('open in a window of Chromium');
  expect(output()).not.toContain(key);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends everything, with status 0', async (signal) => {
  const { child, ended, output, report } = await launchWith(standIn);
  const reported = await report();
  expect(isRunning(reported.pid)).toBe(true);
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(output()).toContain('The playground was closed.');
  await expectNothingLeft(reported);
});

test('closing the window ends everything, with status 0', async () => {
  const { ended, report } = await launchWith(standIn);
  const reported = await report();
  process.kill(reported.pid, 'SIGTERM');
  expect(await ended).toBe(0);
  await expectNothingLeft(reported);
});

test('a browser that goes on without the page, as on macOS, is ended too', async () => {
  const { ended, report } = await launchWith(standIn);
  const reported = await report();
  process.kill(reported.pid, 'SIGUSR2');
  expect(await ended).toBe(0);
  await expectNothingLeft(reported);
});

test('a browser that cannot start leaves the printed address, until Ctrl-C', async () => {
  const { child, ended, output } = await launchWith('#!/bin/sh\nexit 1\n');
  await expect.poll(output, { timeout: 10_000 }).toContain('Press Ctrl-C to end.');
  expect(output()).toContain('Chromium did not open a window.');
  const [, address = '', port = ''] =
    /^ +(http:\/\/127\.0\.0\.1:(\d+)\/#key=[\w-]{43})$/m.exec(output()) ?? [];
  expect(output()).toContain(`ssh -N -L ${port}:127.0.0.1:${port} ${userInfo().username}@`);
  const headers = { 'X-Playground-Key': new URL(address).hash.slice(5), 'Content-Type': 'application/json' };
  expect((await ask(Number(port), 'POST', '/call/start', headers, '{}')).status).toBe(200);
  await wait(500);
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
