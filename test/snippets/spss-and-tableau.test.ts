import { describe, expect, test } from 'vitest';
import { batchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { tableauPrepPython } from '#app/snippets/tableau/tableau-prep-python.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { expectedFields, inputFor } from './requests.ts';
import {
  choices,
  csv,
  dictionary,
  freshServer,
  hosts,
  made,
  records,
  run,
  spss,
  spssMade,
  tableau,
  tableauMade,
  token,
} from './python-hosts.ts';

describe.concurrent(spss.name, () => {
  test.skipIf(spss.command === undefined)(
    'becomes a data set with labels, formats and missing values',
    async (context) => {
      const server = await freshServer(context);
      server.answerWith({ body: csv });
      const input = records(server.url);
      const outcome = await run(spss, input);
      const { datasets, active, submitted } = made(outcome, spssMade);
      expect(server.onlyRequest().fields).toEqual(expectedFields(input.request, token));
      expect(active).toBe(1);
      const [dataset] = datasets;
      if (dataset === undefined) throw new Error('no data set');
      const of = (name: string) => dataset.variables.find((variable) => variable[0] === name);
      const none = [0, null, null, null];
      expect(of('age')).toEqual(['age', 3, 'Age\'s "label" %', [], none]);
      expect(of('record_id')?.slice(1, 3)).toEqual([3, 'Record ID']);
      expect(Buffer.byteLength(of('born')?.[2] ?? '')).toBe(256);
      const labels = of('sex')?.[3] ?? [];
      expect(labels[1]).toEqual([2, 'Two']);
      expect(labels[0]?.[1]).toMatch(/^It's "one"; é+\.\.\.$/);
      expect(Buffer.byteLength(labels[0]?.[1] ?? '')).toBeLessThanOrEqual(120);
      expect(of('blood')?.[3]).toEqual([
        ['A', 'Group A'],
        ['0', 'Group 0'],
      ]);
      // A word of SPSS's syntax is no name of a variable.
      expect(of('with_x')?.[2]).toBe('with');
      expect(of('extra')?.[1]).toBe(4);
      const seen = (Date.UTC(2026, 0, 31, 13, 45) - Date.UTC(1582, 9, 14)) / 1000;
      expect(dataset.cases).toEqual([
        ['007', '44', 61.5, '2001-02-03', seen, 49_500, 1, 'A', 'two\nlines, "quoted" é😀', 'x', 2, '=1+1'],
        ['2', 'UNK', null, 'not a date', null, null, 2, '', '', '', 0, ''],
      ]);
      expect(submitted).toContain('FORMATS seen (DATETIME20).');
      expect(submitted).toContain('FORMATS weight (F12.1).');
      expect(submitted).toContain('VARIABLE LEVEL sex (NOMINAL).');
      expect(submitted).toContain('VARIABLE LEVEL weight (SCALE).');
      expect(outcome.stdout.toString()).toContain('age stays text: these values are no integer: UNK');
    },
  );

  test.skipIf(spss.command === undefined)('takes JSON, any header and no row at all', async (context) => {
    const server = await freshServer(context);
    const asJson = inputFor('export_arms', { format: 'json' }, server.url);
    server.answerWith({ body: '[{"arm_num":1,"name":"A"},{"arm_num":2,"Name":null}]' });
    const [json] = made(await run(spss, asJson), spssMade).datasets;
    expect(json?.variables.map(([name]) => name)).toEqual(['arm_num', 'name', 'Name_2']);
    expect(json?.cases).toEqual([
      ['1', 'A', ''],
      ['2', '', ''],
    ]);
    server.answerWith({ body: `"1 é","${'x'.repeat(90)}","${'x'.repeat(91)}",by\n` });
    const [strange] = made(await run(spss, records(server.url)), spssMade).datasets;
    expect(strange?.cases).toEqual([]);
    expect(strange?.variables.length).toBe(4);
    server.answerWith({ body: '' });
    const empty = await run(spss, records(server.url));
    expect(made(empty, spssMade).datasets).toEqual([]);
    expect(empty.stdout.toString()).toContain('The server sent no columns.');
  });

  test.skipIf(spss.command === undefined)(
    'writes what an import answers, and a file that comes',
    async (context) => {
      const server = await freshServer(context);
      server.answerWith({ body: '14' });
      const imported = await run(spss, inputFor('import_records', { data: 'a\n1' }, server.url));
      expect(imported.stderr).toBe('');
      expect(imported.stdout.toString()).toBe('14\n');
      server.answerWith({
        body: 'ERROR: bytes',
        headers: { 'content-type': 'application/pdf; name="x.pdf"' },
      });
      const file = await run(spss, inputFor('export_file', { record: '1', field: 'scan' }, server.url));
      expect(file.stdout.toString()).toContain('Saved ');
      expect(file.status).toBe(0);
    },
  );
});

describe.concurrent(tableau.name, () => {
  const rule = test.skipIf(tableau.command === undefined);

  rule('becomes a table with the types that Tableau Prep asks for', async (context) => {
    const server = await freshServer(context);
    server.answerWith({ body: csv.replace('UNK', '').replace('not a date', '') });
    const input = records(server.url);
    const { schema, rows } = made(await run(tableau, input), tableauMade);
    // Once for the columns, once for the rows.
    expect(server.requests.map(({ fields }) => fields)).toEqual([
      expectedFields(input.request, token),
      expectedFields(input.request, token),
    ]);
    expect(schema).toEqual({
      record_id: 'string',
      age: 'int',
      weight: 'decimal',
      born: 'date',
      seen: 'datetime',
      at: 'string',
      sex: 'int',
      blood: 'string',
      note: 'string',
      with: 'string',
      enrolment_complete: 'int',
      extra: 'string',
    });
    expect(rows[0]).toEqual({
      record_id: '007',
      age: 44,
      weight: 61.5,
      born: '2001-02-03',
      seen: '2026-01-31 13:45:00',
      at: '13:45',
      sex: 1,
      blood: 'A',
      note: 'two\nlines, "quoted" é😀',
      with: 'x',
      enrolment_complete: 2,
      extra: '=1+1',
    });
    expect(rows[1]).toMatchObject({ record_id: '2', age: null, born: null, note: null, blood: null });
  });

  rule('puts labels in place of codes on request, and takes JSON', async (context) => {
    const server = await freshServer(context);
    server.answerWith({ body: csv });
    const labelled = made(await run(tableau, records(server.url, { factors: true })), tableauMade);
    expect(labelled.schema).toMatchObject({ sex: 'string', blood: 'string', enrolment_complete: 'string' });
    expect(labelled.rows[0]).toMatchObject({
      blood: 'Group A',
      sex: choices[0]?.label,
      enrolment_complete: 'Complete',
    });
    server.answerWith({ body: '[{"arm_num":1,"name":"A"},{"arm_num":2}]' });
    const asJson = made(
      await run(tableau, inputFor('export_arms', { format: 'json' }, server.url)),
      tableauMade,
    );
    expect(asJson.rows).toEqual([
      { arm_num: '1', name: 'A' },
      { arm_num: '2', name: null },
    ]);
    server.answerWith({ body: '\n' });
    expect(made(await run(tableau, records(server.url)), tableauMade)).toEqual({ schema: {}, rows: [] });
  });

  test('refuses what a flow must not do', () => {
    const url = 'https://redcap.example.edu/api/';
    for (const input of [
      inputFor('delete_records', { records: ['1'] }, url),
      inputFor('export_file', { record: '1', field: 'scan' }, url),
      inputFor('switch_dag', { dag: 'x' }, url),
    ]) {
      expect(tableauPrepPython.refuse?.(input)).toMatchObject({ nearest: 'python-requests' });
    }
    expect(tableauPrepPython.refuse?.(records(url))).toBeNull();
  });
});

describe.concurrent.each(hosts)('$name', (host) => {
  const rule = test.skipIf(host.command === undefined);

  rule('sends awkward values byte for byte, in batches too', async (context) => {
    const server = await freshServer(context);
    const draft = {
      format: 'csv',
      records: awkwardValues.filter((value) => value.trim() !== ''),
      filterLogic: '[a] <> "é\n\'"',
    };
    const whole = { ...records(server.url), ...inputFor('export_records', draft, server.url) };
    server.answerWith({ body: csv });
    await run(host, whole);
    expect(server.requests[0]?.fields).toEqual(expectedFields(whole.request, token));
    const input = {
      ...whole,
      dictionary,
      options: { ...defaultSnippetOptions, batches: { recordsPerBatch: 2, pauseSeconds: 0 } },
    };
    const batched = batchedRequest(input);
    if (batched === null) throw new Error('Export Records can be batched');
    server.answerWith(async ({ fields }) => {
      const asksForNames = fields.some((field) => field.name === 'fields[0]');
      const id = fields.find((field) => field.name === 'records[0]');
      const name = id?.kind === 'text' ? id.value : '';
      return {
        body: asksForNames
          ? 'record_id\n1\n"01"\n1\n\n"é ""x"""\n'
          : `record_id,age\n"${name.replaceAll('"', '""')}",7\n`,
      };
    });
    const outcome = await run(host, input);
    expect(outcome.stderr).toBe('');
    const batch = (values: readonly string[]) => [
      ...expectedFields(batched.rows, token),
      ...values.map((value, index) => ({ kind: 'text', name: `records[${index}]`, value })),
    ];
    expect(server.requests.slice(0, 3).map(({ fields }) => fields)).toEqual([
      expectedFields(batched.names, token),
      batch(['1', '01']),
      batch(['é "x"']),
    ]);
    expect(outcome.stdout.toString()).toContain('é \\"x\\"'.replace('é', '\\u00e9'));
    server.answerWith({ body: 'record_id\n' });
    expect((await run(host, input)).stdout.toString()).toContain(NO_RECORDS);
  });

  rule('fails with the message and without the token', async (context) => {
    const server = await freshServer(context);
    const elsewhere = await freshServer(context);
    const failing = [
      [{ status: 403, body: `{"error":"${token} is not known"}` }, '[token] is not known'],
      [{ body: '<!DOCTYPE html><html></html>' }, 'web page instead of data'],
      [{ status: 302, headers: { location: elsewhere.url } }, 'HTTP status 302'],
    ] as const;
    // Both share the function that sends; pandas takes long to start.
    for (const [reply, message] of host === tableau ? failing.slice(0, 1) : failing) {
      server.answerWith(reply);
      const outcome = await run(host, records(server.url));
      expect(outcome.stderr).toContain(message);
      expect(outcome.stderr).not.toContain(token);
      expect(outcome.status).toBeGreaterThan(0);
    }
    expect(elsewhere.connections()).toBe(0);
    const without = await run(host, records(server.url), { REDCAP_API_TOKEN: ' ' });
    expect(without.stderr).toContain('Set the environment variable REDCAP_API_TOKEN');
    await server.close();
    const unreachable = await run(host, records(server.url));
    expect(unreachable.stderr).toContain('No answer from the server');
    expect(unreachable.status).toBeGreaterThan(0);
  });
});
