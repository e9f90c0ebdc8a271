import { writeFileSync } from 'node:fs';
import { createServer as createProxy, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FailureCode, Reply } from '#app/host/failure.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { nodeFetch } from '#main/transport/node-fetch.ts';
import { send, type Sending } from '#main/transport/send.ts';
import { forAnotherServer, selfSigned, signedByAuthority } from '#test/support/certificates.ts';
import { failureOf, fieldsOf, temporaryFolder, valueOf } from '#test/support/open-playground.ts';
import { canaryToken, receiveAnswer } from '#test/support/receive-answer.ts';
import { serve, serveBody, serveSocket } from '#test/support/test-server.ts';

const sending = (url: string, changed: Partial<Sending> = {}): Promise<Reply<Response>> =>
  send({
    url,
    request: { methodId: 'x', encoding: 'urlencoded', fields: fieldsOf({ content: 'version' }) },
    token: canaryToken,
    fetch: nodeFetch({}),
    signal: new AbortController().signal,
    findFile: () => null,
    ...changed,
  });

interface Seen {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function recordingServer(): Promise<{ readonly url: string; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const { url } = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ method: request.method, headers: request.headers, body: Buffer.concat(chunks) });
    response.end('ok');
  });
  return { url, seen };
}

describe('a request', () => {
  it('is one POST with the token in its body alone', async () => {
    const { url, seen } = await recordingServer();
    const awkward = 'a+b &="\'$\\\n\u{1F600}\uD800';
    const fields = fieldsOf({ content: 'record', filterLogic: awkward });
    await sending(url, { request: { methodId: 'x', encoding: 'urlencoded', fields } });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.method).toBe('POST');
    expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(JSON.stringify(seen[0]?.headers)).not.toContain(canaryToken);
    const sent = new URLSearchParams(seen[0]?.body.toString());
    expect([...sent]).toEqual([
      ['token', canaryToken],
      ['content', 'record'],
      ['filterLogic', awkward.toWellFormed()],
    ]);
  });

  it('with a file is multipart with a length, and carries the file’s bytes', async () => {
    const { url, seen } = await recordingServer();
    const path = join(temporaryFolder(), 'scan');
    const bytes = Buffer.from([0, 1, 2, 253, 254, 255, 13, 10, 45, 45]);
    writeFileSync(path, bytes);
    const fields: EncodedField[] = [
      ...fieldsOf({ content: 'file' }),
      { kind: 'file', name: 'file', fileName: 'a "b"\r\n.pdf', reference: 'handle' },
    ];
    const request = { methodId: 'import_file', encoding: 'multipart', fields } as const;
    await sending(url, { request, findFile: (reference) => (reference === 'handle' ? path : null) });
    const { headers, body } = seen[0] ?? { headers: {}, body: Buffer.alloc(0) };
    expect(headers['content-length']).toBe(String(body.length));
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    expect(form.get('token')).toBe(canaryToken);
    expect(form.get('content')).toBe('file');
    const file = form.get('file');
    if (!(file instanceof File)) throw new Error('There should be a file.');
    expect(file.name).toBe('a "b"\r\n.pdf');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
  });

  it('whose file has gone is not sent', async () => {
    const { url, seen } = await recordingServer();
    const file = { kind: 'file', name: 'file', fileName: 'a', reference: 'gone' } as const;
    const request = { methodId: 'import_file', encoding: 'multipart', fields: [file] } as const;
    expect(failureOf(await sending(url, { request })).code).toBe('notFound');
    expect(seen).toHaveLength(0);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with status %i is a failure and is never followed', async (status) => {
    const target = await recordingServer();
    const { url } = await serve((request, response) => {
      request.resume();
      response.writeHead(status, { location: `${target.url}?secret=path` }).end();
    });
    const failure = failureOf(await sending(url));
    expect(failure.code).toBe('redirected');
    expect(failure.message).toContain(new URL(target.url).host);
    expect(JSON.stringify(failure)).not.toContain('secret');
    expect(target.seen).toHaveLength(0);
  });

  it.each([
    ['https://127.0.0.1/api/', 'https://'],
    ['/api', 'slash'],
    ['/login.php', 'login'],
    ['https://login.example.org/sso', 'moved'],
  ])('to %s is explained: %s', async (location, words) => {
    const { url } = await serveBody('', { location }, 302);
    expect(failureOf(await sending(url)).advice).toContain(words);
  });

  it('to a host named like the token does not show it', async () => {
    const { url } = await serveBody('', { location: `https://${canaryToken}.example.org/` }, 302);
    const failure = failureOf(await sending(url));
    expect(failure.message).toContain('•••• EE99.example.org');
    expect(JSON.stringify(failure).toUpperCase()).not.toContain(canaryToken);
  });

  it('without a readable target is a failure, too', async () => {
    const { url } = await serveBody('', { location: 'http://[' }, 302);
    expect(failureOf(await sending(url)).code).toBe('redirected');
  });
});

