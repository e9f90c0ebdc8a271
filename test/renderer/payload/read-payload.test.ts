import { describe, expect, test } from 'vitest';
import { blocksExecute, MAX_FINDINGS } from '#app/project/payload/finding.ts';
import { viewProject, type ProjectView } from '#app/project/payload/project-view.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import { readPayload } from '#renderer/payload/read-payload.ts';
import { classicView, longitudinalView } from '#test/app/project/payload/asthma-view.ts';
import { csvSettings } from './csv-settings.ts';

/** Findings as `line severity column: message`. */
function found(text: string, given: Partial<PayloadSettings> = {}, view: ProjectView | null = classicView) {
  const { shown } = readPayload(text, { ...csvSettings, ...given }, view).report;
  return shown.map(
    ({ line, severity, column, message }) => `${String(line)} ${severity} ${column}: ${message}`,
  );
}

describe('Flat CSV of a classic project', () => {
  test('has nothing to say about good data', () => {
    const text =
      'record_id,sex,triggers___1,triggers____9,day,weight,note,visit_complete\n1,2,1,0,2026-01-31,70.5,"a, ""b""\nc",2\n2,,,,,,x,0\n';
    expect(found(text)).toEqual([]);
    expect(readPayload(text, csvSettings, classicView).report.rows).toBe(2);
  });

  const cases: readonly (readonly [
    rule: string,
    text: string,
    expected: string | RegExp,
    given?: Partial<PayloadSettings>,
  ])[] = [
    ['a missing ID column', 'sex\n1\n', /^1 error : No column .* record_id\.$/],
    ['a misspelt field', 'record_id,wieght\n1,2\n', /^1 error wieght: .* Did you mean weight\?$/],
    ['a label as heading', 'record_id,Label of weight\n1,2\n', /Did you mean weight\?/],
    ['a field that is nowhere', 'record_id,zzzzzzzz\n1,2\n', /take the column out/],
    ['a calculated field', 'record_id,age\n1,2\n', /^1 warning age: age is calculated/],
    ['a descriptive field', 'record_id,about\n1,2\n', /^1 warning about: .*descriptive/],
    ['a file field', 'record_id,scan\n1,2\n', /^1 warning scan: .*Import a File/],
    ['a checkbox without code', 'record_id,triggers\n1,2\n', /^1 error triggers: .*triggers___1/],
    [
      'a code that the checkbox lacks',
      'record_id,triggers___7\n1,1\n',
      /^1 error triggers___7: .*1 \(Mild\), 2 \(Severe\)/,
    ],
    [
      'a checkbox value in words',
      'record_id,triggers___1\n1,Checked\n',
      '2 error triggers___1: A checkbox column takes codes: write 1.',
    ],
    [
      'a label in place of its code',
      'record_id,sex\n1,severe\n',
      '2 error sex: This is the label: write its code 2.',
    ],
    ['a code that does not exist', 'record_id,sex\n1,3\n', /choose one of 1 \(Mild\), 2 \(Severe\)/],
    ['a code with decimals', 'record_id,sex\n1,1.0\n', /written 1,/],
    ['a wrong form status', 'record_id,visit_complete\n1,Complete\n', /write its code 2/],
    ['a date in another order', 'record_id,day\n1,31/01/2026\n', /day\/month\/year/],
    ['a date that does not exist', 'record_id,day\n1,2026-02-30\n', /does not exist/],
    ['a date before the first', 'record_id,day\n1,2019-12-31\n', /^2 warning day: .*2020-01-01/],
    [
      'a date with slashes where they are wanted',
      'record_id,day\n1,2026-01-31\n',
      /MM\/DD\/YYYY/,
      { dateOrder: 'MDY' },
    ],
    ['a decimal comma', 'record_id;weight\n1;70,5\n', /Decimals have a dot/, { delimiter: ';' }],
    ['a number above the maximum', 'record_id,weight\n1,301\n', /^2 warning weight: .*300/],
    [
      'an event column',
      'record_id,redcap_event_name,note\n1,x,y\n',
      /^1 error redcap_event_name: This project has no events/,
    ],
    ['repeat columns', 'record_id,redcap_repeat_instance,note\n1,,y\n', /Nothing repeats/],
    [
      'the same record twice',
      'record_id,note\n1,a\n2,b\n1,c\n',
      /^4 warning : Line 2 is for the same record/,
    ],
    ['a blank record name', 'record_id,note\n ,a\n', /^2 error record_id: The record name is blank/],
    ['spaces around a record name', 'record_id,note\n1 ,a\n', /^2 warning record_id: .*spaces/],
    ['spaces around a value', 'record_id,note\n1, a\n', /^2 warning note: .*spaces/],
    ['spaces around a column name', 'record_id, note\n1,a\n', /^1 error {2}note: .*spaces/],
    ['a row of identifiers only', 'record_id\n1\n', /^2 warning : This row holds no values/],
    ['a byte order mark', '\uFEFFrecord_id,note\n1,a\n', /^1 warning : .*byte order mark/],
    ['another delimiter', 'record_id;note\n1;a\n', /^1 error : .*semicolon/],
    [
      'too many values',
      'record_id,note\n1,a,b\n',
      /^2 error : This line has 3 values, the first line 2 columns/,
    ],
    ['too few values', 'record_id,note,day\n1,a\n', /^2 error : This line has 2 values/],
    ['a column twice', 'record_id,note,note\n1,a,b\n', /^1 error note: Two columns/],
    ['a column without name', 'record_id,note,\n1,a,b\n', /^1 error : A column has no name/],
    ['no rows', 'record_id,note\n', /^1 warning : There are no rows/],
    [
      'blanks that erase',
      'record_id,note,day\n1,a,\n2,,\n',
      /^2 warning : 3 blank cells in 2 rows may erase/,
      { overwrites: true },
    ],
    [
      'an unclosed quotation mark, by its line',
      'record_id,note\n1,a\n2,"b\n3,c\n',
      /^3 error : A quotation mark opened in line 3/,
    ],
    ['lines after a value with line ends', 'record_id,note\n1,"a\nb\r\nc"\n\n2, d\n', /^6 warning note/],
    ['a letter that was lost', 'record_id,note\n1,a\n2,M\uFFFDller\n', /^3 warning : .*a letter was lost/],
    ['JSON under the name of CSV', '[{"record_id":"1"}]', /^1 error : .*choose the format JSON/],
    ['XML under the name of CSV', '<?xml version="1.0"?><records/>', /^1 error : .*choose the format XML/],
    ['a NUL character', 'record_id,note\n1,a\0\n', /^2 warning : .*NUL/],
  ];

  test.each(cases.map(([rule, text, expected, given = {}]) => ({ rule, text, expected, given })))(
    'finds $rule',
    ({ text, expected, given }) => {
      const all = found(text, given);
      expect(
        all.some((line) => (typeof expected === 'string' ? line === expected : expected.test(line))),
        all.join('\n'),
      ).toBe(true);
    },
  );

  test('tells that given names stay where the project numbers nothing itself', () => {
    const told = (newNames: boolean, autoNumbering: boolean | undefined) =>
      found('record_id,sex\n1,2\n', { newNames }, viewProject({ ...classicView.project, autoNumbering }));
    expect(told(true, false)).toEqual([
      expect.stringMatching(/^1 warning : .*keeps the names in the data, and a record that has one of them/),
    ]);
    expect([told(true, true), told(true, undefined), told(false, false)]).toEqual([[], [], []]);
  });

  test('blocks only what would certainly be misread', () => {
    const blocks = (text: string, given: Partial<PayloadSettings> = {}) =>
      readPayload(text, { ...csvSettings, ...given }, classicView).report.shown.some(blocksExecute);
    expect(blocks('sex\n1\n')).toBe(true);
    expect(blocks('record_id,note\n1,"a\n')).toBe(true);
    expect(blocks('{"record_id":"1"}', { format: 'json' })).toBe(true);
    expect(blocks('record_id,sex,nowhere\n,9,1\n')).toBe(false);
  });

  test('without a dictionary only structure is checked', () => {
    expect(found('a,b\n1,2\n', {}, null)).toEqual([]);
    expect(found('a,b\n1,2,3\n', {}, null)).toHaveLength(1);
  });

  test('keeps 200 findings, errors first, and counts the rest', () => {
    const text = `record_id,sex,note\n${Array.from({ length: 500 }, (_, row) => `${String(row)},9, x\n`).join('')}`;
    const { report } = readPayload(text, csvSettings, classicView);
    expect(report).toMatchObject({ errors: 500, warnings: 500 });
    expect(report.shown).toHaveLength(MAX_FINDINGS);
    expect(report.shown.every(({ severity }) => severity === 'error')).toBe(true);
  });
});

