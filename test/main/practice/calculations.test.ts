import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let token: string;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());
beforeEach(async () => {
  const data = '[{"project_title":"Computed","purpose":"0"}]';
  const made = { content: 'project', format: 'json', data };
  token = (await practice.call(practice.server.superToken, made)).text;
});

const importing = (content: string, rows: readonly object[]) => ({
  content,
  action: 'import',
  data: JSON.stringify(rows),
});
const field = (field_name: string, more: Readonly<Record<string, string>> = {}) => ({
  field_name,
  form_name: 'form_1',
  field_type: 'text',
  ...more,
});

/** What the computed field `result` holds for values of `a` (a number), `b` (a number), `d` (a date) and `c` (boxes). */
async function resultOf(
  computed: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Promise<unknown> {
  const rows = [
    field('record_id'),
    field('a', { text_validation_type_or_show_slider_number: 'number' }),
    field('b', { text_validation_type_or_show_slider_number: 'number' }),
    field('d', { text_validation_type_or_show_slider_number: 'datetime_ymd' }),
    field('c', { field_type: 'checkbox', select_choices_or_calculations: '1, One | 2, Two' }),
    field('result', computed),
  ];
  await practice.json(token, importing('metadata', rows));
  await practice.json(token, importing('record', [{ record_id: '1', ...values }]));
  const [row] = await practice.json(token, { content: 'record', fields: ['result'], records: ['1'] });
  return row?.['result'] ?? '';
}

const calc = (logic: string) => ({ field_type: 'calc', select_choices_or_calculations: logic });
const annotated = (annotation: string, validation = '') => ({
  field_annotation: annotation,
  text_validation_type_or_show_slider_number: validation,
});

describe('a calculated field', () => {
  test.each([
    ['[a] + [b]', { a: '0.1', b: '0.2' }, '0.3'],
    ['[a] / [b]', { a: '1', b: '3' }, '0.33333333333333'],
    ['[a] > [b]', { a: '1', b: '3' }, '0'],
    ['[a] + [b]', { a: '1' }, ''],
    ['sum([a], [b])', { a: '1' }, '1'],
    ['if([c(2)] = "1", [a], 0)', { a: '7', c___2: '1' }, '7'],
    ['round(datediff([d], "2026-03-02 12:00", "M"), 2)', { d: '2026-01-31 00:00' }, '1'],
    ['[nowhere] + 1', { a: '1' }, ''],
  ])('%s of %j is %j', async (logic, values, expected) => {
    expect(await resultOf(calc(logic), values)).toBe(expected);
  });
});

describe('a text field with @CALCTEXT', () => {
  test.each([
    [`@CALCTEXT(if([a] > 1, 'big', "small"))`, { a: '2' }, 'big'],
    [`@HIDDEN @CALCTEXT (concat("(", [a], ")")) @READONLY`, { a: '2' }, '(2)'],
    [`@CALCTEXT('a ) in quotes')`, { a: '2' }, 'a ) in quotes'],
    [`@CALCTEXT(if([a] > 1, 'never closed'`, { a: '2' }, ''],
  ])('%s of %j is %j', async (annotation, values, expected) => {
    expect(await resultOf(annotated(annotation), values)).toBe(expected);
  });
});

describe('a text field with @CALCDATE', () => {
  const d = '2026-01-31 23:30';
  test.each([
    [`@CALCDATE([d], 7, 'd')`, 'date_dmy', { d }, '2026-02-07'],
    [`@CALCDATE([d], -[a], "h")`, 'datetime_ymd', { d, a: '24' }, '2026-01-30 23:30'],
    [`@CALCDATE([d], 90, 's')`, 'datetime_seconds_mdy', { d }, '2026-01-31 23:31:30'],
    [`@CALCDATE([d], 1, 'M')`, 'date_ymd', { d }, '2026-03-03'],
    [`@CALCDATE([d], 1, 'y')`, 'date_ymd', { d }, '2027-02-01'],
    [`@CALCDATE([d], 7, 'weeks')`, 'date_ymd', { d }, ''],
    [`@CALCDATE([d], [a], 'd')`, 'date_ymd', { d }, ''],
    [`@CALCDATE([d], 1000000000, 'y')`, 'date_ymd', { d }, ''],
    [`@CALCDATE([d], 7)`, 'date_ymd', { d }, ''],
    [`@CALCDATE([d], 7, 'd')`, 'date_ymd', { a: '1' }, ''],
  ])('%s as %s of %j is %j', async (annotation, validation, values, expected) => {
    expect(await resultOf(annotated(annotation, validation), values)).toBe(expected);
  });
});

test('what is computed cannot be imported, and follows what it is computed from', async () => {
  expect(await resultOf(annotated(`@CALCTEXT(concat("a=", [a]))`), { a: '1', result: 'mine' })).toBe('a=1');
  await practice.json(token, importing('record', [{ record_id: '1', a: '2' }]));
  const asked = { content: 'record', type: 'eav', records: ['1'] };
  const rows = await practice.json(token, asked);
  expect(rows.map((row) => [row['field_name'], row['value']])).toEqual([
    ['record_id', '1'],
    ['a', '2'],
    ['result', 'a=2'],
  ]);
  const erasing = { ...importing('record', [{ record_id: '1', a: '', result: '' }]) };
  await practice.json(token, { ...erasing, overwriteBehavior: 'overwrite' });
  const [row] = await practice.json(token, { content: 'record', fields: ['result'] });
  expect(row).toEqual({ result: 'a=' });
});
