import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseChoices } from '#main/practice/model/field.ts';
import { seededRandom } from '#main/practice/projects/seeded-random.ts';
import type { SeededRandom } from '#main/practice/projects/seeded-random.ts';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

/*
 * Properties that hold for whatever is imported: an export gives it back, in every format and type, and what was not
 * sent is not there.
 */
let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

type Row = Readonly<Record<string, string>>;
/** A place in a record, with the instruments that store their values there. */
interface Place {
  readonly columns: Row;
  readonly forms: readonly string[];
}

const TEXTS = [
  'plain',
  '  spaces around  ',
  'two\nlines',
  `quotes " and '`,
  'a,b;c|d^e\tf',
  '<b>&amp;</b> ]]>',
  'Łódź 東京 😀',
  '=1+1',
  '0',
  '-',
  'null',
];
const BY_VALIDATION: Readonly<Record<string, (random: SeededRandom) => string>> = {
  date_ymd: (random) => `20${random.whole(10, 29)}-0${random.whole(1, 9)}-${random.whole(10, 28)}`,
  date_dmy: (random) => `19${random.whole(10, 99)}-1${random.whole(0, 2)}-0${random.whole(1, 9)}`,
  datetime_ymd: (random) => `2025-02-${random.whole(10, 28)} 1${random.whole(0, 9)}:${random.whole(10, 59)}`,
  integer: (random) => String(random.whole(-5, 5000)),
  number: (random) => `${random.whole(0, 99)}.${random.whole(1, 9)}`,
  number_1dp: (random) => `${random.whole(0, 99)}.${random.whole(0, 9)}`,
  number_2dp: (random) => `${random.whole(0, 9)}.${random.whole(10, 99)}`,
  email: (random) => `person${random.whole(1, 99)}@example.org`,
  phone: () => '(615) 555-0123',
  '': (random) => oneOf(TEXTS, random),
};

function oneOf(items: readonly string[], random: SeededRandom): string {
  return items[random.whole(0, items.length - 1)] ?? '';
}

/** A value that the field can hold, by stored column; one per option of a checkbox. */
function valuesOf(field: Row, random: SeededRandom): readonly (readonly [string, string])[] {
  const { field_name: name = '', field_type: type = '', select_choices_or_calculations: list = '' } = field;
  const choices = parseChoices(list);
  switch (type) {
    case 'checkbox':
      return choices.map(({ code }) => [`${name}___${code.toLowerCase()}`, random.pick(['0', '1'])]);
    case 'radio':
    case 'dropdown':
      return [
        [
          name,
          oneOf(
            choices.map(({ code }) => code),
            random,
          ),
        ],
      ];
    case 'yesno':
    case 'truefalse':
      return [[name, random.pick(['0', '1'])]];
    case 'slider':
      return [[name, String(random.whole(0, 100))]];
    case 'notes':
      return [[name, oneOf(TEXTS, random)]];
    case 'text': {
      const make = BY_VALIDATION[field['text_validation_type_or_show_slider_number'] ?? ''];
      if (!make) throw new Error(`No random value for ${name}`);
      return [[name, make(random)]];
    }
    default:
      return [];
  }
}

/** Rows of new records with random values at each place, some places and some values left out. */
async function randomRows(
  project: 'classic' | 'trial',
  places: readonly Place[],
  random: SeededRandom,
): Promise<readonly Row[]> {
  const [id, ...fields] = await practice.json<readonly Row[]>(practice[project], { content: 'metadata' });
  const records = Array.from({ length: 4 }, (_, index) => `new-${index + 1}`);
  return records.flatMap((record) =>
    places
      .filter((_, index) => index === 0 || random.chance(0.7))
      .map(({ columns, forms }) => {
        const own = fields.filter((field) => forms.includes(field['form_name'] ?? '') && random.chance(0.8));
        const statuses = forms.map((form) => [`${form}_complete`, String(random.whole(0, 2))] as const);
        const values = own.flatMap((field) => valuesOf(field, random));
        const place = [[id?.['field_name'] ?? '', record] as const, ...Object.entries(columns)];
        return Object.fromEntries([...place, ...values, ...statuses]);
      }),
  );
}

