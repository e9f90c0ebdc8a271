import { describe, expect, test } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { OutlineField } from '#app/project/outline.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { plainLabel, withinBytes, withinCharacters } from '#app/snippets/plain-label.ts';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import {
  missingCodesIn,
  MOST_VARIABLES,
  neverMissing,
  snippetVariables,
  type SnippetVariables,
} from '#app/snippets/variables.ts';
import { fieldOf } from '#test/support/outline-field.ts';

const dictionary: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: false,
  fields: [
    fieldOf({ name: 'record_id', form: 'start', label: 'Record' }),
    fieldOf({
      name: 'age',
      form: 'start',
      validation: 'integer',
      label: '<b>Age</b>\n at <i>entry</i>, if <18',
    }),
    fieldOf({
      name: 'sex',
      form: 'start',
      type: 'radio',
      identifier: true,
      choices: [
        { code: '1', label: '<u>Female</u>' },
        { code: '2', label: 'Male' },
        { code: '1', label: 'again' },
        { code: ' ', label: 'no code' },
        { code: '3', label: ' ' },
      ],
    }),
    fieldOf({ name: 'text_above', form: 'start', type: 'descriptive' }),
    fieldOf({
      name: 'race',
      form: 'visit',
      type: 'checkbox',
      label: 'Race',
      choices: [
        { code: '-1', label: 'Unknown' },
        { code: 'A', label: 'One' },
        { code: 'a', label: 'Two' },
      ],
    }),
    fieldOf({ name: 'seen', form: 'visit', validation: 'date_dmy' }),
    fieldOf({ name: 'weight', form: 'visit', validation: 'number_1dp_comma_decimal' }),
  ],
};

function variablesOf(draft: Draft, methodId = 'export_records', of: SnippetDictionary | null = dictionary) {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  const { request } = prepare(method, { format: 'csv', ...draft }, {});
  return snippetVariables(snippetInput(method, request, 'https://x/api/', defaultSnippetOptions, of));
}

function names(found: SnippetVariables | null): readonly string[] {
  return (found?.variables ?? []).map(({ name }) => name).filter((name) => !name.startsWith('redcap_'));
}

