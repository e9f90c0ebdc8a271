import { describe, expect, it } from 'vitest';
import type { Parameter } from '#app/catalogue/method.ts';
import { parseValues } from '#app/request/parse-values.ts';
import { base, madeUpMethod, methodOf } from './made-up-method.ts';

function problemsOf(id: string, json: unknown): readonly string[] {
  return parseValues(methodOf(id), json).problems.map(
    ({ parameter, message }) => `${String(parameter)}: ${message}`,
  );
}

describe('values of the command line', () => {
  it('are texts, lists and files by REDCap parameter name', () => {
    const json = { records: ['1', 2], format: 'json', filterLogic: '[age] > 30' };
    expect(parseValues(methodOf('export_records'), json)).toEqual({
      draft: { records: ['1', '2'], format: 'json', filterLogic: '[age] > 30' },
      problems: [],
    });
    const file = { record: 1, field: 'scan', repeat_instance: 2, file: { path: 'in/scan.pdf' } };
    expect(parseValues(methodOf('import_file'), file)).toEqual({
      draft: {
        record: '1',
        field: 'scan',
        repeat_instance: '2',
        file: { fileName: 'scan.pdf', reference: 'in/scan.pdf' },
      },
      problems: [],
    });
  });

  it('take true and false for switches, in the spelling of each', () => {
    expect(parseValues(methodOf('import_arms'), { override: true }).draft).toEqual({ override: '1' });
    expect(parseValues(methodOf('import_arms'), { override: 0 }).draft).toEqual({ override: '0' });
    expect(parseValues(methodOf('export_pdf'), { compactDisplay: true, allRecords: true }).draft).toEqual({
      compactDisplay: 'TRUE',
      allRecords: 'true',
    });
    expect(parseValues(methodOf('export_pdf'), { compactDisplay: false, allRecords: false }).draft).toEqual({
      compactDisplay: 'FALSE',
    });
  });

  it('take the action of an external module, and what it asks for, from a file', () => {
    const values = { prefix: 'm', action: 'sync', parameters: { study: 7 } };
    expect(parseValues(methodOf('external_module_api'), values)).toEqual({
      draft: { prefix: 'm', action: 'sync', parameters: [{ name: 'study', value: '7' }] },
      problems: [],
    });
  });

  it('take pairs as an object of names and texts', () => {
    const pairs: Parameter = { ...base, kind: 'pairs' };
    expect(parseValues(madeUpMethod([pairs]), { x: { study: 7 } }).draft).toEqual({
      x: [{ name: 'study', value: '7' }],
    });
    expect(parseValues(madeUpMethod([pairs]), { x: { study: [] } }).problems).toEqual([
      { parameter: 'x', message: 'X must be an object of names and texts.' },
    ]);
  });

  it.each([[[]], ['text'], [null], [5]])('must be an object: %o is none', (json) => {
    expect(problemsOf('export_records', json)).toEqual([
      'null: The values must be a JSON object of parameter names and values.',
    ]);
  });
});

describe('values that are refused', () => {
  it.each<[string, unknown, string]>([
    ['records', '1', 'Records must be a list, for example {"records": ["a", "b"]}.'],
    ['records', ['1', null], 'Every entry of Records must be a text or a number.'],
    ['filterLogic', ['a'], 'Filter Logic must be one text, not a list: write it in quotes.'],
    ['filterLogic', true, 'Filter Logic must be one text, not true or false: write it in quotes.'],
    ['filterLogic', null, 'Filter Logic must be one text, not null: write it in quotes.'],
    ['filterLogic', {}, 'Filter Logic must be one text, not an object: write it in quotes.'],
    ['filterLogic', 2 ** 60, 'Filter Logic must be one text, not a number this large: write it in quotes.'],
    ['exportSurveyFields', [], 'Survey Fields must be one text, not a list: write it in quotes.'],
  ])('%s: %o', (name, value, message) => {
    const parsed = parseValues(methodOf('export_records'), { [name]: value });
    expect(parsed).toEqual({ draft: {}, problems: [{ parameter: name, message }] });
  });

  it.each(['scan.pdf', {}, { path: '' }, { path: 5 }, { path: 'a', name: 'b' }])('the file %o', (file) => {
    expect(problemsOf('import_file', { file })).toEqual([
      'file: File must be a file, for example {"file": {"path": "scan.pdf"}}.',
    ]);
  });
});

describe('names that are refused', () => {
  it('the token, always', () => {
    expect(problemsOf('export_records', { token: 'x' })).toEqual([
      'token: Leave the token out of the values: it is read from REDCAP_API_TOKEN.',
    ]);
  });

  it('content and action, unless they are those of the method', () => {
    const own = { content: 'record', action: 'export' };
    expect(parseValues(methodOf('export_records'), own)).toEqual({ draft: {}, problems: [] });
    expect(problemsOf('export_records', { action: 'delete' })).toEqual([
      'action: Export Records always has the action “export”: leave it out, or choose another method.',
    ]);
    expect(problemsOf('export_version', { action: 'export' })).toEqual([
      'action: Export REDCap Version has no action: leave it out, or choose another method.',
    ]);
  });

  it.each([
    ['record', 'records'],
    ['recrods', 'records'],
    ['Records', 'records'],
    ['raworlabel', 'rawOrLabel'],
    ['raw_or_label', 'rawOrLabel'],
    ['filter_logic', 'filterLogic'],
    ['records[0]', 'records'],
  ])('%s, with the name that was probably meant', (typed, meant) => {
    expect(problemsOf('export_records', { [typed]: 'x' })).toEqual([
      `${typed}: Export Records has no parameter “${typed}”. Did you mean “${meant}”?`,
    ]);
  });

  it.each(['zzz', '', '__proto__', 'constructor', 'x'.repeat(10_000)])('%s, with no guess', (typed) => {
    const json: unknown = JSON.parse(`{${JSON.stringify(typed)}: "x"}`);
    expect(problemsOf('export_records', json)).toEqual([
      `${typed}: Export Records has no parameter “${typed}”.`,
    ]);
  });
});
