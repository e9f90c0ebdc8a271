import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import { z } from 'zod';
import { batchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import { spssPython } from '#app/snippets/spss/spss-python.ts';
import { tableauPrepPython } from '#app/snippets/tableau/tableau-prep-python.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { startRecordingServer, type RecordingServer } from '#test/support/recording-server.ts';
import { pythonOfSpss, spssStandIn, tableauStandIn } from './host-programs.ts';
import { expectedFields, inputFor } from './requests.ts';
import { inFolder, runProgram, type Outcome } from './runners.ts';

const token = 'a.b*c+(d)[e]$1&^f|g';

function pythonWith(modules: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', `import ${modules}`]).status === 0,
  );
}

/** Neither program is here: its Python runs with a stand-in for what the program gives it. */
const hosts = [
  {
    name: 'SPSS (a stand-in for its module)',
    command: pythonWith('sys'),
    missing: 'Python is not installed',
    async prepare(input: SnippetInput, folder: string): Promise<string> {
      await writeFile(join(folder, 'spss.py'), spssStandIn);
      await writeFile(join(folder, 'program.py'), pythonOfSpss(spssPython.write(input)));
      return 'program.py';
    },
  },
  {
    name: 'Tableau Prep (stand-ins for its functions)',
    command: pythonWith('pandas'),
    missing: 'Python with pandas is not installed',
    async prepare(input: SnippetInput, folder: string): Promise<string> {
      await writeFile(join(folder, 'program.py'), tableauPrepPython.write(input));
      await writeFile(join(folder, 'prep.py'), tableauStandIn);
      return 'prep.py';
    },
  },
] as const;
const [spss, tableau] = hosts;

async function freshServer({ onTestFinished }: TestContext): Promise<RecordingServer> {
  const server = await startRecordingServer();
  onTestFinished(server.close);
  return server;
}

function run(
  host: (typeof hosts)[number],
  input: SnippetInput,
  environment: Readonly<Record<string, string>> = { REDCAP_API_TOKEN: token },
): Promise<Outcome> {
  return inFolder(async (folder) => {
    const file = await host.prepare(input, folder);
    return runProgram({ command: host.command ?? '', options: [] }, file, folder, {
      LC_ALL: 'C.UTF-8',
      ...environment,
    });
  });
}

function made<T>(outcome: Outcome, shape: z.ZodType<T>): T {
  expect(outcome.stderr).toBe('');
  expect(outcome.status).toBe(0);
  const line = outcome.stdout
    .toString()
    .split('\n')
    .find((one) => one.startsWith('MADE '));
  return shape.parse(JSON.parse(line?.slice(5) ?? ''));
}

const choices = [
  { code: '1', label: `It's "one"; ${'é'.repeat(100)}` },
  { code: '2', label: 'Two' },
];
const dictionary: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: false,
  fields: [
    fieldOf({ name: 'record_id', form: 'enrolment', label: 'Record <b>ID</b>' }),
    fieldOf({
      name: 'age',
      form: 'enrolment',
      type: 'text',
      validation: 'integer',
      label: 'Age\'s "label"\n%',
    }),
    fieldOf({ name: 'weight', form: 'enrolment', type: 'text', validation: 'number_comma_decimal' }),
    fieldOf({
      name: 'born',
      form: 'enrolment',
      type: 'text',
      validation: 'date_dmy',
      label: 'x'.repeat(400),
    }),
    fieldOf({ name: 'seen', form: 'enrolment', type: 'text', validation: 'datetime_ymd' }),
    fieldOf({ name: 'at', form: 'enrolment', type: 'text', validation: 'time' }),
    fieldOf({ name: 'sex', form: 'enrolment', type: 'radio', choices }),
    fieldOf({
      name: 'blood',
      form: 'enrolment',
      type: 'dropdown',
      choices: [
        { code: 'A', label: 'Group A' },
        { code: '0', label: 'Group 0' },
      ],
    }),
    fieldOf({ name: 'note', form: 'enrolment', type: 'notes' }),
    fieldOf({ name: 'with', form: 'enrolment', type: 'text' }),
  ],
};

const missingCodes = [
  { code: '-99', label: 'Not "done"' },
  { code: 'UNK', label: 'Unknown' },
  { code: 'a longer code', label: 'Long' },
  { code: '-98', label: 'Refused' },
  { code: '-97', label: 'Lost' },
];
/** In each column of these rows codes of missing data stand beside values. */
const csvWithMissing = `record_id,age,weight,born,seen,at,sex,blood,note,with,enrolment_complete
UNK,44,"61,5",2001-02-03,2026-01-31 13:45,13:45,1,A,free,x,2
-99,-99,UNK,UNK,-99,UNK,-99,UNK,UNK,a longer code,0
3,UNK,"-98,5",,,,2,0,,,
4,-98,-99,2026-01-31,,,,,-99,,
5,-97,-98,,,,,,,,
`;

const csv = `record_id,age,weight,born,seen,at,sex,blood,note,with,enrolment_complete,extra
007,44,"61,5",2001-02-03,2026-01-31 13:45,13:45,1,A,"two
lines, ""quoted"" é😀",x,2,=1+1
2,UNK,,not a date,,,2,,,,0,
`;

function records(url: string, options: Partial<SnippetOptions> = {}): SnippetInput {
  return {
    ...inputFor('export_records', { format: 'csv' }, url),
    dictionary,
    options: { ...defaultSnippetOptions, ...options },
  };
}

