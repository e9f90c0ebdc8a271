import { describe, expect, test } from 'vitest';
import { findMethod, methods } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { codeFor } from '#app/snippets/code-for.ts';
import { juliaHttp } from '#app/snippets/julia/julia-http.ts';
import { matlabWebwrite } from '#app/snippets/matlab/matlab-webwrite.ts';
import { powerBiM } from '#app/snippets/power-bi/powerbi-m.ts';
import { sasProcHttp } from '#app/snippets/sas/sas-proc-http.ts';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import { stata } from '#app/snippets/stata/stata.ts';
import type { SnippetTarget } from '#app/snippets/target.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import {
  imbalance,
  juliaPairs,
  matlabPairs,
  mPairs,
  sasBlocks,
  sasMacros,
  sasSteps,
  stataPairs,
  type PairRules,
} from '#test/support/snippet-readers/balance.ts';

/*
 * Proves that in a whole program, labels of a hostile dictionary included, every quote, bracket and block has its
 * partner, so that no value and no label can break out of its literal. It does not prove that the program runs.
 */
const targets: readonly (readonly [SnippetTarget, readonly PairRules[]])[] = [
  [juliaHttp, [juliaPairs]],
  [matlabWebwrite, [matlabPairs]],
  [powerBiM, [mPairs]],
  [sasProcHttp, [sasBlocks, sasMacros, sasSteps]],
  [stata, [stataPairs]],
];

const longName = `a_name_of_more_than_thirty_two_letters_${'x'.repeat(20)}`;
const hostile: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: true,
  missingCodes: [...awkwardValues, '-99', 'UNK', '9'].map((code) => ({ code, label: `${code} */ done` })),
  fields: [
    fieldOf({ name: 'record_id', form: 'start', label: awkwardValues.join(' ') }),
    ...awkwardValues.flatMap((label, index) => [
      fieldOf({
        name: `sex_${index}`,
        form: 'start',
        type: 'radio',
        label,
        choices: [
          { code: '1', label },
          { code: '2', label: `${label}2` },
        ],
      }),
      fieldOf({ name: `group_${index}`, form: 'start', type: 'dropdown', choices: [{ code: label, label }] }),
    ]),
    ...[
      'integer',
      'number',
      'number_comma_decimal',
      'date_dmy',
      'datetime_ymd',
      'datetime_seconds_mdy',
      'time',
    ].map((validation) =>
      fieldOf({ name: `of_${validation}`, form: 'next', validation, label: `A ${validation}` }),
    ),
    fieldOf({ name: longName, form: 'next', label: 'x'.repeat(5000) }),
    fieldOf({ name: `${longName}2`, form: 'next', type: 'yesno', choices: [{ code: '1', label: 'Yes' }] }),
  ],
};

function programOf(
  target: SnippetTarget,
  methodId: string,
  draft: Draft,
  options: Partial<SnippetOptions> = {},
  dictionary: SnippetDictionary | null = hostile,
): string | null {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  const { request } = prepare(method, draft, {});
  const all = { ...defaultSnippetOptions, ...options };
  const code = codeFor(target, snippetInput(method, request, 'https://x.edu/api/', all, dictionary));
  return code.kind === 'code' ? code.text : null;
}

