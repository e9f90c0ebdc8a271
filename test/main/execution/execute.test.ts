import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerCall } from '#main/call.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import { failureOf, fieldsOf, openPlayground, requestOf, valueOf } from '#test/support/open-playground.ts';
import { projectToken, smallRedcap } from '#test/support/small-redcap.ts';

const exporting = { content: 'record', action: 'export', format: 'csv', type: 'flat' };
const importing = { content: 'record', action: 'import', format: 'json', type: 'flat', data: '[]' };

/** Milliseconds. The aim is 200; the rest is room for a busy machine. The server itself would never answer. */
const AT_ONCE = 1000;

describe('Execute', () => {
  it('on the practice project gives rows at once, read in windows', async () => {
    const { handlers, events } = await openPlayground();
    const answer = valueOf(await handlers.execute(requestOf('practice-classic', exporting, 'first')));
    expect(answer).toMatchObject({
      executionId: 'first',
      methodId: 'export_records',
      status: 200,
      verdict: { kind: 'ok' },
      body: { kind: 'table', format: 'csv' },
    });
    if (answer.body.kind !== 'table') throw new Error('There should be a table.');
    const rows = valueOf(await handlers.readRows({ executionId: 'first', from: 0, count: 500 }));
    expect(rows).toHaveLength(answer.body.rowCount);
    expect(rows[0]).toHaveLength(answer.body.columns.length);
    const text = valueOf(await handlers.readText({ executionId: 'first', from: 0, length: 1_000_000 }));
    expect(Buffer.byteLength(text.text)).toBe(answer.size);
    expect(events[0]).toEqual({ executionId: 'first', phase: 'sending', bytes: 0 });
    valueOf(await handlers.discardAnswer({ executionId: 'first' }));
    expect(failureOf(await handlers.readRows({ executionId: 'first', from: 0, count: 1 })).code).toBe(
      'notFound',
    );
  });

  it('refuses a second execution of one id', async () => {
    const server = await smallRedcap(0, (sent) => sent.get('content') === 'record');
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const first = handlers.execute(requestOf(id, exporting, 'same'));
    expect(failureOf(await handlers.execute(requestOf(id, exporting, 'same'))).code).toBe('invalidArguments');
    await handlers.cancelExecution({ executionId: 'same' });
    expect(failureOf(await first).code).toBe('cancelled');
  });

  it.each([
    ['a read', exporting, 'nothing was changed'],
    ['a write', importing, 'before you repeat'],
  ])('of %s is cancelled at once', async (_, values, advice) => {
    const server = await smallRedcap(0, (sent) => sent.get('content') === 'record');
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const running = handlers.execute(requestOf(id, values, 'slow'));
    await expect.poll(() => server.contents().includes('record')).toBe(true);
    const started = performance.now();
    await handlers.cancelExecution({ executionId: 'slow' });
    const failure = failureOf(await running);
    expect(performance.now() - started).toBeLessThan(AT_ONCE);
    expect(failure).toMatchObject({ code: 'cancelled', advice: expect.stringContaining(advice) });
    if (values === importing) expect(failure.message).toContain('may still carry it out');
  });

  it('ends when its connection is removed', async () => {
    const server = await smallRedcap(0, (sent) => sent.get('content') === 'record');
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const running = handlers.execute(requestOf(id, exporting));
    await expect.poll(() => server.contents().includes('record')).toBe(true);
    await handlers.removeConnection({ connectionId: id });
    expect(failureOf(await running)).toMatchObject({
      code: 'cancelled',
      message: expect.stringContaining('connection was removed'),
    });
    expect(failureOf(await handlers.execute(requestOf(id, exporting))).code).toBe('notFound');
  });

  it('of the practice server ends when that is reset, and says so', async () => {
    const { handlers } = await openPlayground();
    const large = valueOf(await handlers.openPracticeProject({ projectId: 'large', user: 'practice_owner' }));
    const running = handlers.execute(requestOf(large.id, exporting));
    await handlers.resetPractice({});
    expect(failureOf(await running).message).toContain('practice projects were reset');
  });

  it('tells how far it is at most ten times a second', async () => {
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'record') return false;
      const drip = setInterval(() => response.write('x'.repeat(1000)), 5);
      setTimeout(() => {
        clearInterval(drip);
        response.end();
      }, 1000);
      return true;
    });
    const { handlers, events } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    valueOf(await handlers.execute(requestOf(id, exporting)));
    const receiving = events.filter(({ phase }) => phase === 'receiving');
    expect(receiving.length).toBeGreaterThan(2);
    expect(receiving.length).toBeLessThanOrEqual(12);
    expect(receiving.at(-1)?.bytes).toBeGreaterThan(1000);
  });

  it('cuts the tokens of all connections out of an answer', async () => {
    const others = '99887766554433221100FFEEDDCCBBAA';
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'record') return false;
      response.end(`id,note\n1,${projectToken}\n2,${others.toLowerCase()}\n`);
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    valueOf(await handlers.addConnection({ url: server.url, token: others }));
    valueOf(await handlers.execute(requestOf(id, exporting, 'echo')));
    expect(valueOf(await handlers.readRows({ executionId: 'echo', from: 0, count: 5 }))).toEqual([
      ['1', '•••• EEFF'],
      ['2', '•••• BBAA'],
    ]);
  });
});

