import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import { post, practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const OUT_OF_MEMORY = expect.stringContaining('REDCap ran out of server memory.');

async function newProject(): Promise<string> {
  const data = '[{"project_title":"New","purpose":"0"}]';
  const made = await practice.call(practice.server.superToken, { content: 'project', format: 'json', data });
  return made.text;
}

const importing = (content: string, rows: readonly object[]) => ({
  content,
  action: 'import',
  data: JSON.stringify(rows),
});

describe('names that mean something to the program', () => {
  test('a record ID called constructor is not found in a row without it', async () => {
    const token = await newProject();
    const field = { field_name: 'constructor', form_name: 'form_1', field_type: 'text' };
    expect(await practice.json<number>(token, importing('metadata', [field]))).toBe(1);
    expect(await practice.json(token, importing('record', [{}]))).toEqual({ count: 0 });
    expect(await practice.json(token, importing('record', [{ constructor: 'a' }]))).toEqual({ count: 1 });
    const xml = { content: 'record', format: 'xml', data: '<item><constructor>b</constructor></item>' };
    expect((await practice.call(token, xml)).text).toContain('<count>1</count>');
    const records = await practice.json(token, { content: 'record', fields: ['constructor'] });
    expect(records).toEqual([{ constructor: 'a' }, { constructor: 'b' }]);
  });

  test.each(['__proto__', 'toString'])(
    'an element called %s is an unknown field of that name',
    async (name) => {
      const data = `<records><item><${name}/></item></records>`;
      expect(
        await practice.refusal(practice.classic, {
          content: 'record',
          action: 'import',
          format: 'xml',
          returnFormat: 'json',
          data,
        }),
      ).toBe(`The following fields were not found in the project as real data fields: ${name}`);
    },
  );

  test.each(['redcap_event_name', 'redcap_data_access_group', 'form_1_complete'])(
    'no field can be called %s',
    async (name) => {
      const rows = ['record_id', name].map((field_name) => {
        return { field_name, form_name: 'form_1', field_type: 'text' };
      });
      expect(await practice.refusal(await newProject(), importing('metadata', rows))).toBe(
        `The field name "${name}" is reserved: REDCap has a column of that name.`,
      );
    },
  );

  test('a field called like the time of a survey keeps its values', async () => {
    const token = await newProject();
    const rows = ['record_id', 'form_1_timestamp'].map((field_name) => {
      return { field_name, form_name: 'form_1', field_type: 'text' };
    });
    await practice.json(token, importing('metadata', rows));
    await practice.json(token, importing('record', [{ record_id: '1', form_1_timestamp: 'noon' }]));
    const records = await practice.json(token, { content: 'record', fields: ['form_1_timestamp'] });
    expect(records).toEqual([{ form_1_timestamp: 'noon' }]);
  });
});

describe('a list in the place of a text', () => {
  test('is refused and not passed over, which would delete the whole record', async () => {
    const deleting = { content: 'record', action: 'delete', records: ['1'], instrument: ['lifestyle'] };
    expect(await practice.refusal(practice.classic, deleting)).toBe(
      'The value of the parameter "instrument" is not valid',
    );
    const left = { content: 'record', records: ['1'], fields: ['record_id'] };
    expect(await practice.json(practice.classic, left)).toHaveLength(1);
    expect(await practice.refusal(practice.classic, { ...left, filterLogic: ['1 = 2'] })).toBe(
      'The value of the parameter "filterLogic" is not valid',
    );
  });

  const long = methods.filter(({ id }) => /^export_(?:records|reports|project_xml|pdf|logging)$/.test(id));
  const parameters = long.flatMap(({ id, content, parameters: all }) =>
    all
      .filter(({ kind, name }) => kind !== 'list' && name !== 'returnFormat')
      .flatMap(({ name }) => ['flat', 'eav'].map((type) => [id, name, type, content] as const)),
  );

  // What is found out while the answer is on its way can only cut it off.
  test.each(parameters)(
    'of %s, %s as %s, is refused before a part of the answer is sent',
    async (...asked) => {
      const [id, name, type, content] = asked;
      const smallest = id === 'export_reports' ? { report_id: '301' } : {};
      const call = { content, format: 'json', returnFormat: 'json', type, ...smallest, [name]: ['a', 'b'] };
      const { status } = await practice.call(practice.trial, call);
      expect([200, 400]).toContain(status);
    },
  );

  test('is no token', async () => {
    const body = `token[0]=${practice.classic}&content=version&returnFormat=csv`;
    const reply = await post(practice.server.url, body, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([reply.status, reply.text]).toEqual([403, 'ERROR: You do not have permissions to use the API']);
  });
});

describe('more than the server can hold is refused before it is read', () => {
  test.each([
    ['a list in one text', { records: ','.repeat(9_000_000) }],
    ['CSV', { format: 'csv', data: `record_id\n${'1\n'.repeat(500_001)}` }],
    ['JSON', { data: `[${'{},'.repeat(500_000)}{}]` }],
  ])('%s', async (_, fields) => {
    const reply = await practice.call(practice.classic, {
      content: 'record',
      format: 'json',
      returnFormat: 'json',
      ...fields,
    });
    expect([reply.status, JSON.parse(reply.text)]).toEqual([500, { error: OUT_OF_MEMORY }]);
  });

  test.each(['dag', 'userRole'])('rows of %s', async (content) => {
    const rows = Array.from({ length: 5001 }, () => ({ data_access_group_name: 'a', role_label: 'a' }));
    expect(await practice.refusal(practice.classic, importing(content, rows), 500)).toEqual(OUT_OF_MEMORY);
  });

  test.each([
    ['fields', 50_001, (index: number) => ({ field_name: `f${index}`, form_name: 'form_1' })],
    ['instruments', 10_001, (index: number) => ({ field_name: `f${index}`, form_name: `form_${index}` })],
  ])('%s of a dictionary', async (_, length, rowOf) => {
    const rows = Array.from({ length }, (__, index) => ({ ...rowOf(index), field_type: 'text' }));
    expect(await practice.refusal(await newProject(), importing('metadata', rows))).toContain(
      '50000 fields or 10000 instruments',
    );
  });

  test('lines of one value in a PDF', async () => {
    const data = `record_id,comments\nlong,"a${'\n'.repeat(7_000_000)}b"\n`;
    const imported = await practice.call(practice.classic, { content: 'record', format: 'csv', data });
    expect(imported.text).toBe('1');
    const asked = { content: 'pdf', record: 'long' };
    expect(await practice.refusal(practice.classic, asked, 500)).toEqual(OUT_OF_MEMORY);
  });

  test('pages of a PDF', async () => {
    const server = await startPracticeServer({ large: { records: 20_000, fields: 5 } });
    const token = server.projects.find(({ id }) => id === 'large')?.token ?? '';
    const body = new URLSearchParams({ token, content: 'pdf', allRecords: '1', returnFormat: 'json' });
    const reply = await post(server.url, body);
    expect([reply.status, JSON.parse(reply.text)]).toEqual([500, { error: OUT_OF_MEMORY }]);
    await server.close();
  });
});
