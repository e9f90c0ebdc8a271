import type { FieldLine } from './dictionary.ts';
import { dayAfter, seededRandom } from './seeded-random.ts';

/** One field of the large project: its dictionary line and the values that records take from. */
export interface LargeField {
  readonly form: string;
  readonly line: FieldLine;
  /** A power of two many; the empty text is no value. Empty for the fields that are computed. */
  readonly values: readonly string[];
}

const TABLE = 256;
const DAYS = 2048;

type Template = readonly [name: string, line: readonly [FieldLine[1], string, FieldLine[3]?], values: Values];
type Values = (at: number) => string;

const whole =
  (from: number, to: number): Values =>
  (at) =>
    String(from + (at % (to - from + 1)));
const oneDecimal =
  (from: number, to: number): Values =>
  (at) =>
    (from + (at % ((to - from) * 10 + 1)) / 10).toFixed(1);
const oneOf =
  (...values: readonly string[]): Values =>
  (at) =>
    values[at % values.length] ?? '';
const sometimes =
  (values: Values, everyOther: number): Values =>
  (at) =>
    at % everyOther === 0 ? '' : values(at);

const NUMBER = { validation: 'number_1dp' } as const;
const INTEGER = { validation: 'integer' } as const;

const BASELINE: readonly Template[] = [
  ['enrolled_on', ['text', 'Date of enrolment', { validation: 'date_ymd', required: true }], (at) => day(at)],
  ['sex', ['radio', 'Sex', { choices: '0, Female | 1, Male' }], oneOf('0', '1')],
  ['birth_year', ['text', 'Year of birth', { ...INTEGER, identifier: true }], whole(1935, 2005)],
  ['height', ['text', 'Height (cm)', INTEGER], whole(148, 199)],
  ['weight', ['text', 'Weight (kg)', NUMBER], oneDecimal(48, 118)],
  ['bmi', ['calc', 'Body mass index', { calc: 'round([weight] / (([height] / 100)^2), 1)' }], () => ''],
  [
    'site',
    ['dropdown', 'Site', { choices: '1, Harbour | 2, Meadow | 3, Old Mill | 4, Station' }],
    whole(1, 4),
  ],
  ['smoker', ['yesno', 'Smokes'], oneOf('0', '0', '1')],
  ['referral', ['text', 'Referred by'], oneOf('Family doctor', 'Hospital, ward 4', '"Open day"', '', 'Self')],
];

const VISIT: readonly Template[] = [
  ['date', ['text', 'Date of visit', { validation: 'date_ymd' }], (at) => day(at)],
  ['weight', ['text', 'Weight (kg)', NUMBER], oneDecimal(48, 118)],
  ['systolic', ['text', 'Systolic blood pressure (mmHg)', INTEGER], whole(98, 182)],
  ['diastolic', ['text', 'Diastolic blood pressure (mmHg)', INTEGER], whole(56, 112)],
  ['pulse', ['text', 'Pulse (per minute)', INTEGER], whole(48, 118)],
  ['temperature', ['text', 'Temperature (°C)', NUMBER], oneDecimal(36, 39)],
  ['haemoglobin', ['text', 'Haemoglobin (g/dL)', NUMBER], sometimes(oneDecimal(9, 17), 9)],
  ['creatinine', ['text', 'Creatinine (µmol/L)', INTEGER], sometimes(whole(44, 140), 11)],
  ['sodium', ['text', 'Sodium (mmol/L)', INTEGER], sometimes(whole(131, 148), 11)],
  ['potassium', ['text', 'Potassium (mmol/L)', NUMBER], sometimes(oneDecimal(3, 5), 11)],
  ['glucose', ['text', 'Glucose (mmol/L)', NUMBER], sometimes(oneDecimal(4, 11), 7)],
  ['crp', ['text', 'C-reactive protein (mg/L)', NUMBER], sometimes(oneDecimal(0, 40), 5)],
  ['pain', ['slider', 'Pain today'], whole(0, 100)],
  ['mood', ['dropdown', 'Mood', { choices: '1, Low | 2, Even | 3, Good' }], whole(1, 3)],
  ['exercise', ['radio', 'Exercise', { choices: '0, Never | 1, Weekly | 2, Daily' }], whole(0, 2)],
  ['sleep', ['text', 'Hours of sleep', NUMBER], oneDecimal(3, 10)],
  ['medication', ['yesno', 'Medication taken'], oneOf('1', '1', '0')],
  ['admitted', ['yesno', 'Admitted since the last visit'], oneOf('0', '0', '0', '0', '1')],
  ['remark', ['notes', 'Remark'], oneOf('', '', 'Well', 'Tired, slept badly', '', 'Asked for "a break"')],
];

/** As many fields as asked for: the record ID, a baseline, then visits of the same fields over and over. */
export function largeFields(count: number): readonly LargeField[] {
  const idField: LargeField = {
    form: 'baseline',
    line: ['record_id', 'text', 'Record ID'],
    values: [],
  };
  const fields = [idField, ...BASELINE.map((template) => fieldOf('baseline', '', template))];
  for (let visit = 1; fields.length < count; visit += 1) {
    fields.push(...VISIT.map((template) => fieldOf(`visit_${visit}`, `v${visit}_`, template)));
  }
  return fields.slice(0, count);
}

function fieldOf(form: string, prefix: string, [name, [type, label, options], values]: Template): LargeField {
  const line: FieldLine = [`${prefix}${name}`, type, label, options ?? {}];
  return { form, line, values: type === 'calc' ? [] : tableOf(values) };
}

// In no order, so that neighbours in the table are not neighbours in size.
const SHUFFLED: readonly number[] = (() => {
  const random = seededRandom(20_250_301);
  return Array.from({ length: TABLE }, () => random.whole(0, 1_000_000));
})();

const tables = new Map<Values, readonly string[]>();

function tableOf(values: Values): readonly string[] {
  const made = tables.get(values) ?? SHUFFLED.map((at) => theSame(values(at)));
  tables.set(values, made);
  return made;
}

// Equal texts are kept once: an export reads them millions of times, and few fit the processor's cache.
const texts = new Map<string, string>();

function theSame(text: string): string {
  const known = texts.get(text) ?? text;
  texts.set(text, known);
  return known;
}

function day(at: number): string {
  return dayAfter('2020-01-01', at % DAYS);
}
