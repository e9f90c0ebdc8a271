import { describe, expect, it } from 'vitest';
import { openPlayground, valueOf, failureOf } from '#test/support/open-playground.ts';
import { projectToken, smallRedcap } from '#test/support/small-redcap.ts';

describe('the outline of a project', () => {
  it('has fields, forms, events and arms of a longitudinal project', async () => {
    const { handlers } = await openPlayground();
    const outline = valueOf(await handlers.readProject({ connectionId: 'practice-longitudinal' }));
    expect(outline).toMatchObject({ status: 'production', longitudinal: true, repeating: true, missing: [] });
    for (const list of [outline.fields, outline.forms, outline.events, outline.arms]) {
      expect(list?.length).toBeGreaterThan(0);
    }
    expect(outline.fields?.some(({ identifier }) => identifier)).toBe(true);
    expect(outline.redcapVersion).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('of a classic project has no events, and the server is not asked for any', async () => {
    const { handlers } = await openPlayground();
    const outline = valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    expect(outline).toMatchObject({
      status: 'development',
      longitudinal: false,
      events: [],
      arms: [],
      missing: [],
    });
  });

  it('lacks only the lists that could not be read, each with a sentence', async () => {
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'metadata') return false;
      response.writeHead(403).end('{"error":"You do not have API Export privileges"}');
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id }));
    expect(outline).toMatchObject({ title: 'Own trial', fields: null, forms: null, redcapVersion: '16.1.3' });
    expect(outline.missing[0]).toBe(
      'The fields could not be read: The token’s user lacks the right to export through the API.',
    );
  });

  it('asks for at most two lists at a time', async () => {
    let open = 0;
    let most = 0;
    const server = await smallRedcap(0, (_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('16.1.3');
      }, 30);
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    await handlers.readProject({ connectionId: id });
    expect(most).toBe(2);
  });

  it('copes with a dictionary of 40,000 fields', async () => {
    const fields = Array.from({ length: 40_000 }, (_, index) => ({
      field_name: `field_${index}`,
      form_name: `form_${index % 100}`,
      field_type: 'text',
      field_label: `<b>Label</b> ${index} `.padEnd(200, '.'),
      identifier: index % 2 === 0 ? 'y' : '',
    }));
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'metadata') return false;
      response.end(JSON.stringify(fields));
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id }));
    expect(outline.fields).toHaveLength(40_000);
    expect(outline.fields?.[2]).toMatchObject({
      name: 'field_2',
      form: 'form_2',
      type: 'text',
      identifier: true,
    });
  });

  it('of a server that is gone is a failure', async () => {
    let gone = false;
    const server = await smallRedcap(0, (_, response) => {
      if (gone) response.destroy();
      return gone;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    gone = true;
    expect(failureOf(await handlers.readProject({ connectionId: id })).code).toBe('unreachable');
  });
});
