import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPracticeServer } from '#main/practice/server.ts';
import { post, practiceClient } from './practice-client.ts';
import type { PracticeClient, Reply } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the practice server', () => {
  test('gives fresh tokens at each start, in the shapes REDCap uses', async () => {
    const other = await startPracticeServer();
    const tokens = [practice.server, other].flatMap((server) => server.projects.map(({ token }) => token));
    expect(new Set(tokens).size).toBe(4);
    for (const token of tokens) expect(token).toMatch(/^[0-9A-F]{32}$/);
    expect(practice.server.superToken).toMatch(/^[0-9A-F]{64}$/);
    expect(practice.server.superToken).not.toBe(other.superToken);
    await other.close();
  });

  test('listens on the loopback address alone and at the port asked for', async () => {
    expect(practice.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
    const port = Number(new URL(practice.server.url).port);
    await expect(startPracticeServer({ port })).rejects.toThrow(/EADDRINUSE/);
  });

  test('ends open connections when it closes', async () => {
    const server = await startPracticeServer();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await new Promise((done) => socket.once('connect', done));
    const ended = new Promise((done) => socket.once('close', done));
    socket.on('error', () => undefined);
    await server.close();
    await ended;
  });

  test('tells the projects apart by status and title', () => {
    expect(practice.server.projects.map(({ id, title, status }) => [id, title, status])).toEqual([
      ['classic', 'Practice: Hypertension registry', 'development'],
      ['longitudinal', 'Practice: Asthma trial', 'production'],
    ]);
  });
});

