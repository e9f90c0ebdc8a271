import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FailureCode } from '#app/host/failure.ts';
import { confStore } from '#main/documents/conf-store.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import {
  failureOf,
  openPlayground,
  requestOf,
  valueOf,
  type OpenedPlayground,
} from '#test/support/open-playground.ts';
import { serve, serveBody } from '#test/support/test-server.ts';

const token = '0123456789ABCDEF0123456789ABCDEF';

/** A REDCap that answers version and project information, for one token. */
async function smallRedcap(title = 'Own trial'): Promise<string> {
  const { url } = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = new URLSearchParams(Buffer.concat(chunks).toString());
    if (sent.get('token') !== token) {
      response.writeHead(403).end('{"error":"You do not have permissions to use the API"}');
    } else if (sent.get('content') === 'version') response.end('16.1.3');
    else response.end(JSON.stringify({ project_title: title, in_production: 0 }));
  });
  return url;
}

const listOf = async ({ handlers }: OpenedPlayground) => valueOf(await handlers.start({})).connections;

function filesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('the first start', () => {
  it('shows the practice projects, the first of them active', async () => {
    const state = valueOf(await (await openPlayground()).handlers.start({}));
    expect(state.connections.map(({ id, practice }) => [id, practice])).toEqual([
      ['practice-classic', true],
      ['practice-longitudinal', true],
    ]);
    expect(state.settings.activeConnectionId).toBe('practice-classic');
    expect(state.notices).toEqual([]);
    expect(state.capabilities.tokens).toBe('keychain');
  });
});

describe('a practice project', () => {
  const exporting = { content: 'record', action: 'export', format: 'csv', type: 'flat' };

  it('is offered with its users and reports, and without a token', async () => {
    const { practiceProjects } = valueOf(await (await openPlayground()).handlers.start({}));
    expect(practiceProjects.map(({ id, users }) => [id, users.length])).toEqual([
      ['classic', 5],
      ['longitudinal', 5],
      ['large', 1],
    ]);
    expect(practiceProjects[0]?.users[3]).toEqual({
      user: 'practice_importer',
      rights: 'imports only, exports nothing',
    });
    expect(practiceProjects[0]?.reports).toContainEqual({ id: 202, title: 'High blood pressure' });
    expect(JSON.stringify(practiceProjects)).not.toMatch(/[0-9A-F]{32}/);
  });

  it('opens in the name of a user, whose rights it then has', async () => {
    const { handlers } = await openPlayground();
    const opening = { projectId: 'classic', user: 'practice_importer' };
    const opened = valueOf(await handlers.openPracticeProject(opening));
    expect(opened).toMatchObject({ practice: true, practiceUser: 'practice_importer' });
    expect(valueOf(await handlers.openPracticeProject(opening))).toEqual(opened);
    const { connections } = valueOf(await handlers.start({}));
    expect(connections.map(({ id }) => id)).toEqual([
      'practice-classic',
      'practice-longitudinal',
      'practice-classic-practice_importer',
    ]);
    const answer = valueOf(await handlers.execute(requestOf(opened.id, exporting)));
    expect(answer).toMatchObject({ status: 403 });
    const owner = valueOf(await handlers.openPracticeProject({ projectId: 'large', user: 'practice_owner' }));
    expect(owner.id).toBe('practice-large');
    const nobody = await handlers.openPracticeProject({ projectId: 'large', user: 'nobody' });
    expect(failureOf(nobody).code).toBe('notFound');
  });

  it('lets a user who may only import do so, where development allows it', async () => {
    const { handlers } = await openPlayground();
    const importing = (id: string) =>
      handlers.execute(
        requestOf(id, {
          content: 'record',
          action: 'import',
          format: 'csv',
          type: 'flat',
          data: 'record_id\n901\n',
          returnContent: 'count',
        }),
      );
    const open = async (projectId: string) =>
      valueOf(await handlers.openPracticeProject({ projectId, user: 'practice_importer' })).id;
    const classic = await open('classic');
    expect(valueOf(await handlers.readProject({ connectionId: classic }))).toMatchObject({
      title: 'Practice: Hypertension registry',
      status: 'development',
      fields: null,
    });
    expect(valueOf(await importing(classic)).status).toBe(200);
    expect(failureOf(await importing(await open('longitudinal'))).code).toBe('locked');
  });

  it('is as at its start after a reset', async () => {
    const { handlers } = await openPlayground();
    const send = async (values: Readonly<Record<string, string>>) =>
      valueOf(await handlers.execute(requestOf('practice-classic', values)));
    const records = async () => {
      const answer = await send({ ...exporting, 'fields[0]': 'record_id' });
      const read = { executionId: answer.executionId, from: 0, length: 1000 };
      return valueOf(await handlers.readText(read)).text;
    };
    const before = await records();
    await send({ content: 'record', action: 'delete', 'records[0]': '1' });
    expect(await records()).not.toBe(before);
    expect(valueOf(await handlers.resetPractice({}))).toBeNull();
    expect(await records()).toBe(before);
  });
});