const spssMade = z.object({
  datasets: z.array(
    z.object({
      variables: z.array(
        z.tuple([
          z.string(),
          z.number(),
          z.string(),
          z.array(z.tuple([z.union([z.number(), z.string()]), z.string()])),
          z.array(z.union([z.number(), z.string(), z.null()])),
        ]),
      ),
      cases: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    }),
  ),
  active: z.number(),
  submitted: z.array(z.string()),
});
const tableauMade = z.object({
  schema: z.record(z.string(), z.string()),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

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

  test.skipIf(spss.command === undefined)(
    'declares the missing-data codes as user-missing values with their labels',
    async (context) => {
      const server = await freshServer(context);
      server.answerWith({ body: csvWithMissing });
      const input = { ...records(server.url), dictionary: { ...dictionary, missingCodes } };
      const outcome = await run(spss, input);
      const { datasets, submitted } = made(outcome, spssMade);
      const [dataset] = datasets;
      if (dataset === undefined) throw new Error('no data set');
      const column = (name: string) => {
        const index = dataset.variables.findIndex((variable) => variable[0] === name);
        const [, , , labels, missing] = dataset.variables[index] ?? [];
        return { values: dataset.cases.map((row) => row[index]), labels, missing };
      };
      // The ID is never missing, whatever it says.
      expect(column('record_id')).toMatchObject({ values: ['UNK', '-99', '3', '4', '5'], labels: [] });
      // Four codes are more than SPSS takes one by one, and no value lies between them.
      expect(column('age')).toEqual({
        values: [44, -99, -9991, -98, -97],
        labels: expect.arrayContaining([
          [-99, 'Not "done"'],
          [-9991, 'Unknown'],
          [-98, 'Refused'],
          [-97, 'Lost'],
        ]) as unknown,
        missing: [-2, -9991, -97, null],
      });
      expect(column('weight')).toMatchObject({
        values: [61.5, -9991, -98.5, -99, -98],
        missing: [3, -9991, -99, -98],
      });
      expect(column('sex')).toMatchObject({ values: [1, -99, 2, null, null], missing: [1, -99, null, null] });
      const seconds = (...day: [number, number, number]) => (Date.UTC(...day) - Date.UTC(1582, 9, 14)) / 1000;
      const [first, fourth] = [seconds(2001, 1, 3), seconds(2026, 0, 31)];
      expect(column('born').values).toEqual([first, null, null, fourth, null]);
      expect(submitted).toContain('FORMATS born (SDATE10).');
      expect(submitted).toContain('FORMATS age (F8.0).');
      expect(column('born').missing).toEqual([0, null, null, null]);
      expect(column('blood')).toMatchObject({
        values: ['A', 'UNK', '0', '', ''],
        missing: [1, 'UNK', null, null],
      });
      expect(column('note')).toMatchObject({ missing: [2, '-99', 'UNK', null] });
      // Of a text SPSS takes eight bytes.
      expect(column('with_x')).toMatchObject({ labels: [], missing: [0, null, null, null] });
      expect(outcome.stdout.toString()).not.toMatch(/stays text|system-missing/);
    },
  );

  test.skipIf(spss.command === undefined)(
    'never calls a measured value missing: codes that SPSS cannot take beside it become system-missing',
    async (context) => {
      const server = await freshServer(context);
      const rows = ['-99', '-98', '-97', 'UNK', '-98.5', '-9991', '7'].map(
        (cell, index) => `${index},${cell}\n`,
      );
      server.answerWith({ body: `record_id,age\n${rows.join('')}` });
      const outcome = await run(spss, {
        ...records(server.url),
        dictionary: { ...dictionary, missingCodes },
      });
      const [dataset] = made(outcome, spssMade).datasets;
      expect(dataset?.cases.map(([, age]) => age)).toEqual([-99, -98, -97, null, -98.5, -9991, 7]);
      expect(dataset?.variables[1]?.[4]).toEqual([3, -99, -98, -97]);
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

  rule('makes missing-data codes blank, and leaves a column with other text as it came', async (context) => {
    const server = await freshServer(context);
    server.answerWith({ body: csvWithMissing });
    const input = { ...records(server.url), dictionary: { ...dictionary, missingCodes } };
    const { schema, rows } = made(await run(tableau, input), tableauMade);
    expect(schema).toMatchObject({
      age: 'int',
      weight: 'decimal',
      born: 'date',
      seen: 'datetime',
      sex: 'int',
    });
    expect(rows[1]).toMatchObject({
      record_id: '-99',
      age: null,
      weight: null,
      born: null,
      seen: null,
      sex: null,
    });
    expect(rows[2]).toMatchObject({ record_id: '3', age: null, weight: -98.5 });
    // Text is left to the reader.
    expect(rows[1]).toMatchObject({ at: 'UNK', note: 'UNK' });
    const factors = { ...input, options: { ...defaultSnippetOptions, factors: true } };
    expect(made(await run(tableau, factors), tableauMade).rows[1]).toMatchObject({ sex: null, blood: null });
    server.answerWith({ body: csv });
    const other = made(await run(tableau, records(server.url)), tableauMade);
    expect(other.schema).toMatchObject({ age: 'string', born: 'string', weight: 'decimal' });
    expect(other.rows.map(({ age }) => age)).toEqual(['44', 'UNK']);
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
