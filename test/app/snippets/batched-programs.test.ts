import { describe, expect, test } from 'vitest';
import { batchedRequest } from '#app/snippets/batching.ts';
import { powerBiM } from '#app/snippets/power-bi/powerbi-m.ts';
import { sasProcHttp } from '#app/snippets/sas/sas-proc-http.ts';
import { defaultSnippetOptions, type BatchOption } from '#app/snippets/snippet-options.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { readBatches as readM } from '#test/support/snippet-readers/powerbi-m.ts';
import type { ReadBatches } from '#test/support/snippet-readers/read-fields.ts';
import { readBatches as readSas } from '#test/support/snippet-readers/sas-proc-http.ts';
import { madeUpInput, textRequest } from './made-up-input.ts';

const dictionary = {
  recordIdField: 'study_id',
  longitudinal: false,
  fields: [fieldOf({ name: 'study_id', form: 'a' }), fieldOf({ name: 'age', form: 'a' })],
};
const hostile = [...awkwardValues, `a&b%c;'"`, '%redcap_send;', '&batch', '%mend;'];

function inputOf(
  more: readonly (readonly [string, string])[],
  batches: BatchOption | null = { recordsPerBatch: 37, pauseSeconds: 1.25 },
): SnippetInput {
  const request = textRequest([['content', 'record'], ...more]);
  return madeUpInput(request, { options: { ...defaultSnippetOptions, batches }, dictionary });
}

describe.each(snippetTargets)('$id', (target) => {
  test.each(['csv', 'json', 'xml'])('exports %s in batches of the wanted size, with the pause', (format) => {
    const program = target.write(inputOf([['format', format]]));
    expect(program).toMatch(/\b37L?\b/);
    expect(program).toMatch(/1\.25|\b1250(?:000)?\b/);
    expect(program).not.toBe(target.write(inputOf([['format', format]], null)));
    expect(program.endsWith('\n') && !program.endsWith('\n\n')).toBe(true);
    expect(program).not.toMatch(/[^\S\n]\n/);
  });
});

/*
 * No interpreter of these languages is at hand: what the programs send is read back from their literals and from the
 * steps that add the records. It does not prove that the rest of the program runs.
 */
const readBack: readonly (readonly [SnippetTarget, ReadBatches])[] = [
  [powerBiM, readM],
  [sasProcHttp, readSas],
];

describe.each(readBack)('$id, read back,', (target, read) => {
  test.each(['csv', 'json', 'xml'])(
    'asks for the names alone, then for the rows of some records, in %s with awkward values',
    (format) => {
      const input = inputOf([
        ['format', format],
        ['records[0]', '1'],
        ...hostile.map((value, index): [string, string] => [`fields[${index}]`, value]),
        ['filterLogic', hostile.join(' ')],
      ]);
      const wanted = batchedRequest(input);
      const found = read(target.write(input));
      expect(found.names).toEqual(wanted?.names.fields);
      expect(found.rowsOf(hostile)).toEqual([
        ...(wanted?.rows.fields ?? []),
        ...hostile.map((value, index) => ({ kind: 'text', name: `records[${index}]`, value })),
      ]);
      expect(found).toMatchObject({ recordsPerBatch: 37, pauseSeconds: 1.25 });
    },
  );

  test('makes one table with the types and labels of the export in one piece', () => {
    for (const format of ['csv', 'json']) {
      const whole = target.write(inputOf([['format', format]], null));
      const program = target.write(inputOf([['format', format]]));
      const shared =
        target === powerBiM ? 'Cells = Table.Buffer' : format === 'csv' ? 'proc format' : 'set ans';
      const tail = whole.slice(whole.indexOf(shared));
      expect(whole).toContain(shared);
      expect(program.endsWith(tail)).toBe(true);
    }
  });
});

describe('SAS in batches', () => {
  const formats = ['csv', 'json', 'xml'];
  const programs = formats.map((format) =>
    sasProcHttp.write(
      inputOf([
        ['format', format],
        ['filterLogic', hostile.join(' ')],
      ]),
    ),
  );

  test('has numbers alone in its macro variables, and no value of the request within a macro', () => {
    for (const program of programs) {
      const macros = [...program.matchAll(/%macro [^]*?%mend/g)].map(([macro]) => macro);
      expect(macros).toHaveLength(2);
      for (const macro of macros) {
        expect(macro).not.toMatch(/filterLogic|'[^'\n]*(?:record'|csv|json|xml'|flat)/);
        const outside = macro.replaceAll(/'(?:[^'\n]|'')*'/g, '');
        for (const [, name = ''] of outside.matchAll(/&(\w+)/g)) {
          expect([
            'SYS_PROCHTTP_STATUS_CODE',
            'redcap_failed',
            'redcap_batches',
            'redcap_started',
            'batch',
          ]).toContain(name);
        }
      }
      for (const [, given = ''] of program.matchAll(/call symputx\('\w+', ([^;]*)\);/g)) {
        expect(given).toMatch(/^(?:1|ceil\(count \/ 37\))$/);
      }
    }
  });

  test('sets what its macro sets outside of it first: else PROC HTTP and the macro would have one each', () => {
    for (const program of programs) {
      const before = program.slice(0, program.indexOf('%macro'));
      for (const [, name = ''] of program.matchAll(/%let (\w+) =/g)) {
        if (name !== 'redcap_started') expect(before).toContain(`%let ${name} = 0;`);
      }
    }
  });

  test('asks for no further batch after a failure, also where ABORT is passed over', () => {
    for (const program of programs) {
      expect(program).toMatch(
        / {4}%redcap_send;\n.*\n {4}%if &SYS_PROCHTTP_STATUS_CODE ne 200 %then %return;\n/,
      );
      expect(program.match(/abort cancel 1 nolist;/g)?.length).toBeGreaterThan(6);
    }
  });

  test('throws the form with the token away after each call, and the last answer before the next', () => {
    for (const program of programs) {
      const sending = /%macro redcap_send;[^]*?%mend/.exec(program)?.[0] ?? '';
      expect(sending).toMatch(
        /file answer recfm=n;\n {4}stop;[^]*proc http[^]*?run;\n {2}filename form clear;/,
      );
      expect(program.match(/sysget\('REDCAP_API_TOKEN'\)/g)).toHaveLength(3);
      expect(program).not.toMatch(/file fields[^;]*;\n[^;]*token/);
    }
  });
});

describe('Power BI in batches', () => {
  const program = powerBiM.write(inputOf([['format', 'csv']]));

  test('has one call with the address as a literal: else a scheduled refresh is refused', () => {
    expect(program.match(/Web\.Contents\(\s*"https:/g)).toHaveLength(1);
    expect(program.match(/Web\.Contents/g)).toHaveLength(1);
  });

  test('knows each answer before it asks for the next, and keeps it', () => {
    expect(program).toContain('Answer = Binary.Buffer(Response)');
    expect(program).toContain('if Binary.Length(Part) = 0 then answers else List.Buffer(answers & {Part})');
    expect(program).toContain('Records = List.Buffer(');
  });
});