describe('addresses', () => {
  test('/api without the final slash is answered with 301', async () => {
    const response = await fetch(practice.server.url.slice(0, -1), {
      method: 'POST',
      body: 'content=version',
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([301, '/api/']);
  });

  test.each([
    ['GET', '', 200],
    ['POST', '../', 200],
    ['POST', '../redcap_v17.4.1/API/', 200],
    ['GET', '../nowhere', 404],
    ['POST', 'deeper', 404],
  ])('%s %s answers an HTML page with %d', async (method, path, status) => {
    const response = await fetch(new URL(path, practice.server.url), { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<html');
  });
});

describe('tokens', () => {
  const message = 'You do not have permissions to use the API';

  test.each(['', '0'.repeat(32), 'A'.repeat(64), "' or 1=1 --", '__proto__'])(
    'the wrong token %j is refused with 403',
    async (token) => {
      expect(await practice.refusal(token, { content: 'version' }, 403)).toBe(message);
    },
  );

  test('blanks around a token and lower case do not matter', async () => {
    const reply = await practice.call(` ${practice.classic.toLowerCase()}\n`, { content: 'version' });
    expect(reply.status).toBe(200);
  });

  test('the super token opens no project, and a project token creates none', async () => {
    const { superToken } = practice.server;
    expect(await practice.refusal(superToken, { content: 'record' }, 403)).toBe(message);
    const data = '[{"project_title":"x","purpose":"0"}]';
    expect(await practice.refusal(practice.classic, { content: 'project', data }, 403)).toBe(message);
    expect((await practice.call(superToken, { content: 'version' })).status).toBe(200);
  });
});

describe('refusals', () => {
  test('come in the format of returnFormat, else of format, else as XML', async () => {
    const bodies = await Promise.all(
      [{ returnFormat: 'csv', format: 'json' }, { format: 'json' }, {}].map((fields) =>
        practice.call(practice.classic, { content: 'nonsense', ...fields }),
      ),
    );
    expect(bodies.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(bodies.map(({ text }) => text)).toEqual([
      'ERROR: The value of the parameter "content" is not valid',
      '{"error":"The value of the parameter \\"content\\" is not valid"}',
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>The value of the parameter &quot;content&quot; is not valid</error></hash>',
    ]);
    expect(bodies.map(({ type }) => type.split(';')[0])).toEqual([
      'text/csv',
      'application/json',
      'text/xml',
    ]);
  });

  test.each([
    [{ content: '' }, 'content'],
    [{ content: 'constructor' }, 'content'],
    [{ content: 'record', action: 'explode' }, 'action'],
    [{ content: 'record', format: 'yaml', returnFormat: 'json' }, 'format'],
    [{ content: 'metadata', format: 'odm', returnFormat: 'json' }, 'format'],
    [{ content: 'record', type: 'wide' }, 'type'],
    [{ content: 'record', csvDelimiter: '#', format: 'csv', returnFormat: 'json' }, 'csvDelimiter'],
    [{ content: 'record', rawOrLabel: 'both' }, 'rawOrLabel'],
  ])('%j names the parameter %s', async (fields, parameter) => {
    expect(await practice.refusal(practice.classic, fields)).toBe(
      `The value of the parameter "${parameter}" is not valid`,
    );
  });
});

describe('malformed requests', () => {
  const works = async (): Promise<void> => {
    expect((await practice.call(practice.classic, { content: 'version' })).text).toMatch(/^\d+\.\d+\.\d+$/);
  };

  test('a multipart form works like an urlencoded one', async () => {
    const form = new FormData();
    form.set('token', practice.classic);
    form.set('content', 'instrument');
    form.set('format', 'csv');
    expect((await post(practice.server.url, form)).text).toContain('enrolment,Enrolment');
  });

  test.each([
    ['multipart/form-data', 'no boundary at all'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\ncut off'],
    ['multipart/form-data; boundary=x', ''],
  ])('a broken body of type %s is a 400', async (type, body) => {
    const reply = await post(practice.server.url, body, { 'content-type': type });
    expect([reply.status, reply.type]).toEqual([400, 'text/xml; charset=utf-8']);
    await works();
  });

  test('a JSON body holds no parameters, so the token is missing', async () => {
    const body = JSON.stringify({ token: practice.classic, content: 'version' });
    expect((await post(practice.server.url, body, { 'content-type': 'application/json' })).status).toBe(403);
  });

  test('invalid UTF-8, stray percent signs and NULs do no harm', async () => {
    const junk = Buffer.concat([
      Buffer.from(`token=${practice.classic}&content=record&format=json&filterLogic=`),
      Buffer.from([0xff, 0xfe, 0x00, 0x25, 0x25, 0xc3, 0x28]),
    ]);
    expect((await post(practice.server.url, junk, FORM)).status).toBe(400);
    await works();
  });

  test('100 MB of junk are read and refused', async () => {
    const reply = await post(practice.server.url, Buffer.alloc(100 * 1024 * 1024, 0x61), FORM);
    expect(reply.status).toBe(403);
    await works();
  });

  test.each([
    ['application/x-www-form-urlencoded', 'a&'.repeat(200_000)],
    ['multipart/form-data; boundary=x', '--x\r\n'.repeat(200_000)],
  ])('a flood of tiny parameters as %s is refused', async (type, body) => {
    const reply = await post(practice.server.url, body, { 'content-type': type });
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('too many parameters')]);
    await works();
  });

  test('a body above the limit is answered with 413', async () => {
    const server = await startPracticeServer({ bodyLimit: 1024 });
    const reply = await post(server.url, 'x'.repeat(5000), FORM);
    expect([reply.status, reply.type]).toEqual([413, 'text/html; charset=utf-8']);
    await server.close();
  });

  test('an answer is of one moment, however slowly it is fetched and whatever changes meanwhile', async () => {
    const server = await startPracticeServer();
    const token = server.projects[0]?.token ?? '';
    const importing = (rows: readonly object[]): Promise<Reply> => {
      const data = JSON.stringify(rows);
      const body = new URLSearchParams({ token, content: 'record', action: 'import', format: 'json', data });
      return post(server.url, body);
    };
    const note = 'old '.repeat(1000);
    const rows = Array.from({ length: 3000 }, (_, index) => {
      return { record_id: String(index + 1001), history_notes: note };
    });
    expect((await importing(rows)).status).toBe(200);
    const fields = { content: 'record', format: 'csv', fields: 'record_id,history_notes' };
    const answer = await fetch(server.url, {
      method: 'POST',
      body: new URLSearchParams({ token, ...fields }),
    });
    const reading = answer.body?.getReader();
    await reading?.read();
    expect((await importing([{ record_id: '4000', history_notes: 'new' }])).status).toBe(200);
    let text = '';
    const decoder = new TextDecoder();
    for (let piece = await reading?.read(); piece && !piece.done; piece = await reading?.read()) {
      text += decoder.decode(piece.value, { stream: true });
    }
    expect(text.slice(-6000)).toContain(`4000,"${note}"`);
    expect(text).not.toContain('new');
    await server.close();
  });

  test('a client that goes away in the middle of a body or an answer leaves the server running', async () => {
    const { port } = new URL(practice.server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /api/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ntoken=');
    await new Promise((done) => setTimeout(done, 30));
    socket.destroy();
    const controller = new AbortController();
    const body = new URLSearchParams({ token: practice.trial, content: 'record' });
    const response = await fetch(practice.server.url, { method: 'POST', body, signal: controller.signal });
    controller.abort();
    await expect(response.text()).rejects.toThrow();
    await works();
  });
});