describe('the columns of a flat export', () => {
  test('are the dictionary’s, checkbox columns and states of instruments included', () => {
    expect(names(variablesOf({}))).toEqual(
      'record_id age sex start_complete race____1 race___a seen weight visit_complete'.split(' '),
    );
  });

  test('have a tick for each missing-data code in a checkbox, and know which of them can hold such a code', () => {
    const missingCodes = [
      { code: ' -99 ', label: 'Not <b>done</b>' },
      { code: '-1', label: 'as a choice of race' },
      { code: '-99', label: 'again' },
      { code: '1', label: '' },
    ];
    const found = variablesOf({}, 'export_records', { ...dictionary, missingCodes });
    if (found === null) throw new Error('no variables');
    expect(found.missingCodes).toEqual([
      { code: '-99', label: 'Not done' },
      { code: '-1', label: 'as a choice of race' },
      { code: '1', label: '1' },
    ]);
    expect(names(found).filter((name) => name.startsWith('race'))).toEqual(
      'race____1 race___a race____99 race___1'.split(' '),
    );
    const codesIn = (name: string) => {
      const variable = found.variables.find((each) => each.name === name);
      return variable === undefined ? null : missingCodesIn(variable, found).map(({ code }) => code);
    };
    expect(codesIn('age')).toEqual(['-99', '-1', '1']);
    expect(codesIn('sex')).toEqual(['-99', '-1']);
    for (const name of ['record_id', 'redcap_repeat_instance', 'race___a', 'start_complete']) {
      expect(codesIn(name)).toEqual([]);
    }
    expect(neverMissing(found)).toEqual(
      expect.arrayContaining(['record_id', 'redcap_repeat_instance', 'sex']),
    );
    expect(neverMissing(found)).not.toContain('age');
  });

  test('are the chosen fields and instruments; the ID stands first', () => {
    expect(names(variablesOf({ fields: ['sex'] }))).toEqual(['record_id', 'sex']);
    expect(names(variablesOf({ fields: ['age', 'visit_complete'] }))).toEqual([
      'record_id',
      'age',
      'visit_complete',
    ]);
    expect(names(variablesOf({ fields: ['age'], forms: ['visit'] }))).toEqual(
      'record_id age race____1 race___a seen weight visit_complete'.split(' '),
    );
  });

  test('say what the values are', () => {
    const kinds = new Map(variablesOf({})?.variables.map(({ name, kind }) => [name, kind]));
    expect(kinds.get('record_id')).toEqual({ kind: 'text' });
    expect(kinds.get('age')).toEqual({ kind: 'integer' });
    expect(kinds.get('sex')).toEqual({ kind: 'choice', codesAreNumbers: true });
    expect(kinds.get('race___a')).toEqual({ kind: 'tick' });
    expect(kinds.get('seen')).toEqual({ kind: 'date', order: 'YMD' });
    expect(kinds.get('weight')).toEqual({ kind: 'number', decimal: ',' });
    expect(kinds.get('start_complete')).toEqual({ kind: 'complete' });
    const forced = variablesOf({ decimalCharacter: '.' })?.variables.find(({ name }) => name === 'weight');
    expect(forced?.kind).toEqual({ kind: 'number', decimal: '.' });
  });

  test('know dates with times, times and codes that are no numbers', () => {
    const kindOf = (field: Partial<OutlineField>) =>
      variablesOf({}, 'export_records', {
        ...dictionary,
        fields: [fieldOf({ name: 'record_id', form: 'f' }), fieldOf({ name: 'x', form: 'f', ...field })],
      })?.variables.find(({ name }) => name === 'x')?.kind;
    expect(kindOf({ validation: 'datetime_seconds_mdy' })).toMatchObject({ kind: 'datetime', seconds: true });
    expect(kindOf({ validation: 'datetime_ymd' })).toMatchObject({ kind: 'datetime', seconds: false });
    expect(kindOf({ validation: 'time' })).toEqual({ kind: 'time', seconds: false });
    expect(kindOf({ validation: 'time_mm_ss' })).toEqual({ kind: 'text' });
    expect(kindOf({ validation: 'number_2dp' })).toEqual({ kind: 'number', decimal: '.' });
    expect(kindOf({ type: 'calc' })).toEqual({ kind: 'number', decimal: '.' });
    for (const code of ['01', 'A', '1.5', '12345678901', '-0']) {
      const kind = kindOf({ type: 'dropdown', choices: [{ code, label: 'x' }] });
      expect(kind).toEqual({ kind: 'choice', codesAreNumbers: false });
    }
  });

  test('have plain labels, each code once, and no blank ones', () => {
    const found = new Map(variablesOf({})?.variables.map((variable) => [variable.name, variable]));
    expect(found.get('age')?.label).toBe('Age at entry, if <18');
    expect(found.get('sex')?.label).toBe('sex');
    expect(found.get('sex')?.identifier).toBe(true);
    expect(found.get('sex')?.choices).toEqual([
      { code: '1', label: 'Female' },
      { code: '2', label: 'Male' },
      { code: '3', label: '3' },
    ]);
    expect(found.get('race____1')?.label).toBe('Race (choice=Unknown)');
    expect(found.get('start_complete')?.choices.map(({ label }) => label)).toEqual([
      'Incomplete',
      'Unverified',
      'Complete',
    ]);
  });

  test('hold the place of a row; the event only in a longitudinal project', () => {
    const all = (longitudinal: boolean) =>
      variablesOf({}, 'export_records', { ...dictionary, longitudinal })?.variables.map(({ name }) => name);
    expect(all(true)).toContain('redcap_event_name');
    expect(all(false)).not.toContain('redcap_event_name');
    expect(all(false)).toContain('redcap_repeat_instance');
  });

  test('are one column for a checkbox whose ticks are combined', () => {
    const { request } = prepare(findMethod('export_records') ?? never(), { format: 'csv' }, {});
    const fields = [
      ...request.fields,
      { kind: 'text', name: 'combineCheckboxOptions', value: 'true' } as const,
    ];
    const input = snippetInput(
      findMethod('export_records') ?? never(),
      { ...request, fields },
      'https://x/api/',
      defaultSnippetOptions,
      dictionary,
    );
    const race = snippetVariables(input)?.variables.find(({ name }) => name === 'race');
    expect(race).toMatchObject({ kind: { kind: 'text' }, choices: [] });
  });

  test('are unknown without a dictionary, for rows per value, labels, ODM and other methods', () => {
    expect(variablesOf({}, 'export_records', null)).toBeNull();
    expect(variablesOf({ type: 'eav' })).toBeNull();
    expect(variablesOf({ rawOrLabel: 'label' })).toBeNull();
    expect(variablesOf({ rawOrLabelHeaders: 'label' })).toBeNull();
    expect(variablesOf({ format: 'odm' })).toBeNull();
    expect(variablesOf({}, 'export_metadata')).toBeNull();
    expect(variablesOf({ report_id: '1' }, 'export_reports')).not.toBeNull();
  });

  test(`are ${String(MOST_VARIABLES)} at most, and it is said that there are more`, () => {
    const many = (count: number) =>
      variablesOf({}, 'export_records', {
        ...dictionary,
        fields: Array.from({ length: count }, (_, index) => fieldOf({ name: `f${index}`, form: 'f' })),
      });
    expect(many(40_000)).toMatchObject({ capped: true, variables: { length: MOST_VARIABLES } });
    expect(many(900)).toMatchObject({ capped: false });
    // The ID field, four columns of place and the state of the instrument stand beside the fields.
    expect(many(MOST_VARIABLES - 6)).toMatchObject({ capped: false, variables: { length: MOST_VARIABLES } });
    expect(many(MOST_VARIABLES - 5)).toMatchObject({ capped: true, variables: { length: MOST_VARIABLES } });
  });
});

describe('a label as plain text', () => {
  test('has no tags, one space between words, and nothing invisible', () => {
    expect(plainLabel('<p style="x">Weight\r\n\tin <b>kg</b></p>')).toBe('Weight in kg');
    expect(plainLabel('H<sub>2</sub>O<br>a day')).toBe('H2O a day');
    expect(plainLabel('BMI <25 and >18')).toBe('BMI <25 and >18');
    expect(plainLabel('a\u0000b\u202ec\ufeffd\u2028e\ud800')).toBe('abc d e\ufffd');
    expect(plainLabel('x'.repeat(9000)).length).toBe(5000);
  });

  test('is cut by characters or by bytes, never within a character', () => {
    expect(withinCharacters('abcdef', 6)).toBe('abcdef');
    expect(withinCharacters('abcdefg', 6)).toBe('abc...');
    expect(withinCharacters('😀😀😀😀😀', 4)).toBe('😀...');
    expect(withinBytes('ééé', 6)).toBe('ééé');
    expect(withinBytes('éééé', 6)).toBe('é...');
    expect(withinBytes('😀😀', 7)).toBe('😀...');
  });
});

function never(): never {
  throw new Error('no such method');
}