describe('Flat CSV of a longitudinal project', () => {
  const head = 'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance';
  const cases: readonly (readonly [rule: string, text: string, expected: RegExp | null])[] = [
    [
      'nothing in good data',
      `${head},note,attack,redcap_data_access_group\n1,base_arm_1,,,a,,north\n1,later_arm_1,attacks,1,,b,\n1,later_arm_1,attacks,new,,c,\n1,extra_arm_1,,2,d,,\n`,
      null,
    ],
    ['a missing event column', 'record_id,note\n1,a\n', /^1 warning redcap_event_name/],
    ['a blank event', `${head},note\n1,,,,a\n`, /^2 warning redcap_event_name: The event is blank/],
    [
      'an unknown event',
      `${head},note\n1,bse_arm_1,,,a\n`,
      /^2 error redcap_event_name: .*Did you mean base_arm_1/,
    ],
    ['the label of an event', `${head},note\n1,The later_arm_1,,,a\n`, /Did you mean later_arm_1/],
    ['a field that the event lacks', `${head},sex\n1,later_arm_1,,,1\n`, /^2 error sex: .*not designated/],
    [
      'an instrument that does not repeat',
      `${head},note\n1,base_arm_1,visit,1,a\n`,
      /^2 error redcap_repeat_instrument: .*does not repeat/,
    ],
    ['an unknown instrument', `${head},note\n1,base_arm_1,vsit,1,a\n`, /Did you mean visit/],
    [
      'an instance where nothing repeats',
      `${head},note\n1,base_arm_1,,1,a\n`,
      /^2 error redcap_repeat_instance/,
    ],
    [
      'a wrong instance',
      `${head},attack\n1,later_arm_1,attacks,0,a\n`,
      /^2 error redcap_repeat_instance: .*above 0/,
    ],
    ['a missing instance', `${head},attack\n1,later_arm_1,attacks,,a\n`, /^2 warning redcap_repeat_instance/],
    [
      'a repeating field without its columns',
      `${head},attack\n1,later_arm_1,,,a\n`,
      /^2 error attack: .*repeating instrument attacks/,
    ],
    [
      'a field of another instrument',
      `${head},note\n1,later_arm_1,attacks,1,a\n`,
      /^2 error note: .*not on the repeating instrument/,
    ],
    [
      'an unknown group',
      `record_id,redcap_event_name,note,redcap_data_access_group\n1,base_arm_1,a,North Clinic\n`,
      /Did you mean north/,
    ],
    [
      'the same instance twice',
      `${head},attack\n1,later_arm_1,attacks,1,a\n1,later_arm_1,attacks,1,b\n`,
      /^3 warning : Line 2 is for the same record, event and instance/,
    ],
  ];
  test.each(cases)('finds %s', (_rule, text, expected) => {
    const all = found(text, {}, longitudinalView);
    if (expected === null) expect(all).toEqual([]);
    else
      expect(
        all.some((line) => expected.test(line)),
        all.join('\n'),
      ).toBe(true);
  });
});

