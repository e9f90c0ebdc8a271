import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callNames } from '#app/host/contract.ts';
import { contentPolicy } from '#main/security/content-policy.ts';
import { createDownloadTickets } from '#main/hosts/browser/download-tickets.ts';
import { saveByDownload } from '#main/hosts/browser/save-by-download.ts';
import { MAX_BODY } from '#main/hosts/browser/server.ts';
import { ask, askRaw, makePage, startTestHost, type TestHost } from './running-host.ts';

let host: TestHost;
let page: Awaited<ReturnType<typeof makePage>>;

beforeAll(async () => {
  page = await makePage();
  host = await startTestHost(page.folder);
});

afterAll(async () => {
  await host.close();
  await page.remove();
});

const json = { 'Content-Type': 'application/json' };
const keyed = () => ({ ...json, 'X-Playground-Key': host.key });
const call = (headers: Readonly<Record<string, string>>, body: string | Buffer = '{}') =>
  ask(host.port, 'POST', '/call/start', headers, body);

describe('a call', () => {
  test('with the key is answered', async () => {
    const answer = await call(keyed(), '{"a":"ü\\ud800"}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { a: 'ü\ud800' } });
    expect(host.calls.at(-1)).toEqual(['start', { a: 'ü\ud800' }]);
  });

  test('reaches every name of the contract, and no other', async () => {
    for (const name of callNames) {
      expect((await ask(host.port, 'POST', `/call/${name}`, keyed(), '{}')).status).toBe(200);
    }
    for (const name of ['constructor', 'toString', '__proto__', 'Start', 'start/', 'start?x', '']) {
      expect((await ask(host.port, 'POST', `/call/${name}`, keyed(), '{}')).status).toBe(404);
    }
  });

  test.each([
    ['without a key', () => json],
    ['with an empty key', () => ({ ...json, 'X-Playground-Key': '' })],
    ['with a wrong key', () => ({ ...json, 'X-Playground-Key': 'A'.repeat(host.key.length) })],
    ['with the beginning of the key', () => ({ ...json, 'X-Playground-Key': host.key.slice(0, -1) })],
    ['with the key as a cookie', () => ({ ...json, Cookie: `X-Playground-Key=${host.key}` })],
  ])('%s is refused', async (_, headers) => {
    const before = host.calls.length;
    const answer = await call(headers());
    expect(answer.status).toBe(401);
    expect(answer.text).toMatch(/^The key of this window is not valid\./);
    expect(host.calls).toHaveLength(before);
  });

  test.each([
    ['a foreign Host', { Host: 'evil.example' }],
    ['a foreign Host with our port', () => ({ Host: `evil.example:${host.port}` })],
    ['our address without the port', { Host: '127.0.0.1' }],
    ['another port', { Host: '127.0.0.1:1' }],
    ['a foreign Origin', { Origin: 'https://evil.example' }],
    ['the Origin of a sandboxed frame', { Origin: 'null' }],
    ['the Origin of another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a page of another port', { 'Sec-Fetch-Site': 'same-site' }],
  ])('with the key but from %s is refused', async (_, foreign) => {
    const before = host.calls.length;
    const answer = await call({ ...keyed(), ...(typeof foreign === 'function' ? foreign() : foreign) });
    expect(answer.status).toBe(403);
    expect(host.calls).toHaveLength(before);
  });

  test('from our own page is answered under both names of this computer', async () => {
    for (const name of [`127.0.0.1:${host.port}`, `localhost:${host.port}`]) {
      const ours = { Host: name, Origin: `http://${name}`, 'Sec-Fetch-Site': 'same-origin' };
      expect((await call({ ...keyed(), ...ours })).status).toBe(200);
    }
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('by %s is refused', async (method) => {
    const answer = await ask(host.port, method, '/call/start', keyed());
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('that is not JSON is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      expect((await call({ ...keyed(), 'Content-Type': type })).status).toBe(415);
    }
    expect((await call(keyed(), '{"a":')).status).toBe(400);
  });

  test('of the largest size is answered, and one byte more is refused with a sentence', async () => {
    const ofSize = (bytes: number) => Buffer.from(`"${'a'.repeat(bytes - 2)}"`);
    expect((await call(keyed(), ofSize(MAX_BODY))).status).toBe(200);
    const before = host.calls.length;
    const announced = await call(keyed(), ofSize(MAX_BODY + 1));
    expect(announced.status).toBe(413);
    expect(announced.text).toContain('64 MB');
    const unannounced = await call({ ...keyed(), 'Transfer-Encoding': 'chunked' }, ofSize(MAX_BODY + 1));
    expect(unannounced.status).toBe(413);
    expect(host.calls).toHaveLength(before);
  });
});

describe('the page', () => {
  test('is served with its content policy, and its assets for good', async () => {
    const index = await ask(host.port, 'GET', '/');
    expect(index.status).toBe(200);
    expect(index.text).toContain('<title>page</title>');
    expect(index.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(index.headers['content-security-policy']).toBe(contentPolicy);
    expect(index.headers['x-content-type-options']).toBe('nosniff');
    expect(index.headers['referrer-policy']).toBe('no-referrer');
    expect(index.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(index.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(index.headers['cache-control']).toBe('no-store');
    const script = await ask(host.port, 'GET', '/assets/main-abc123.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  test('opens from the file that opens the window, but its parts do not load from elsewhere', async () => {
    const opening = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    const document = { ...opening, 'Sec-Fetch-Dest': 'document' };
    expect((await ask(host.port, 'GET', '/', document)).status).toBe(200);
    expect((await ask(host.port, 'GET', '/', { ...opening, 'Sec-Fetch-Dest': 'iframe' })).status).toBe(403);
    expect((await ask(host.port, 'GET', '/assets/main-abc123.js', document)).status).toBe(403);
  });

  test('answers to no foreign Host', async () => {
    expect((await ask(host.port, 'GET', '/', { Host: `evil.example:${host.port}` })).status).toBe(403);
  });

  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/assets/../../secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%5csecret.html',
    '//secret.html',
    '/%00',
    '/index.html%00.js',
    '/INDEX.HTML',
    '/index.html/',
    '/index.html?x',
    '/assets',
    '/assets/',
    '/etc/passwd',
    '/favicon.ico',
  ])('has nothing at %s', async (path) => {
    const answer = await ask(host.port, 'GET', path);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('There is nothing at this address.\n');
  });

  test('has nothing at an absolute address or behind a NUL', async () => {
    const at = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`;
    expect(await askRaw(host.port, at('http://evil.example/'))).toContain('404');
    expect(await askRaw(host.port, at('file:///etc/passwd'))).toContain('404');
    expect(await askRaw(host.port, at('/index.html\0'))).toContain('400');
  });

  test('takes nothing but GET', async () => {
    for (const method of ['POST', 'PUT', 'HEAD', 'OPTIONS']) {
      expect((await ask(host.port, method, '/')).status).toBe(405);
    }
  });
});

describe('a download', () => {
  const issue = (fileName = 'records.csv') =>
    host.powers.tickets.issue({ fileName, read: async () => Readable.from(['id\n', '1\n']) });

  test('works once', async () => {
    const address = issue();
    const first = await ask(host.port, 'GET', address);
    expect(first.status).toBe(200);
    expect(first.text).toBe('id\n1\n');
    expect(first.headers['content-type']).toBe('application/octet-stream');
    expect(first.headers['content-disposition']).toBe(
      `attachment; filename="records.csv"; filename*=UTF-8''records.csv`,
    );
    const second = await ask(host.port, 'GET', address);
    expect(second.status).toBe(410);
    expect(second.text).toContain('already used');
  });

  test('works for a minute', () => {
    let time = 0;
    const tickets = createDownloadTickets(() => time);
    const offer = () => tickets.issue({ fileName: 'a', read: async () => Readable.from([]) });
    const [inTime, late] = [offer(), offer()];
    time = 59_999;
    expect(tickets.redeem(inTime)).not.toBeNull();
    time = 60_000;
    expect(tickets.redeem(late)).toBeNull();
  });

  test('needs its ticket, and is not for other sites', async () => {
    expect((await ask(host.port, 'GET', '/download/')).status).toBe(410);
    expect((await ask(host.port, 'GET', `/download/${'A'.repeat(43)}`)).status).toBe(410);
    const address = issue();
    expect((await ask(host.port, 'GET', address, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await ask(host.port, 'POST', address)).status).toBe(405);
    expect((await ask(host.port, 'GET', address)).status).toBe(200);
  });

  test('of an answer that was discarded says so', async () => {
    const save = saveByDownload(host.powers.tickets);
    const outcome = await save({ path: join(page.folder, 'gone.csv') }, 'gone.csv');
    const answer = await ask(host.port, 'GET', outcome.kind === 'download' ? outcome.address : '');
    expect(answer.status).toBe(410);
    expect(answer.text).toContain('no longer kept');
  });

  test('brings a file or a text byte for byte', async () => {
    const save = saveByDownload(host.powers.tickets);
    const file = join(page.folder, 'assets/main-abc123.js');
    for (const [source, expected] of [
      [{ path: file }, 'export {};'],
      [{ content: 'größe\r\n\t😀' }, 'größe\r\n\t😀'],
    ] as const) {
      const outcome = await save(source, 'a.txt');
      const answer = await ask(host.port, 'GET', outcome.kind === 'download' ? outcome.address : '');
      expect(answer.text).toBe(expected);
    }
  });

  test('carries a hostile file name as a harmless one', async () => {
    const answer = await ask(host.port, 'GET', issue('../größe\r\nX-Evil: 1 "\u202Efdp.exe'));
    expect(answer.headers['x-evil']).toBeUndefined();
    const name = decodeURIComponent(
      /filename\*=UTF-8''(.*)$/.exec(answer.headers['content-disposition'] ?? '')?.[1] ?? '',
    );
    expect(name).toContain('größe');
    // oxlint-disable-next-line no-control-regex
    expect(name).not.toMatch(/[/\\"\u0000-\u001f\u202e]|^\./);
  });
});
