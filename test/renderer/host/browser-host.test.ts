import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callNames, type Host } from '#app/host/contract.ts';
import { connectBrowserHost } from '#renderer/host/browser-host.ts';
import { makePage, startTestHost, type TestHost } from '#test/main/hosts/browser/running-host.ts';

let page: Awaited<ReturnType<typeof makePage>>;
let server: TestHost;
const realFetch = fetch;

beforeEach(async () => {
  page = await makePage();
  server = await startTestHost(page.folder);
  // A page's addresses are relative to its own origin, which Node's fetch does not have.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => realFetch(new URL(path, server.url), init));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
  await page.remove();
});

const removed = (host: Host, connectionId = 'a') => host.removeConnection({ connectionId });

test('every call of the contract reaches the host with its arguments', async () => {
  const host = connectBrowserHost(server.key);
  for (const name of callNames) expect(host[name]).toBeTypeOf('function');
  expect(await removed(host, 'ü\ud800"')).toEqual({ ok: true, value: { connectionId: 'ü\ud800"' } });
  expect(server.calls.at(-1)).toEqual(['removeConnection', { connectionId: 'ü\ud800"' }]);
});

test('events reach those who listen, until they stop listening', async () => {
  const host = connectBrowserHost(server.key);
  const heard: string[] = [];
  const stop = host.on('command', ({ commandId }) => void heard.push(commandId));
  await expect.poll(server.pages).toBe(1);
  server.powers.emit('command', { commandId: 'execute ü' });
  await expect.poll(() => heard).toEqual(['execute ü']);
  stop();
  const later: number[] = [];
  host.on('progress', ({ bytes }) => void later.push(bytes));
  server.powers.emit('command', { commandId: 'again' });
  server.powers.emit('progress', { executionId: 'a', phase: 'receiving', bytes: 5 });
  await expect.poll(() => later).toEqual([5]);
  expect(heard).toEqual(['execute ü']);
});

test('a host that has ended is told in a sentence, and never as a rejection', async () => {
  const host = connectBrowserHost(server.key);
  await server.close();
  expect(await removed(host)).toMatchObject({
    ok: false,
    failure: { code: 'hostGone', message: 'The playground is no longer running behind this window.' },
  });
});

test('a window of an earlier launch is told so', async () => {
  expect(await removed(connectBrowserHost('an earlier key'))).toMatchObject({
    ok: false,
    failure: { code: 'hostGone', message: 'This window belongs to a playground that has ended.' },
  });
  expect(server.pages()).toBe(0);
});

test('what is larger than the host takes is told in its sentence', async () => {
  const host = connectBrowserHost(server.key);
  expect(await removed(host, 'a'.repeat(64 * 1024 * 1024))).toMatchObject({
    ok: false,
    failure: { code: 'tooLarge', message: expect.stringContaining('64 MB') },
  });
}, 20_000);

test('a stream that breaks is opened again', async () => {
  const reach = fetch;
  let opened = 0;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (path !== '/events') return reach(path, init);
    opened += 1;
    if (opened === 1) return Promise.reject(new TypeError('connection lost'));
    return opened === 2 ? Promise.resolve(new Response('')) : reach(path, init);
  });
  const host = connectBrowserHost(server.key);
  const heard: string[] = [];
  host.on('command', ({ commandId }) => void heard.push(commandId));
  await expect.poll(server.pages, { timeout: 5000 }).toBe(1);
  server.powers.emit('command', { commandId: 'execute' });
  await expect.poll(() => heard).toEqual(['execute']);
}, 10_000);

test('a refused stream is not asked for again', async () => {
  const reach = fetch;
  let asked = 0;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    // Pages of the tests before this one may still be looking for their hosts.
    if (new Headers(init.headers).get('X-Playground-Key') === 'refused') asked += 1;
    return reach(path, init);
  });
  connectBrowserHost('refused');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(asked).toBe(1);
}, 10_000);