describe('a server that cannot be reached', () => {
  it.each<[string, string, FailureCode, string]>([
    ['unknown name', 'https://no-such-server.invalid/api/', 'unreachable', 'was not found'],
    ['a port browsers refuse', 'http://127.0.0.1:1/api/', 'badAddress', 'web servers never use'],
  ])('%s', async (_, url, code, words) => {
    const failure = failureOf(await sending(url));
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(failure.advice).toMatch(/\.$/);
  });

  it('closed port', async () => {
    const gone = await new Promise<string>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        server.close(() => resolve(`http://127.0.0.1:${port}/api/`));
      });
    });
    const failure = failureOf(await sending(gone));
    expect(failure).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('refused the connection'),
    });
  });

  it.each([
    ['self-signed', selfSigned, 'self-signed'],
    ['an unknown authority', signedByAuthority, 'authority this computer does not know'],
    ['another server, unknown authority', forAnotherServer, 'authority this computer does not know'],
  ])('certificate: %s', async (_, certificate, words) => {
    let reached = false;
    const { url } = await serve(() => {
      reached = true;
    }, certificate);
    const failure = failureOf(await sending(url));
    expect(failure).toMatchObject({ code: 'certificate', message: expect.stringContaining(words) });
    expect(failure.message).toContain('nothing was sent');
    expect(reached).toBe(false);
  });

  it('https to a server that speaks plain http', async () => {
    const { url } = await serveBody('ok');
    expect(failureOf(await sending(url.replace('http:', 'https:'))).code).toBe('certificate');
  });

  it('no HTTP at all', async () => {
    const { url } = await serveSocket((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(failureOf(await sending(url)).code).toBe('notRedcap');
  });
});

describe('an answer that breaks off', () => {
  it.each<[string, string, string]>([
    ['before its headers', '', 'was cut'],
    ['within its length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"a":', 'was cut|another size'],
    ['within its chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{"a"\r\n', 'was cut'],
    [
      'with a damaged compression',
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 11\r\n\r\nno gzip now',
      'compressed answer .* damaged',
    ],
  ])('%s', async (_, text, words) => {
    const { url } = await serveSocket((socket) => socket.end(text));
    const { reply } = await receiveAnswer(url);
    const failure = failureOf(reply);
    expect(failure.message).toMatch(new RegExp(words));
    expect(failure.advice).toMatch(/\.$/);
  });
});

/** Milliseconds. The aim is 200; the rest is room for a busy machine. The server itself would never answer. */
const AT_ONCE = 1000;

describe('cancelling', () => {
  it.each<[string, string]>([
    ['before any answer', ''],
    ['while the body stalls', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"a":'],
  ])('%s ends the request at once', async (_, text) => {
    let asked = false;
    const { url } = await serveSocket((socket) => {
      asked = true;
      socket.write(text);
    });
    const stopper = new AbortController();
    const answered = receiveAnswer(url, { signal: stopper.signal });
    await expect.poll(() => asked).toBe(true);
    const started = performance.now();
    stopper.abort('cancelled');
    const { reply } = await answered;
    expect(performance.now() - started).toBeLessThan(AT_ONCE);
    expect(failureOf(reply).code).toBe('cancelled');
  });
});

it('a request through the node fetch reads the answer of a server on this computer despite proxy variables', async () => {
  const { url } = await serveBody('17.1.0');
  const fetch = nodeFetch({ HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1' });
  expect(await valueOf(await sending(url, { fetch })).text()).toBe('17.1.0');
});

it('a request to another computer goes through the proxy that the variables name', async () => {
  const asked: string[] = [];
  const proxy = createProxy((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  onTestFinished(() => {
    proxy.close();
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const fetch = nodeFetch({ https_proxy: `http://127.0.0.1:${port}` });
  const failure = failureOf(await sending('https://redcap.example.edu/api/', { fetch }));
  expect(asked).toEqual(['redcap.example.edu:443']);
  expect(failure.message).toContain('proxy');
});
