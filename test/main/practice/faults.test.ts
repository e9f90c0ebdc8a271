import { gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseFault } from '#main/practice/faults.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import type { PracticeServer } from '#main/practice/server.ts';
import { failureOf, openPlayground, requestOf, valueOf } from '#test/support/open-playground.ts';
import type { OpenedPlayground } from '#test/support/open-playground.ts';

let server: PracticeServer;
let token = '';
beforeAll(async () => {
  server = await startPracticeServer();
  token = server.projects[0]?.token ?? '';
});
afterAll(() => server.close());
beforeEach(() => server.setFault(null));

const EXPORT = { content: 'record', action: 'export', format: 'csv', type: 'flat' };

function misbehave(name: string): void {
  const fault = parseFault(name);
  if (!fault) throw new Error(`No fault ${name}`);
  server.setFault(fault);
}

function ask(fields: Readonly<Record<string, string>> = EXPORT, signal?: AbortSignal): Promise<Response> {
  const body = new URLSearchParams({ token, ...fields });
  return fetch(server.url, { method: 'POST', body, redirect: 'manual', signal: signal ?? null });
}

it.each(['', 'dull', '504-above', '504-above=', '504-above=x', 'Stall'])('%j is no fault', (name) => {
  expect(parseFault(name)).toBeNull();
});

it('a server can be started with a fault', async () => {
  const faulty = await startPracticeServer({ fault: { kind: '429' } });
  expect((await fetch(faulty.url, { method: 'POST', body: new URLSearchParams({ token }) })).status).toBe(
    429,
  );
  await faulty.close();
});

