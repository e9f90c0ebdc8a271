import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What `npm start` runs, with settings of its own, until it has printed its address. */
async function start(...options: readonly string[]) {
  const settings = await mkdtemp(join(tmpdir(), 'settings-'));
  const child = spawn(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'start', ...options], {
    env: { ...process.env, XDG_CONFIG_HOME: settings, APPDATA: settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<number | string>((resolve) =>
    child.once('exit', (status, signal) => resolve(status ?? signal ?? 'unknown')),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(settings, { recursive: true, force: true });
  });
  const opened = async () => {
    await expect.poll(() => output, { timeout: 60_000, interval: 100 }).toContain('Press Ctrl-C to end.');
    return new URL(/http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]+/.exec(output)?.[0] ?? '');
  };
  return { child, ended, output: () => output, opened };
}

const call = (address: URL, name: string, args: object): Promise<Response> =>
  fetch(new URL(`/call/${name}`, address), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Playground-Key': address.hash.slice('#key='.length) },
    body: JSON.stringify(args),
  });

const refused = (address: URL) => expect(fetch(new URL('/', address))).rejects.toThrow('fetch failed');

test('npm start serves the page and the practice project, and Ctrl-C ends it with status 0', async () => {
  const { child, ended, opened } = await start('--no-open');
  const address = await opened();
  expect(await (await fetch(new URL('/', address))).text()).toContain('<title>REDCap API Playground</title>');
  const started: unknown = await (await call(address, 'start', {})).json();
  expect(started).toMatchObject({
    ok: true,
    value: { host: 'browser', connections: [{ practice: true }, {}] },
  });
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await refused(address);
}, 90_000);

test('nothing stays when npm is killed outright', async () => {
  const { child, opened } = await start('--no-open');
  const address = await opened();
  child.kill('SIGKILL');
  await expect
    .poll(
      () =>
        fetch(new URL('/', address)).then(
          () => 'answers',
          () => 'gone',
        ),
      { timeout: 10_000 },
    )
    .toBe('gone');
}, 90_000);

test('a port that is taken is told in a sentence', async () => {
  const first = await start('--no-open');
  const { port } = await first.opened();
  const second = await start('--no-open', '--port', port);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Port ${port} is in use by another program.`);
}, 90_000);

test('an unknown option is refused with the list of options', async () => {
  const { ended, output } = await start('--nonsense');
  expect(await ended).toBe(2);
  expect(output()).toContain("Unknown option '--nonsense'");
  expect(output()).toContain('--no-open');
});