describe('adding a connection', () => {
  it('stores it with its title, and the token only sealed', async () => {
    const url = await smallRedcap();
    const playground = await openPlayground();
    const added = valueOf(
      await playground.handlers.addConnection({
        url: url.replace('/api/', '/redcap_v16.1.3/index.php?pid=3'),
        token: ` ${token}\n`,
      }),
    );
    expect(added).toMatchObject({
      title: 'Own trial',
      url,
      lastFour: 'CDEF',
      tokenKind: 'project',
      practice: false,
    });
    expect(JSON.stringify(added)).not.toContain(token);
    expect(filesIn(playground.folder)).toContain('Own trial');
    expect(filesIn(playground.folder)).not.toContain(token);

    const again = await openPlayground({ store: confStore(playground.folder) });
    expect((await listOf(again)).at(-1)).toEqual(added);
    const answer = valueOf(await again.handlers.execute(requestOf(added.id, { content: 'version' })));
    expect(answer.status).toBe(200);
  });

  it('twice with the same token keeps one', async () => {
    const url = await smallRedcap();
    const playground = await openPlayground();
    await playground.handlers.addConnection({ url, token });
    await playground.handlers.addConnection({ url, token });
    expect(await listOf(playground)).toHaveLength(3);
  });

  it('without a keychain keeps it in memory and writes nothing', async () => {
    const url = await smallRedcap();
    const playground = await openPlayground({ cipher: null });
    valueOf(await playground.handlers.addConnection({ url, token }));
    expect(await listOf(playground)).toHaveLength(3);
    expect(filesIn(playground.folder)).not.toContain('Own trial');
    expect(valueOf(await playground.handlers.start({})).capabilities.tokens).toBe('memory');
  });

  it('can be cancelled while the server is slow, and then stores nothing', async () => {
    const { url } = await serve(() => undefined);
    const playground = await openPlayground();
    const adding = playground.handlers.addConnection({ url, token });
    await playground.handlers.cancelAdding({});
    expect(failureOf(await adding).code).toBe('cancelled');
    expect(await listOf(playground)).toHaveLength(2);
  });

  it('with a super token does not store it', async () => {
    const practice = await startPracticeServer();
    onTestFinished(() => practice.close());
    const playground = await openPlayground();
    const added = valueOf(
      await playground.handlers.addConnection({ url: practice.url, token: practice.superToken }),
    );
    expect(added.tokenKind).toBe('super');
    expect(filesIn(playground.folder)).not.toContain(added.id);
  });

  it.each<[string, number, string, FailureCode]>([
    ['a wrong path', 404, '<html><body>Not Found</body></html>', 'badAddress'],
    ['a wrong token', 403, '{"error":"You do not have permissions to use the API"}', 'wrongToken'],
    ['a web page', 200, '<!DOCTYPE html><html><body>Welcome to our hospital</body></html>', 'notRedcap'],
    ['another program', 200, '{"hello":"world"}', 'notRedcap'],
    ['a server in trouble', 503, '<html><body>Service Unavailable</body></html>', 'httpError'],
    ['a firewall', 403, '<html><body>Forbidden</body></html>', 'httpError'],
  ])('tells %s apart and stores nothing', async (_, status, body, code) => {
    const { url } = await serveBody(body, {}, status);
    const playground = await openPlayground();
    const failure = failureOf(await playground.handlers.addConnection({ url, token }));
    expect(failure.code).toBe(code);
    expect(failure.advice).toMatch(/\.$/);
    expect(await listOf(playground)).toHaveLength(2);
  });

  it('tells a redirect, a name that is not there and an unencrypted address apart', async () => {
    const { url } = await serveBody('', { location: 'https://login.example.org/' }, 302);
    const { handlers } = await openPlayground();
    expect(failureOf(await handlers.addConnection({ url, token })).code).toBe('redirected');
    expect(failureOf(await handlers.addConnection({ url: 'no-such-server.invalid', token })).code).toBe(
      'unreachable',
    );
    expect(failureOf(await handlers.addConnection({ url: 'http://example.edu/api/', token })).code).toBe(
      'badAddress',
    );
    expect(failureOf(await handlers.addConnection({ url, token: 'short' })).code).toBe('wrongToken');
  });

  it('accepts a token that may only import', async () => {
    const { url } = await serveBody('{"error":"You do not have API Export privileges"}', {}, 403);
    const added = valueOf(await (await openPlayground()).handlers.addConnection({ url, token }));
    expect(added.title).toBe(new URL(url).host);
  });

  it('does not show a token that the server echoes', async () => {
    const { url } = await serveBody(`Who is ${token.toLowerCase()}?`);
    const failure = failureOf(await (await openPlayground()).handlers.addConnection({ url, token }));
    expect(JSON.stringify(failure).toUpperCase()).not.toContain(token);
    expect(failure.detail).toContain('•••• CDEF');
  });
});

