import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ask, makePage, startTestHost, type TestHost } from './running-host.ts';

async function open(stay: boolean): Promise<TestHost> {
  const page = await makePage();
  onTestFinished(page.remove);
  const host = await startTestHost(page.folder, stay);
  onTestFinished(host.close);
  return host;
}

/** A page's event stream; destroying the request is the page going away. */
function listen(host: TestHost): Promise<{ sent: ClientRequest; stream: IncomingMessage; lines: string[] }> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: host.port,
      method: 'POST',
      path: '/events',
      headers: { 'X-Playground-Key': host.key },
      agent: false,
    });
    sent.on('error', reject);
    sent.on('response', (stream) => {
      const lines: string[] = [];
      stream
        .setEncoding('utf8')
        .on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
      stream.on('error', () => undefined);
      resolve({ sent, stream, lines });
    });
    sent.end();
  });
}

const endsWithin = (host: TestHost, milliseconds: number) =>
  Promise.race([host.closed.then(() => true), wait(milliseconds, false)]);

test('events reach every page, each as one line', async () => {
  const host = await open(true);
  const pages = [await listen(host), await listen(host)];
  expect(host.pages()).toBe(2);
  host.powers.emit('progress', { executionId: 'a\nb', phase: 'receiving', bytes: 7 });
  host.powers.emit('command', { commandId: 'execute' });
  const expected = [
    { name: 'progress', event: { executionId: 'a\nb', phase: 'receiving', bytes: 7 } },
    { name: 'command', event: { commandId: 'execute' } },
  ];
  for (const { lines } of pages) {
    await expect.poll(() => lines.map((line): unknown => JSON.parse(line))).toEqual(expected);
  }
});

test('the event stream needs the key', async () => {
  const host = await open(true);
  expect((await ask(host.port, 'POST', '/events')).status).toBe(401);
  expect((await ask(host.port, 'GET', '/events', { 'X-Playground-Key': host.key })).status).toBe(405);
  expect(host.pages()).toBe(0);
});

test('the host ends when its last page has gone, and its port is free', async () => {
  const host = await open(false);
  const [first, second] = [await listen(host), await listen(host)];
  first.sent.destroy();
  expect(await endsWithin(host, 3500)).toBe(false);
  second.sent.destroy();
  expect(await endsWithin(host, 4500)).toBe(true);
  await expect(ask(host.port, 'GET', '/')).rejects.toThrow('ECONNREFUSED');
});

test('a reload does not end the host', async () => {
  const host = await open(false);
  (await listen(host)).sent.destroy();
  await wait(1000);
  await listen(host);
  expect(await endsWithin(host, 3500)).toBe(false);
});

test('the host waits for its first page, and stays when it is to stay', async () => {
  const waiting = await open(false);
  const staying = await open(true);
  (await listen(staying)).sent.destroy();
  expect(await endsWithin(waiting, 3500)).toBe(false);
  expect(await endsWithin(staying, 0)).toBe(false);
});

test('closing ends the streams and may be asked for twice', async () => {
  const host = await open(true);
  const { stream } = await listen(host);
  const ended = new Promise((resolve) => stream.on('close', resolve));
  await Promise.all([host.close(), host.close()]);
  await ended;
});