describe('EAV', () => {
  const eav = { layout: 'eav' } as const;
  test.each([
    ['good data', 'record,field_name,value\n1,sex,1\n1,triggers,1\n1,triggers,2\n', null],
    ['the ID field’s name for its column', 'record_id,field_name,value\n1,sex,1\n', /Did you mean record\?/],
    ['an unknown field', 'record,field_name,value\n1,wieght,1\n', /^2 error wieght: .*weight/],
    ['a calculated field', 'record,field_name,value\n1,age,1\n', /^2 warning age/],
    ['a checkbox’s code', 'record,field_name,value\n1,triggers,7\n', /^2 error triggers/],
    ['the same value twice', 'record,field_name,value\n1,note,a\n1,note,b\n', /^3 warning note: Line 2/],
  ])('finds %s', (_rule, text, expected) => {
    const all = found(text, eav);
    if (expected === null) expect(all).toEqual([]);
    else
      expect(
        all.some((line) => expected.test(line)),
        all.join('\n'),
      ).toBe(true);
  });
});

describe('JSON and XML', () => {
  const json = { format: 'json' } as const;
  const xml = { format: 'xml' } as const;
  test.each([
    [
      'the line and place of each object',
      json,
      '[\n {"record_id":"1","sex":"1"}, {"record_id":"2",\n"sex":"9"}]',
      /^2 error sex/,
    ],
    ['an object in place of a list', json, '{"record_id":"1"}', /single object/],
    ['where JSON breaks', json, '[\n{"record_id":"1"\n"sex":"1"}]', /^3 error : This is not valid JSON/],
    ['an object around the list', json, '{"data":[{"record_id":"1"}]}', /around the list “data”/],
    ['a comma too many', json, '[{"record_id":"1"},\n{"record_id":"2"},\n]', /^2 error : .*remove the comma/],
    [
      'what other languages write for a blank',
      json,
      '[{"record_id":"1",\n"sex":NaN}]',
      /^2 error : .*NaN is no value/,
    ],
    ['CSV under the name of JSON', json, 'record_id,sex\n', /choose the format CSV/],
    ['a nested value', json, '[{"record_id":"1","note":{"a":1}}]', /^1 error note: The value is an object/],
    [
      'a field that only some objects have',
      json,
      '[{"record_id":1,"note":"a"},\n{"record_id":2,"nowhere9":"b"}]',
      /^2 error nowhere9/,
    ],
    [
      'the line of an item',
      xml,
      '<records>\n<item><record_id>1</record_id>\n<sex>9</sex></item></records>',
      /^2 error sex/,
    ],
    [
      'an element that is not closed',
      xml,
      '<records>\n<item><record_id>1</item></records>',
      /^2 error : The element item is closed here, but record_id is still open/,
    ],
    ['an element that is no item', xml, '<records><row/></records>', /named item/],
    ['a document type', xml, '<!DOCTYPE a><records/>', /document type/],
    [
      'another root than ODM',
      { format: 'odm' } as const,
      '<?xml version="1.0"?><records/>',
      /begins with ODM/,
    ],
    ['broken ODM', { format: 'odm' } as const, '<ODM>\n<a></ODM>', /^2 error : This is not well-formed XML/],
  ])('finds %s', (_rule, given, text, expected) => {
    const all = found(text, given);
    expect(
      all.some((line) => expected.test(line)),
      all.join('\n'),
    ).toBe(true);
  });

  test('entities, CDATA, HTML and right-to-left text are values like any other', () => {
    const text =
      '<?xml version="1.0"?><!-- c --><records><item><record_id>1</record_id><note>&lt;b&gt; &#x41;<![CDATA[<i>]]> שלום</note></item></records>';
    const { table, report } = readPayload(text, { ...csvSettings, ...xml }, classicView);
    expect(report.shown).toEqual([]);
    expect(table?.rows[0]?.cells[1]).toBe('<b> A<i> שלום');
  });

  test('the place inside one long line is told', () => {
    const text = `[${Array.from({ length: 3 }, (_, row) => `{"record_id":"${String(row)}","sex":"9"}`).join(',')}]`;
    const { shown } = readPayload(text, { ...csvSettings, ...json }, classicView).report;
    expect(shown.map(({ position }) => text.slice(position - 1, position + 14))).toEqual([
      '{"record_id":"0',
      '{"record_id":"1',
      '{"record_id":"2',
    ]);
  });
});