describe('removing a connection', () => {
  it('takes it from the list and from the disk', async () => {
    const url = await smallRedcap();
    const playground = await openPlayground();
    const { id } = valueOf(await playground.handlers.addConnection({ url, token }));
    valueOf(await playground.handlers.saveSettings({ activeConnectionId: id }));
    valueOf(await playground.handlers.removeConnection({ connectionId: id }));
    expect(await listOf(playground)).toHaveLength(2);
    expect(filesIn(playground.folder)).not.toContain('Own trial');
    const state = valueOf(await playground.handlers.start({}));
    expect(state.settings.activeConnectionId).toBe('practice-classic');
    expect(failureOf(await playground.handlers.removeConnection({ connectionId: id })).code).toBe('notFound');
  });

  it('is refused for a practice project', async () => {
    const { handlers } = await openPlayground();
    const reply = await handlers.removeConnection({ connectionId: 'practice-classic' });
    expect(failureOf(reply).code).toBe('invalidRequest');
  });
});

describe('a stored token that is damaged', () => {
  it('leaves its connection listed, says so, and is replaced by adding it again', async () => {
    const url = await smallRedcap();
    const first = await openPlayground();
    const added = valueOf(await first.handlers.addConnection({ url, token }));
    const file = join(first.folder, 'settings.json');
    const document = JSON.parse(readFileSync(file, 'utf8'));
    document.connections[0].sealed = `AAAA${document.connections[0].sealed}`;
    writeFileSync(file, JSON.stringify(document));

    const second = await openPlayground({ store: confStore(first.folder) });
    const state = valueOf(await second.handlers.start({}));
    expect(state.connections).toHaveLength(3);
    expect(state.notices).toEqual([expect.stringContaining('“Own trial” cannot be read')]);
    const reply = await second.handlers.execute(requestOf(added.id, { content: 'version' }));
    expect(failureOf(reply)).toMatchObject({
      code: 'storage',
      advice: expect.stringContaining('Add the connection again'),
    });

    expect(valueOf(await second.handlers.addConnection({ url, token })).id).toBe(added.id);
    expect(await listOf(second)).toHaveLength(3);
    valueOf(await second.handlers.execute(requestOf(added.id, { content: 'version' })));
  });
});
