import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { receiveBody } from '#main/answers/body-file.ts';
import { nodeFetch } from '#main/transport/node-fetch.ts';
import { failureOf, temporaryFolder } from '#test/support/open-playground.ts';
import { serve, serveBody } from '#test/support/test-server.ts';

const largest = 1024 ** 2;

async function receive(
  url: string,
): Promise<{ readonly failure: ReturnType<typeof failureOf>; readonly left: readonly string[] }> {
  const folder = temporaryFolder();
  const response = await nodeFetch({})(url);
  const reply = await receiveBody({
    body: response.body,
    url,
    path: join(folder, 'answer'),
    tokens: [],
    signal: new AbortController().signal,
    onBytes: () => undefined,
    onProgress: () => undefined,
    largest,
  });
  return { failure: failureOf(reply), left: readdirSync(folder) };
}

it('a small answer that unpacks to a huge one is given up at the limit', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * largest));
  const { url } = await serveBody(bomb, { 'content-encoding': 'gzip' });
  const { failure, left } = await receive(url);
  expect(failure).toMatchObject({ code: 'tooLarge', message: expect.stringContaining('1 MB') });
  expect(left).toEqual([]);
});

it('an answer that never ends is given up at the limit, and the server is told', async () => {
  let ended = false;
  const { url } = await serve((request, response) => {
    request.resume();
    const drip = setInterval(() => response.write(Buffer.alloc(100_000)), 1);
    response.on('close', () => {
      clearInterval(drip);
      ended = true;
    });
  });
  const { failure, left } = await receive(url);
  expect(failure.code).toBe('tooLarge');
  expect(left).toEqual([]);
  await expect.poll(() => ended).toBe(true);
});