describe('over the socket', () => {
  it('html is a page with status 200', async () => {
    misbehave('html');
    const response = await ask();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<!DOCTYPE HTML ');
  });

  it.each([
    ['redirect-302', 302],
    ['redirect-307', 307],
  ] as const)('%s leads to another host', async (name, status) => {
    misbehave(name);
    const response = await ask();
    expect(response.status).toBe(status);
    expect(new URL(response.headers.get('location') ?? '').host).toBe('another-server.invalid');
  });

  it('429 names a time to wait', async () => {
    misbehave('429');
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60']);
  });

  it('504-above lets as many records pass and no more', async () => {
    misbehave('504-above=2');
    expect((await ask({ ...EXPORT, records: '1,2,no such' })).status).toBe(200);
    expect((await ask({ ...EXPORT, records: '1,2,3' })).status).toBe(504);
    expect((await ask()).status).toBe(504);
    expect((await ask({ content: 'metadata', format: 'csv' })).status).toBe(200);
  });

  it('echo-token puts the token into an error of the format asked for', async () => {
    misbehave('echo-token');
    const response = await ask({ ...EXPORT, returnFormat: 'json' });
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text())).toEqual({ error: expect.stringContaining(token) });
  });

  it('invalid-utf8 breaks an answer that is whole otherwise', async () => {
    const whole = await (await ask()).text();
    misbehave('invalid-utf8');
    const bytes = await (await ask()).arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    expect(bytes.byteLength).toBe(Buffer.byteLength(whole) + 4);
  });

  it.each(['cut', 'wrong-length'])('%s ends before the answer is complete', async (name) => {
    misbehave(name);
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('stall sends half and then nothing', async () => {
    const whole = await (await ask()).text();
    misbehave('stall');
    const controller = new AbortController();
    const response = await ask(EXPORT, controller.signal);
    let received = 0;
    const reading = (async () => {
      for await (const piece of response.body ?? []) received += piece.length;
    })();
    await expect.poll(() => received).toBe(Math.ceil(Buffer.byteLength(whole) / 2));
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    expect(received).toBe(Math.ceil(Buffer.byteLength(whole) / 2));
    controller.abort();
    await expect(reading).rejects.toThrow();
  });

  it('slow-drip comes whole, little by little', async () => {
    const fields = { content: 'arm', format: 'json', returnFormat: 'json' };
    const whole = await (await ask(fields)).text();
    misbehave('slow-drip');
    const started = performance.now();
    expect(await (await ask(fields)).text()).toBe(whole);
    expect(performance.now() - started).toBeGreaterThan(100);
  });

  it('gzip-bomb unpacks a thousandfold', async () => {
    misbehave('gzip-bomb');
    const body = new URLSearchParams({ token, ...EXPORT }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const packed = await new Promise<Buffer>((resolve, reject) => {
      const sent = httpRequest(server.url, { method: 'POST', headers }, (response) => {
        expect(response.headers['content-encoding']).toBe('gzip');
        response.once('data', (piece: Buffer) => {
          resolve(piece);
          response.destroy();
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
    const unpacked = gunzipSync(packed, { finishFlush: 2 });
    expect(unpacked.length).toBeGreaterThan(packed.length * 500);
  });
});

describe('what was asked for', () => {
  const remove = { content: 'record', action: 'delete', records: '7', returnFormat: 'json' };
  const isThere = async (): Promise<boolean> => {
    server.setFault(null);
    const names = await (await ask({ ...EXPORT, fields: 'record_id', records: '7' })).text();
    return names !== '\n';
  };
  afterEach(() => server.reset());

  it.each(['html', 'redirect-302', 'redirect-307', '429', 'echo-token'])(
    '%s comes in place of an answer, and nothing is done',
    async (name) => {
      misbehave(name);
      await ask(remove);
      expect(await isThere()).toBe(true);
    },
  );

  it.each(['cut', 'wrong-length', 'invalid-utf8', 'slow-drip', '504-above=0'])(
    '%s comes too late: it is done',
    async (name) => {
      misbehave(name);
      await ask(remove).then(
        (response) => response.text().catch(() => ''),
        () => '',
      );
      expect(await isThere()).toBe(false);
    },
  );
});

describe('an answer that does not fit in memory', () => {
  it.each(['cut', 'wrong-length', 'invalid-utf8', 'slow-drip', 'stall'])('%s begins', async (name) => {
    const huge = await startPracticeServer({ large: { records: 5_000_000, fields: 5000 } });
    const fault = parseFault(name);
    huge.setFault(fault);
    const large = huge.projects.find(({ id }) => id === 'large')?.token ?? '';
    const controller = new AbortController();
    const body = new URLSearchParams({ token: large, ...EXPORT });
    const response = await fetch(huge.url, { method: 'POST', body, signal: controller.signal });
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toMatch(/^record_id/);
    expect(process.memoryUsage().rss).toBeLessThan(2 * 1024 ** 3);
    controller.abort();
    await huge.close();
  });
});

describe('the app', () => {
  let app: OpenedPlayground;
  let connectionId = '';
  beforeEach(async () => {
    app = await openPlayground();
    connectionId = valueOf(await app.handlers.addConnection({ url: server.url, token })).id;
  });

  const execute = () => app.handlers.execute(requestOf(connectionId, EXPORT, 'one'));

  it.each([
    ['redirect-302', 'redirected', 'wanted to send the request on to another-server.invalid'],
    ['redirect-307', 'redirected', 'wanted to send the request on to another-server.invalid'],
    ['cut', 'unreachable', 'was cut before the answer was complete'],
    ['wrong-length', 'unreachable', 'the answer'],
  ])('meets %s with a sentence', async (name, code, words) => {
    misbehave(name);
    const failure = failureOf(await execute());
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(failure.advice.length).toBeGreaterThan(20);
    expect(JSON.stringify([failure, app.events])).not.toContain(token);
  });

  it.each([
    ['html', 'a login page instead of data'],
    ['429', 'too many requests in a short time'],
    ['504-above=1', 'A gateway before the server gave up waiting'],
    ['echo-token', 'REDCap refused the request'],
  ])('explains the answer of %s', async (name, words) => {
    misbehave(name);
    const answer = valueOf(await execute());
    expect(answer.verdict).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining(words), advice: expect.stringMatching(/.{20}/) },
    });
    const text = valueOf(await app.handlers.readText({ executionId: 'one', from: 0, length: 1_000_000 }));
    expect(JSON.stringify([answer, text, app.events])).not.toContain(token);
  });

  it('shows what can be read of invalid-utf8, every row of it', async () => {
    misbehave('invalid-utf8');
    const { body } = valueOf(await execute());
    expect(body).toMatchObject({ kind: 'table', rowCount: 60 });
    const rows = valueOf(await app.handlers.readRows({ executionId: 'one', from: 0, count: 100 }));
    expect(rows).toHaveLength(60);
    expect(JSON.stringify(rows)).toContain('\uFFFD');
  });

  it.each(['stall', 'slow-drip', 'gzip-bomb'])('is not held up by %s: a cancel ends it', async (name) => {
    misbehave(name);
    const running = execute();
    await expect
      .poll(() => app.events.some(({ phase }) => phase === 'receiving'), { timeout: 5000 })
      .toBe(true);
    const started = performance.now();
    await app.handlers.cancelExecution({ executionId: 'one' });
    expect(failureOf(await running)).toMatchObject({
      code: 'cancelled',
      message: 'The request was cancelled.',
      advice: expect.stringContaining('nothing was changed'),
    });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