const CLASSIC: readonly Place[] = [
  { columns: {}, forms: ['enrolment', 'medical_history', 'clinic_visit', 'lifestyle'] },
];
const at = (event: string, form = '', instance = ''): Row => ({
  redcap_event_name: event,
  redcap_repeat_instrument: form,
  redcap_repeat_instance: instance,
});
const TRIAL: readonly Place[] = [
  { columns: at('baseline_arm_1'), forms: ['enrolment', 'spirometry', 'asthma_control'] },
  { columns: at('month_3_arm_1'), forms: ['spirometry', 'asthma_control'] },
  { columns: at('month_3_arm_1', 'exacerbation', '1'), forms: ['exacerbation'] },
  { columns: at('month_3_arm_1', 'exacerbation', '4'), forms: ['exacerbation'] },
  { columns: at('unscheduled_visit_arm_1', '', '2'), forms: ['spirometry', 'visit_note'] },
];
const PLACES = { classic: CLASSIC, trial: TRIAL } as const;

const PLACE_COLUMNS = ['redcap_event_name', 'redcap_repeat_instrument', 'redcap_repeat_instance'];

/** The rows as `record, …, field_name, value`, a checked box as its field and code. */
function asValues(rows: readonly Row[], id: string): readonly Row[] {
  return rows.flatMap((row) =>
    Object.entries(row)
      .filter(([name]) => name !== id && !PLACE_COLUMNS.includes(name))
      .filter(([name, value]) => !(name.includes('___') && value === '0'))
      .map(([name, value]) => {
        const [field_name = '', code] = name.split('___');
        const place = Object.entries(row).filter(([column]) => PLACE_COLUMNS.includes(column));
        const point = Object.entries({ record: row[id] ?? '', field_name, value: code ?? value });
        return Object.fromEntries([...place, ...point]);
      }),
  );
}

const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function written(rows: readonly Row[], format: 'csv' | 'json' | 'xml'): string {
  switch (format) {
    case 'json':
      return JSON.stringify(rows);
    case 'csv': {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
        .map((cells) => cells.map(csvCell).join(','))
        .join('\n');
    }
    case 'xml':
      return `<records>${rows
        .map(
          (row) =>
            `<item>${Object.entries(row)
              .map(([name, text]) => `<${name}>${xmlText(text)}</${name}>`)
              .join('')}</item>`,
        )
        .join('')}</records>`;
  }
}

/** An exported row as it must have been sent: without what is blank, unchecked, or only the server fills. */
function asSent(row: Readonly<Record<string, string | number>>, computed: ReadonlySet<unknown>): Row {
  const texts = Object.entries(row).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(
    texts.filter(
      ([name, value]) => value !== '' && !computed.has(name) && !(name.includes('___') && value === '0'),
    ),
  );
}

const byPlace = (rows: readonly Row[], id: string): readonly string[] =>
  rows
    .map((row) =>
      JSON.stringify([row[id], ...PLACE_COLUMNS.map((name) => row[name]), Object.entries(row).sort()]),
    )
    .sort();

describe.each(['classic', 'trial'] as const)('random values in new records of the project %s', (project) => {
  const seeds = [1, 2, 3, 4, 5, 6];
  const cases = seeds.flatMap((seed) =>
    (['csv', 'json', 'xml'] as const).flatMap((format) =>
      (['flat', 'eav'] as const).map((type) => [seed, format, type] as const),
    ),
  );

  test.each(cases)('%d: sent as %s %s, they come back, and no others', async (seed, format, type) => {
    const token = practice[project];
    const random = seededRandom(seed * 7919);
    const rows = await randomRows(project, PLACES[project], random);
    const [id = ''] = Object.keys(rows[0] ?? {});
    const sent = type === 'flat' ? rows : asValues(rows, id);
    const data = written(sent, format);
    const importing = { content: 'record', action: 'import', format, type, data, returnFormat: 'json' };
    expect((await practice.call(token, importing)).text).toBe('{"count": 4}');
    const records = [...new Set(rows.map((row) => row[id] ?? ''))];
    const metadata = await practice.json(token, { content: 'metadata' });
    const computed = new Set(
      metadata.filter((field) => field['field_type'] === 'calc').map((field) => field['field_name']),
    );
    const asked = { content: 'record', records, exportBlankForGrayFormStatus: 'true' };
    const back = (await practice.json(token, asked)).map((row) => asSent(row, computed));
    expect(byPlace(back, id)).toEqual(
      byPlace(
        rows.map((row) => asSent(row, computed)),
        id,
      ),
    );
    await practice.json(token, { content: 'record', action: 'delete', records });
  });
});