describe.each(targets)('a program of $id', (target, rules) => {
  const expectBalance = (program: string | null) => {
    for (const rule of rules) expect(program === null ? null : imbalance(program, rule)).toBeNull();
  };

  test('is whole for every method', () => {
    for (const { id } of methods) expectBalance(programOf(target, id, {}));
  });

  test('is whole with labels, in each format, with factors and in batches', () => {
    for (const format of ['csv', 'json', 'xml']) {
      for (const factors of [false, true]) {
        for (const batches of [null, { recordsPerBatch: 100, pauseSeconds: 0.5 }]) {
          expectBalance(programOf(target, 'export_records', { format }, { factors, batches }));
        }
      }
    }
  });

  test('is noticed when a quote, a bracket or the end of a block is missing', () => {
    const program = programOf(target, 'export_records', { format: 'csv' }) ?? '';
    const broken = [
      // The Python of a do-file is judged by Python itself.
      target === stata
        ? program.replace(/foreach (.*) \{\n/, 'foreach $1\n')
        : program.replace(/(["'])record\1/, '$1record'),
      target === stata ? program.replace('"`dates\'"', '"`dates\'') : program.replace(/\)(?=[^)]*$)/, ''),
      program.replace(/\n *(?:end|run|in)\b(?![^]*\n *(?:end|run|in)\b)/, '\n'),
    ];
    for (const text of broken) {
      expect(text).not.toBe(program);
      expect(rules.some((rule) => imbalance(text, rule) !== null)).toBe(true);
    }
  });

  test('says in a comment that only the first thousand variables have labels', () => {
    const many = Array.from({ length: 2000 }, (_, index) => fieldOf({ name: `f${index}`, form: 'f' }));
    const program = programOf(target, 'export_records', { format: 'csv' }, {}, { ...hostile, fields: many });
    expect(program).toContain('Only the first 1000');
    const few = { ...hostile, fields: many.slice(0, 10) };
    expect(programOf(target, 'export_records', { format: 'csv' }, {}, few)).not.toContain('Only the first');
  });
});

describe.each([
  [matlabWebwrite, 'fieldnames'],
  [juliaHttp, 'columns = '],
] as const)('a program of $id', (target, namesAreRead) => {
  test('is done with an empty list before it looks for names of columns', () => {
    const program = programOf(target, 'export_records', { format: 'json' }) ?? '';
    const stopsAt = program.search(/isempty\(items\)(?: &&)?\s+return/);
    expect(stopsAt).toBeGreaterThan(program.indexOf('items = '));
    expect(program.indexOf(namesAreRead)).toBeGreaterThan(stopsAt);
  });
});

describe('Julia', () => {
  test('makes categories of a column that is blank throughout: its type is told', () => {
    const program = programOf(juliaHttp, 'export_records', { format: 'csv' }, { factors: true }) ?? '';
    expect(program).toContain('labelled = Union{Missing,String}[');
  });
});

describe('SAS', () => {
  const program = programOf(sasProcHttp, 'export_records', { format: 'csv' }) ?? '';

  test('has names of 32 characters at most, each once, and formats that end in no digit', () => {
    const names = [...program.matchAll(/ sas_name = '([^']*)';/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(100);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z_]\w{0,31}$/);
    const formats = [...program.matchAll(/^ {2}value (\S+)$/gm)].map(([, name = '']) => name);
    expect(formats.length).toBeGreaterThan(100);
    expect(new Set(formats).size).toBe(formats.length);
    for (const name of formats) expect(name).toMatch(/^(?:\$[a-z_]\w{0,29}|[a-z_]\w{0,30})[a-z_]$/);
    const informats = [...program.matchAll(/^ {2}invalue (\S+)/gm)].map(([, name = '']) => name);
    for (const name of informats) expect(name).toMatch(/^[a-z_]\w{0,29}[a-z_]$/);
    const supplied = /^(?:yymmdd10|e8601dt1[69]|time[58]|best32|numx32|anydtdtm32|)$/;
    for (const [, informat = '', format = ''] of program.matchAll(
      / informat = '([^']*?)\.?'; format = '([^']*?)\.?';/g,
    )) {
      expect(supplied.test(informat) || informats.includes(informat)).toBe(true);
      expect(supplied.test(format) || formats.includes(format)).toBe(true);
    }
  });

  test('has each code once in a format, and a letter of its own for each missing-data code', () => {
    for (const [, body = ''] of program.matchAll(/^ {2}(?:in)?value ([^;]*?);$/gms)) {
      const codes = [...body.matchAll(/^ {4}('(?:[^']|'')*'|\S+) = /gm)].map(([, code = '']) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }
    const small = {
      ...hostile,
      missingCodes: [
        { code: '-99', label: 'Not done' },
        { code: 'UNK', label: 'Unknown' },
      ],
      fields: [
        ...hostile.fields.slice(0, 1),
        fieldOf({ name: 'age', form: 'a', validation: 'integer' }),
        fieldOf({
          name: 'sex',
          form: 'a',
          type: 'radio',
          choices: [
            { code: '1', label: 'Female' },
            { code: '-99', label: 'No answer' },
          ],
        }),
        fieldOf({ name: 'blood', form: 'a', type: 'radio', choices: [{ code: 'A', label: 'A group' }] }),
        fieldOf({ name: 'bmi', form: 'a', type: 'calc' }),
      ],
    };
    const made = programOf(sasProcHttp, 'export_records', { format: 'csv' }, {}, small) ?? '';
    expect(made).toContain(
      "  invalue redcap_missing_1_ (default=32)\n    '-99' = .A /* Not done */\n    'UNK' = .B /* Unknown */\n    other = [best32.];",
    );
    // Where a missing-data code is a choice of the field, its number stays.
    expect(made).toContain("  value sex_\n    1 = 'Female'\n    -99 = 'No answer'\n    .B = 'Unknown';");
    expect(made).toContain(
      "  value $blood_\n    'A' = 'A group'\n    '-99' = 'Not done'\n    'UNK' = 'Unknown';",
    );
    expect(made).toMatch(/name = 'age'; .* informat = 'redcap_missing_1_\.'; format = '';/);
    for (const never of ['record_id', 'bmi', 'redcap_repeat_instance', 'a_complete']) {
      expect(made).not.toMatch(new RegExp(`name = '${never}'; .*redcap_missing`));
    }
  });

  test('ends well without rows, and keeps the token no longer than the request', () => {
    expect(program).toContain('array widths[%sysfunc(max(1, &redcap_columns))]');
    expect(program).toMatch(/proc http[^]*?run;\nfilename form clear;/);
    // Five lines and the blanks between them fit into the longest text of SAS, else CATX gives a blank.
    const [, width = ''] = /input line \$char(\d+)\.;\n {2}length token/.exec(program) ?? [];
    expect(5 * Number(width) + 4).toBeLessThanOrEqual(32767);
  });

  test('reads rows that end in a line feed, alone or after a carriage return, on every system', () => {
    const filter = /infile answer recfm=n;[^]*?run;/.exec(
      program.slice(program.indexOf('filename rows')),
    )?.[0];
    expect(program).toContain('filename rows temp termstr=lf;');
    expect(filter).toContain("if byte = '0D'x then delete;");
  });

  test('has labels of 256 bytes at most', () => {
    for (const [, label = ''] of program.matchAll(/ label = '((?:[^']|'')*)';/g)) {
      expect(Buffer.byteLength(label.replaceAll("''", "'"))).toBeLessThanOrEqual(256);
    }
  });
});

describe('MATLAB', () => {
  test('makes categories of codes with one label each, and missing values of missing-data codes', () => {
    const twice = [
      { code: '1', label: 'Other' },
      { code: '2', label: 'Other' },
    ];
    const fields = [fieldOf({ name: 'sex', form: 'a', type: 'radio', choices: twice })];
    const small = { ...hostile, fields, missingCodes: [{ code: '-99', label: 'Not done' }] };
    const options = { factors: true };
    const program = programOf(matlabWebwrite, 'export_records', { format: 'csv' }, options, small) ?? '';
    expect(program).toContain("{'1', '2'}, {'Other (1)', 'Other (2)'}");
    expect(program).toContain("missing_codes = {'-99'};");
    expect(program).toMatch(/never_missing = \{\n {4}'record_id'\n[^}]*'redcap_repeat_instance'/);
  });

  test('leaves a column as text of which a date could not be read: datetime gives NaT and no error', () => {
    const program = programOf(matlabWebwrite, 'export_records', { format: 'csv' }) ?? '';
    expect(program).toContain('if any(ismissing(values(~ismissing(text))))');
  });
});

describe('Power BI', () => {
  test('makes null of missing-data codes, but not in the ID or where a code is a choice', () => {
    const choices = [{ code: '-99', label: 'No answer' }];
    const fields = [
      fieldOf({ name: 'age', form: 'a', validation: 'integer' }),
      fieldOf({ name: 'sex', form: 'a', type: 'radio', choices }),
    ];
    const small = { ...hostile, fields, missingCodes: [{ code: '-99', label: 'Not done' }] };
    const program = programOf(powerBiM, 'export_records', { format: 'csv' }, {}, small) ?? '';
    expect(program).toContain('Missing = {"-99"}');
    expect(program).toMatch(/NeverMissing = \{"record_id", [^}]*"sex"\}/);
    expect(
      programOf(powerBiM, 'export_records', { format: 'csv' }, {}, { ...small, missingCodes: [] }),
    ).not.toContain('Missing');
  });

  test('refuses what uploads, downloads or does more than read, and names what can', () => {
    const refused = methods.filter(({ id }) => programOf(powerBiM, id, {}) === null);
    expect(refused.map(({ effect }) => effect)).toContain('read');
    for (const method of methods) {
      if (method.effect === 'read' && method.returns.kind !== 'file') expect(refused).not.toContain(method);
      else expect(refused).toContain(method);
    }
  });
});
