import { describe, expect, it } from 'vitest';
import { answerCall } from '#main/call.ts';
import {
  failureOf,
  fieldsOf,
  openPlayground,
  requestOf,
  valueOf,
  type OpenedPlayground,
} from '#test/support/open-playground.ts';
import { projectToken, smallRedcap, type SmallRedcap } from '#test/support/small-redcap.ts';

const deletion = { content: 'record', action: 'delete', 'records[0]': '1' };
const importing = {
  content: 'record',
  action: 'import',
  format: 'json',
  type: 'flat',
  data: '[{"record_id":"1"}]',
};

async function connected(
  server: SmallRedcap,
): Promise<{ readonly playground: OpenedPlayground; readonly id: string }> {
  const playground = await openPlayground();
  const added = await playground.handlers.addConnection({ url: server.url, token: projectToken });
  return { playground, id: valueOf(added).id };
}

const sentBesides = (server: SmallRedcap): readonly (string | null)[] =>
  server.contents().filter((content) => content !== 'version' && content !== 'project');

describe('the lock', () => {
  it.each([
    ['a deletion', deletion],
    ['an import', importing],
  ])('refuses %s made by hand in a production project; nothing is sent', async (_, values) => {
    const server = await smallRedcap(1);
    const { playground, id } = await connected(server);
    const failure = failureOf(await answerCall(playground.handlers, 'execute', requestOf(id, values)));
    expect(failure.code).toBe('locked');
    expect(failure.message).toContain('production');
    expect(sentBesides(server)).toEqual([]);
  });

  it.each([
    ['analysis', 2],
    ['an unreadable status', 'maybe'],
    ['no status', undefined],
    ['nothing', ''],
    ['a list', [0]],
  ])('treats %s as production', async (_, status) => {
    const server = await smallRedcap(status);
    const { playground, id } = await connected(server);
    expect(failureOf(await playground.handlers.execute(requestOf(id, deletion))).code).toBe('locked');
    expect(sentBesides(server)).toEqual([]);
  });

  it.each([
    ['an error of REDCap', 400, '{"error":"You do not have API Export privileges"}'],
    ['a web page', 200, '<html><body>Hello</body></html>'],
    ['no JSON', 200, 'in_production: 0'],
    ['a list', 200, '[{"in_production":0}]'],
  ])('holds when the project information is %s', async (_, status, body) => {
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'project') return false;
      response.writeHead(status).end(body);
      return true;
    });
    const { playground, id } = await connected(server);
    expect(failureOf(await playground.handlers.execute(requestOf(id, deletion))).code).toBe('locked');
    expect(sentBesides(server)).toEqual([]);
  });

  it('asks for the status anew each time', async () => {
    let production = 0;
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'project') return false;
      response.end(JSON.stringify({ project_title: 'Own trial', in_production: production }));
      return true;
    });
    const { playground, id } = await connected(server);
    expect(valueOf(await playground.handlers.execute(requestOf(id, deletion))).status).toBe(200);
    production = 1;
    expect(failureOf(await playground.handlers.execute(requestOf(id, deletion))).code).toBe('locked');
    expect(sentBesides(server)).toHaveLength(1);
  });

  it('lets reads through', async () => {
    const server = await smallRedcap(1);
    const { playground, id } = await connected(server);
    valueOf(await playground.handlers.execute(requestOf(id, { content: 'version' })));
  });

  it('holds in the practice project that is in production', async () => {
    const { handlers } = await openPlayground();
    expect(failureOf(await handlers.execute(requestOf('practice-longitudinal', deletion))).code).toBe(
      'locked',
    );
  });
});

describe('a request that is not what it seems', () => {
  it.each([
    ['an unknown method', { content: 'record', action: 'frobnicate' }],
    ['an export with the data of an import', { content: 'record', action: 'export', data: '[]' }],
    ['a parameter of another method', { content: 'version', 'records[0]': '1' }],
    ['no content', { format: 'json' }],
  ])('is refused: %s', async (_, values) => {
    const server = await smallRedcap(0);
    const { playground, id } = await connected(server);
    expect(failureOf(await playground.handlers.execute(requestOf(id, values))).code).toBe('invalidRequest');
    expect(sentBesides(server)).toEqual([]);
  });

  it('is refused when a name comes twice, so that the lock cannot read one and REDCap the other', async () => {
    const server = await smallRedcap(1);
    const { playground, id } = await connected(server);
    const twice = [
      ...fieldsOf({ content: 'record', action: 'export' }),
      ...fieldsOf({ action: 'delete' }).slice(1),
    ];
    const reply = await playground.handlers.execute({ ...requestOf(id, {}), fields: twice });
    expect(failureOf(reply).code).toBe('invalidRequest');
    expect(sentBesides(server)).toEqual([]);
  });

  it('is refused when it is encoded in another way than its method', async () => {
    const server = await smallRedcap(0);
    const { playground, id } = await connected(server);
    const reply = await playground.handlers.execute({
      ...requestOf(id, { content: 'version' }),
      encoding: 'multipart',
    });
    expect(failureOf(reply).code).toBe('invalidRequest');
  });

  it('is refused when it brings a token of its own', async () => {
    const server = await smallRedcap(0);
    const { playground, id } = await connected(server);
    const reply = await playground.handlers.execute(requestOf(id, { content: 'version', token: 'x' }));
    expect(failureOf(reply).code).toBe('invalidRequest');
    expect(sentBesides(server)).toEqual([]);
  });
});
