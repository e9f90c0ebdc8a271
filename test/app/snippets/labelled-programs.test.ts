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
  [sasProcHttp, [sasBlocks, sasSteps]],
  [stata, [stataPairs]],
];

const longName = `a_name_of_more_than_thirty_two_letters_${'x'.repeat(20)}`;
const hostile: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: true,
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
    expect(new Set(formats).size).toBe(formats.length);
    for (const name of formats) expect(name).toMatch(/^\$?[a-z_]\w{0,29}[a-z_]$/);
    for (const [, used = ''] of program.matchAll(/ format = '(\$?redcap\w+)\.';/g)) {
      expect(formats).toContain(used);
    }
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

describe('Power BI', () => {
  test('refuses what uploads, downloads or does more than read, and names what can', () => {
    const refused = methods.filter(({ id }) => programOf(powerBiM, id, {}) === null);
    expect(refused.map(({ effect }) => effect)).toContain('read');
    for (const method of methods) {
      if (method.effect === 'read' && method.returns.kind !== 'file') expect(refused).not.toContain(method);
      else expect(refused).toContain(method);
    }
  });
});
