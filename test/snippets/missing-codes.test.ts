import { describe, expect, test } from 'vitest';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import {
  csv,
  dictionary,
  freshServer,
  made,
  records,
  run,
  spss,
  spssMade,
  tableau,
  tableauMade,
} from './python-hosts.ts';

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

describe.concurrent(spss.name, () => {
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
});

describe.concurrent(tableau.name, () => {
  const rule = test.skipIf(tableau.command === undefined);

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
});