describe('creating a project', () => {
  const creating = {
    content: 'project',
    action: 'import',
    format: 'json',
    data: '[{"project_title":"New","purpose":0}]',
  };
  const created = 'ABCDEF0123456789ABCDEF0123456789';

  it('makes a connection of the token in the answer, which is shown masked', async () => {
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'project' || sent.get('data') === null) return false;
      response.end(created);
      return true;
    });
    const { handlers, folder } = await openPlayground();
    const superToken = projectToken.repeat(2);
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: superToken }));
    const answer = valueOf(await handlers.execute(requestOf(id, creating, 'new')));
    expect(answer.methodId).toBe('create_project');
    expect(answer.newConnectionId).toEqual(expect.any(String));
    expect(valueOf(await handlers.readText({ executionId: 'new', from: 0, length: 100 })).text).toBe(
      '•••• 6789',
    );
    const { connections } = valueOf(await handlers.start({}));
    expect(connections.find((each) => each.id === answer.newConnectionId)).toMatchObject({
      lastFour: '6789',
      title: 'Own trial',
    });
    expect(JSON.stringify([answer, connections])).not.toContain(created);
    expect(readdirSync(folder).length).toBe(1);
    valueOf(await handlers.execute(requestOf(answer.newConnectionId ?? '', { content: 'version' })));
    expect(server.received.at(-1)?.get('token')).toBe(created);
  });

  it('works on the practice server', async () => {
    const practice = await startPracticeServer();
    onTestFinished(() => practice.close());
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: practice.url, token: practice.superToken }));
    const answer = valueOf(await handlers.execute(requestOf(id, creating)));
    expect(answer.verdict).toEqual({ kind: 'ok' });
    const project = valueOf(await handlers.readProject({ connectionId: answer.newConnectionId ?? '' }));
    expect(project).toMatchObject({ title: 'New', status: 'development' });
  });

  it('that fails makes no connection', async () => {
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('data') === null) return false;
      response.writeHead(400).end('{"error":"Something is wrong with the data"}');
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken.repeat(2) }));
    const answer = valueOf(await handlers.execute(requestOf(id, creating)));
    expect(answer.verdict.kind).toBe('failed');
    expect(answer.newConnectionId).toBeUndefined();
  });
});

describe('files to send', () => {
  const upload = async (
    handlers: Awaited<ReturnType<typeof openPlayground>>['handlers'],
    ...chunks: Buffer[]
  ) => {
    const { reference } = valueOf(await handlers.openUpload({ fileName: 'C:\\scans\\scan.pdf' }));
    await Promise.all(
      chunks.map((chunk) => handlers.appendUpload({ reference, base64: chunk.toString('base64') })),
    );
    return reference;
  };

  it('are carried over in chunks and sent as they are', async () => {
    let body = '';
    const server = await smallRedcap(0, (sent, response) => {
      body = sent.toString();
      if (!body.includes('scan.pdf')) return false;
      response.end();
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const reference = await upload(handlers, Buffer.from('first '), Buffer.from('second'));
    const answer = valueOf(
      await handlers.execute({
        executionId: 'up',
        connectionId: id,
        encoding: 'multipart',
        fields: [
          ...fieldsOf({ content: 'file', action: 'import', record: '1', field: 'consent' }),
          { kind: 'file', name: 'file', fileName: 'scan.pdf', reference },
        ],
      }),
    );
    expect(answer).toMatchObject({
      methodId: 'import_file',
      verdict: { kind: 'ok' },
      body: { kind: 'empty' },
    });
    expect(decodeURIComponent(body.replaceAll('+', ' '))).toContain('first second');
    valueOf(await handlers.discardUpload({ reference }));
    expect(failureOf(await handlers.appendUpload({ reference, base64: '' })).code).toBe('notFound');
  });
});

describe('closing', () => {
  it('aborts what runs, ends the practice server and deletes every private file', async () => {
    const before = new Set(readdirSync(tmpdir()));
    const server = await smallRedcap(0, (sent) => sent.get('content') === 'record');
    const playground = await openPlayground();
    const own = readdirSync(tmpdir()).filter(
      (name) => name.startsWith('redcap-answers-') && !before.has(name),
    );
    expect(own.length).toBeGreaterThan(0);
    const { handlers } = playground;
    const [practice] = valueOf(await handlers.start({})).connections;
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    valueOf(await handlers.execute(requestOf('practice-classic', exporting)));
    const running = handlers.execute(requestOf(id, exporting));
    await expect.poll(() => server.contents().includes('record')).toBe(true);
    await playground.close();
    expect(failureOf(await running).code).toBe('cancelled');
    const left = own.filter((name) => name.includes(`-${process.pid}-`) && existsSync(`${tmpdir()}/${name}`));
    expect(left).toEqual([]);
    await expect(fetch(practice?.url ?? '', { method: 'POST' })).rejects.toThrow('fetch failed');
  });
});

describe('calls from the page', () => {
  it('with wrong arguments are refused without repeating their values', async () => {
    const { handlers } = await openPlayground();
    const wrong = { url: 7, token: projectToken, extra: projectToken };
    const failure = failureOf(await answerCall(handlers, 'addConnection', wrong));
    expect(failure.code).toBe('invalidArguments');
    expect(JSON.stringify(failure)).not.toContain(projectToken);
    for (const args of [undefined, null, 'x', []]) {
      expect(failureOf(await answerCall(handlers, 'start', args)).code).toBe('invalidArguments');
    }
  });

  it.each(['close', '__proto__', 'constructor', 'toString', ''])(
    'of a name that is none are refused: %s',
    async (name) => {
      const { handlers } = await openPlayground();
      expect(failureOf(await answerCall(handlers, name, {})).code).toBe('invalidArguments');
    },
  );

  it('never throw, and tell nothing of what went wrong inside', async () => {
    const { handlers } = await openPlayground();
    const broken = { ...handlers, start: () => Promise.reject(new Error(projectToken)) };
    const failure = failureOf(await answerCall(broken, 'start', {}));
    expect(failure.code).toBe('internal');
    expect(JSON.stringify(failure)).not.toContain(projectToken);
  });
});