describe('Payloads of other methods', () => {
  const columns = [
    { name: 'arm_num', required: true },
    { name: 'name', required: true },
  ];
  const table = { layout: 'table', columns } as const;
  test('required and unknown columns are told', () => {
    expect(found('arm_num,nam\n1,A\n', table)).toEqual([
      '1 error name: The column name is required and missing.',
      '1 warning nam: nam is none of the columns that this method knows. Did you mean name?',
    ]);
  });
  test('one row where one is possible', () => {
    expect(found('arm_num,name\n1,A\n2,B\n', { ...table, single: true })).toEqual([
      '3 error : Only one row is possible here: take the others out.',
    ]);
  });
  test('rights for instruments may be an object', () => {
    const rights = { ...table, format: 'json', columns: [{ name: 'forms', required: false }] } as const;
    expect(found('[{"forms":{"a":1}}]', rights)).toEqual([]);
  });
});

describe('Any text', () => {
  test('is read without throwing, and every finding stands in the text', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const pieces = [
      'record_id',
      'sex',
      'redcap_event_name',
      ',',
      ';',
      '"',
      '\n',
      '\r\n',
      '\r',
      '{',
      '}',
      '[',
      ']',
      ':',
      '<item>',
      '</item>',
      '<',
      '>',
      '&',
      '\0',
      '\uD800',
      '\uFEFF',
      ' ',
      '1',
      'שלום',
      '<!--',
      '<![CDATA[',
      '\\',
      '___',
      'é',
    ];
    for (let round = 0; round < 3000; round += 1) {
      const text = Array.from({ length: random(40) }, () => pieces[random(pieces.length)] ?? '').join('');
      const format = (['csv', 'json', 'xml', 'odm'] as const)[round % 4] ?? 'csv';
      const layout = (['flat', 'eav', 'table'] as const)[round % 3] ?? 'flat';
      const { report } = readPayload(
        text,
        { ...csvSettings, format, layout, overwrites: true },
        longitudinalView,
      );
      const lines = text.split(/\r\n|\r|\n/);
      for (const { line, position } of report.shown) {
        expect(line, JSON.stringify(text)).toBeGreaterThanOrEqual(1);
        expect(line, JSON.stringify(text)).toBeLessThanOrEqual(lines.length);
        expect(position, JSON.stringify(text)).toBeGreaterThanOrEqual(1);
        expect(position, JSON.stringify(text)).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
    }
  });

  test('of 5,000 unknown columns is checked in bounded time', () => {
    const names = Array.from({ length: 5000 }, (_, column) => `unknown_${String(column)}`);
    const { report } = readPayload(
      `record_id,${names.join(',')}\n1${',1'.repeat(5000)}\n`,
      csvSettings,
      classicView,
    );
    expect(report.errors).toBe(5000);
  });
});
