import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeAll(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterAll(() => practice.server.close());

const RECORD = { content: 'record' };
const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

describe('Export Records', () => {
  test('gives all records and fields when nothing is chosen, numbers in order', async () => {
    const rows = await practice.json(classic, RECORD);
    expect(rows.map((row) => row['record_id'])).toEqual(
      Array.from({ length: 60 }, (_, at) => String(at + 1)),
    );
    expect(Object.keys(rows[0] ?? {})).toHaveLength(43);
  });

  test('is XML where no format is sent', async () => {
    const reply = await practice.call(classic, { ...RECORD, records: ['1'], fields: ['record_id', 'sex'] });
    expect(reply.text).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<records><item><record_id>1</record_id><sex>1</sex></item></records>',
    );
  });

  test('escapes XML and quotes CSV', async () => {
    const fields = {
      ...RECORD,
      fields: ['record_id', 'comments'],
      filterLogic: 'contains([comments], "6 hours")',
    };
    const xml = await practice.call(classic, { ...fields, format: 'xml' });
    expect(xml.text).toContain('<comments>I sleep &lt; 6 hours &amp; worry.</comments>');
    const quoted = {
      ...RECORD,
      fields: ['history_notes'],
      filterLogic: 'contains([history_notes], "as taken")',
    };
    const csv = await practice.call(classic, { ...quoted, format: 'csv' });
    expect(csv.text.split('\n')[1]).toBe('"Drug list brought by the patient, ""as taken""."');
  });

  test('joins fields and forms, and gives the record ID only when it is asked for', async () => {
    const csv = (fields: Readonly<Record<string, readonly string[]>>) =>
      practice.call(classic, { ...RECORD, format: 'csv', ...fields });
    expect(firstLine((await csv({ fields: ['sex'] })).text)).toBe('sex');
    expect(firstLine((await csv({ fields: ['sex', 'record_id'] })).text)).toBe('record_id,sex');
    expect(firstLine((await csv({ fields: ['sex'], forms: ['lifestyle'] })).text)).toBe(
      'sex,salt,exercise_days,missed_pills,comments,lifestyle_complete',
    );
  });

  test('a comma-joined list is as good as a list', async () => {
    const rows = await practice.json(classic, { ...RECORD, records: '3,5', fields: 'record_id,sex' });
    expect(rows.map((row) => row['record_id'])).toEqual(['3', '5']);
  });

  test('unknown records select nothing, and nothing is an empty list', async () => {
    expect(await practice.json(classic, { ...RECORD, records: ['999'] })).toEqual([]);
    const csv = await practice.call(classic, {
      ...RECORD,
      records: ['999'],
      fields: ['record_id'],
      format: 'csv',
    });
    expect(csv.text).toBe('\n');
  });

  test.each(['x', 'redcap_event_name', 'conditions___1', 'lifestyle_timestamp'])(
    'the unknown field %s is refused by name',
    async (field) => {
      expect(await practice.refusal(classic, { ...RECORD, fields: ['sex', field] })).toBe(
        `The following values in the parameter "fields" are not valid: '${field}'`,
      );
    },
  );

  test('a misspelt form alone exports everything, as REDCap does', async () => {
    const rows = await practice.json(classic, { ...RECORD, forms: ['Lifestile'] });
    expect(Object.keys(rows[0] ?? {})).toHaveLength(43);
  });

  test('an unknown event is refused by name', async () => {
    expect(await practice.refusal(trial, { ...RECORD, events: ['nope_arm_1'] })).toBe(
      `The following values in the parameter "events" are not valid: 'nope_arm_1'`,
    );
  });

  test('labels replace codes, and checkboxes say Checked or their label', async () => {
    const fields = ['sex', 'conditions', 'enrolment_complete'];
    const query = { ...RECORD, records: ['1'], fields, rawOrLabel: 'label' };
    const [row] = await practice.json(classic, query);
    expect(row).toMatchObject({ sex: 'Male', conditions___3: 'Checked', conditions___9: 'Unchecked' });
    expect(row).toMatchObject({ enrolment_complete: 'Complete' });
    const [labelled] = await practice.json(classic, { ...query, exportCheckboxLabel: 'true' });
    expect(labelled).toMatchObject({ conditions___3: 'Stroke', conditions___9: '' });
  });

  test('label headings are for flat CSV, and name the option of a checkbox', async () => {
    const query = { ...RECORD, fields: ['record_id', 'drugs'], rawOrLabelHeaders: 'label' };
    const csv = await practice.call(classic, { ...query, format: 'csv' });
    expect(firstLine(csv.text)).toContain('"Record ID","Blood pressure drugs (choice=ACE inhibitor)"');
    const [row] = await practice.json(classic, query);
    expect(Object.keys(row ?? {})).toContain('drugs___ace');
  });

  test('combineCheckboxOptions gives one column with all checked codes', async () => {
    const query = { ...RECORD, records: ['1'], fields: ['drugs'], combineCheckboxOptions: 'true' };
    expect(await practice.json(classic, query)).toEqual([{ drugs: 'ace,arb,diu' }]);
  });

  test.each([
    [';', ';'],
    ['tab', '\t'],
    ['|', '|'],
    ['^', '^'],
    ['', ','],
  ])('csvDelimiter %j separates by %j', async (csvDelimiter, character) => {
    const query = { ...RECORD, format: 'csv', fields: ['record_id', 'sex'], csvDelimiter };
    expect(firstLine((await practice.call(classic, query)).text)).toBe(`record_id${character}sex`);
  });

  test('decimalCharacter changes numbers and calculations only', async () => {
    const query = { ...RECORD, records: ['1'], fields: ['bmi', 'potassium', 'email'], decimalCharacter: ',' };
    const [row] = await practice.json(classic, query);
    expect(row).toEqual({ bmi: '24,2', potassium: '4,5', email: 'hugo.jankowski47@example.org' });
  });

  test('the status of an instrument without data is 0, or blank on request', async () => {
    const query = { ...RECORD, records: ['7'], fields: ['record_id', 'clinic_visit_complete'] };
    expect(await practice.json(classic, query)).toEqual([{ record_id: '7', clinic_visit_complete: '0' }]);
    const blank = await practice.json(classic, { ...query, exportBlankForGrayFormStatus: 'true' });
    expect(blank).toEqual([{ record_id: '7', clinic_visit_complete: '' }]);
  });

  test('survey fields come before the fields of their instrument', async () => {
    const query = { ...RECORD, format: 'csv', forms: ['lifestyle'], exportSurveyFields: 'true' };
    expect(firstLine((await practice.call(classic, query)).text)).toBe(
      'redcap_survey_identifier,lifestyle_timestamp,salt,exercise_days,missed_pills,comments,lifestyle_complete',
    );
  });

  test('filterLogic keeps the rows for which it is true', async () => {
    const query = { ...RECORD, fields: ['record_id', 'systolic'], filterLogic: '[systolic] >= 160' };
    const rows = await practice.json(classic, query);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(Number(row['systolic'])).toBeGreaterThanOrEqual(160);
  });

  test('bad filterLogic is refused with the reason', async () => {
    expect(await practice.refusal(classic, { ...RECORD, filterLogic: '[systolic] >=' })).toBe(
      'The value of the parameter "filterLogic" is not valid. A value is missing at the end of the expression.',
    );
  });

  test('the time span reads the times of creation and change', async () => {
    const names = async (span: Readonly<Record<string, string>>) =>
      (await practice.json(classic, { ...RECORD, fields: ['record_id', 'enrol_date'], ...span })).map(
        (row) => row['enrol_date'],
      );
    const early = await names({ dateRangeEnd: '2025-03-01 00:00:00' });
    const late = await names({ dateRangeBegin: '2025-10-01 00:00:00' });
    expect(early.length).toBeGreaterThan(5);
    expect(late.length).toBeGreaterThan(5);
    for (const day of early) expect(String(day) < '2025-03-01').toBe(true);
    for (const day of late) expect(String(day) > '2025-09-15').toBe(true);
    const wrong = await practice.refusal(classic, { ...RECORD, dateRangeBegin: '01/02/2025' });
    expect(wrong).toContain('YYYY-MM-DD HH:MM:SS');
  });
});

test('a record that was changed again since is still found by the change within the time span', async () => {
  const name = 'often';
  const importing = { content: 'record', action: 'import', data: `[{"record_id":"${name}","sex":"1"}]` };
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    for (const time of ['2025-01-15 12:00:00', '2025-06-15 12:00:00', '2025-12-15 12:00:00']) {
      vi.setSystemTime(new Date(time));
      await practice.json(classic, importing);
    }
  } finally {
    vi.useRealTimers();
  }
  const span = { dateRangeBegin: '2025-06-15 00:00:00', dateRangeEnd: '2025-06-16 00:00:00' };
  const found = { ...RECORD, records: [name], fields: ['record_id'] };
  expect(await practice.json(classic, { ...found, ...span })).toEqual([{ record_id: name }]);
  const between = { dateRangeBegin: '2025-07-15 00:00:00', dateRangeEnd: '2025-07-16 00:00:00' };
  expect(await practice.json(classic, { ...found, ...between })).toEqual([]);
});

describe('Export Records of a longitudinal project', () => {
  test('gives one row per event and instance, with the columns that say which', async () => {
    const rows = await practice.json(trial, { ...RECORD, exportDataAccessGroups: 'true' });
    expect(Object.keys(rows[0] ?? {}).slice(0, 5)).toEqual([
      'study_id',
      'redcap_event_name',
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'redcap_data_access_group',
    ]);
    const repeats = rows.filter((row) => row['redcap_repeat_instrument'] === 'exacerbation');
    const visits = rows.filter((row) => String(row['redcap_event_name']).startsWith('unscheduled'));
    expect(repeats.length).toBeGreaterThan(20);
    expect(visits.length).toBeGreaterThan(10);
    for (const row of [...repeats, ...visits])
      expect(row['redcap_repeat_instance']).toEqual(expect.any(Number));
    for (const row of visits) expect(row['redcap_repeat_instrument']).toBe('');
    expect(
      rows.find((row) => row['redcap_event_name'] === 'baseline_arm_1')?.['redcap_repeat_instance'],
    ).toBe('');
  });

  test('leaves blank what an event or an instance does not have', async () => {
    const rows = await practice.json(trial, { ...RECORD, records: ['1001'] });
    const month3 = rows.find((row) => row['redcap_event_name'] === 'month_3_arm_1');
    expect(month3).toMatchObject({ triggers___1: '', enrolment_complete: '', exacerbation_complete: '' });
    const baseline = rows.find((row) => row['redcap_event_name'] === 'baseline_arm_1');
    expect(baseline).toMatchObject({ visit_note_complete: '', enrolment_complete: '2' });
    expect(['0', '1']).toContain(baseline?.['triggers___1']);
  });

  test('filters by event, and labels event, instrument and group', async () => {
    const query = { ...RECORD, records: ['1001'], exportDataAccessGroups: 'true', rawOrLabel: 'label' };
    const rows = await practice.json(trial, { ...query, events: ['month_3_arm_1'] });
    expect(new Set(rows.map((row) => row['redcap_event_name']))).toEqual(
      new Set(['Month 3 (Arm 1: Adults)']),
    );
    expect(rows[0]?.['redcap_data_access_group']).toBe('South Clinic');
    for (const row of rows) expect(['', 'Exacerbation']).toContain(row['redcap_repeat_instrument']);
  });

  test('a field alone keeps the repeat columns and the rows that hold it', async () => {
    const rows = await practice.json(trial, { ...RECORD, fields: ['treatment'] });
    expect(rows).toHaveLength(28);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'treatment',
    ]);
  });

  test('filterLogic reads the own event, or the one that is named', async () => {
    const own = await practice.json(trial, { ...RECORD, filterLogic: '[severity] = "3"' });
    expect(new Set(own.map((row) => String(row['redcap_event_name']).slice(0, 8)))).toEqual(
      new Set(['baseline']),
    );
    const named = await practice.json(trial, { ...RECORD, filterLogic: '[baseline_arm_1][severity] = "3"' });
    expect(named.length).toBeGreaterThan(own.length);
    const attack = await practice.json(trial, { ...RECORD, filterLogic: '[attack_grade] = "3"' });
    for (const row of attack) expect(row['redcap_repeat_instrument']).toBe('exacerbation');
  });

  test('filterLogic about a repeating instrument finds its rows when only the record ID is asked for', async () => {
    const filterLogic = '[attack_grade] = "3"';
    const whole = await practice.json(trial, { ...RECORD, filterLogic });
    expect(whole.length).toBeGreaterThan(1);
    const rows = await practice.json(trial, { ...RECORD, fields: ['study_id'], filterLogic });
    expect(rows.map((row) => row['study_id'])).toEqual(whole.map((row) => row['study_id']));
    expect(await practice.json(trial, { ...RECORD, fields: ['severity'], filterLogic })).toEqual([]);
  });

  test("filterLogic knows the user's own group", async () => {
    const query = { ...RECORD, fields: ['study_id'], filterLogic: '[user-dag-name] = "north_clinic"' };
    expect(await practice.json(practice.trial, query)).toEqual([]);
    const member = practice.tokenOf('longitudinal', 'practice_north');
    expect((await practice.json(member, query)).length).toBeGreaterThan(5);
  });

  test('filterLogic knows a row’s place in the study, its group and whoever asks, by smart variables', async () => {
    const count = async (filterLogic: string, token = trial): Promise<number> =>
      (await practice.json(token, { ...RECORD, filterLogic })).length;
    const all = await practice.json(trial, RECORD);
    const of = (column: string, value: unknown) => all.filter((row) => row[column] === value).length;
    const events = await practice.json(trial, { content: 'event', format: 'json' });
    const inArm = (arm: number) => events.filter((event) => event['arm_num'] === arm);
    const [first, second] = inArm(1);
    const last = inArm(1).at(-1);
    expect(last).not.toEqual(second);
    const rows = async (filterLogic: string) =>
      (await practice.json(trial, { ...RECORD, filterLogic })).map((row) => row['redcap_event_name']);
    const named = (event: typeof first) => event?.['unique_event_name'];

    for (const [logic, event] of [
      [`[event-label] = "${String(second?.['event_name'])}" and [arm-number] = "1"`, second],
      ['[event-number] = "2" and [arm-number] = "1"', second],
      [`[event-id] = "${String(second?.['event_id'])}"`, second],
      ['[event-name] = [first-event-name] and [arm-number] = "1"', first],
      [`[previous-event-name] = "${String(named(first))}"`, second],
      ['[next-event-label] = "" and [event-label] = [last-event-label] and [arm-number] = "1"', last],
    ] as const) {
      const found = await rows(logic);
      expect(found.length, logic).toBe(of('redcap_event_name', named(event)));
      expect(new Set(found), logic).toEqual(new Set([named(event)]));
    }

    const repeats = all.filter((row) => row['redcap_repeat_instrument'] === 'exacerbation');
    expect(await count('[instrument-name] = "exacerbation"')).toBe(repeats.length);
    const firsts = repeats.filter((row) => row['redcap_repeat_instance'] === 1);
    expect(await count('[current-instance] = [first-instance] and [instrument-name] = "exacerbation"')).toBe(
      firsts.length,
    );
    expect(await count('[last-instance] > 1 and [previous-instance] = 0')).toBeGreaterThan(0);
    expect(await count('[new-instance] = [last-instance] + 1 and [current-instance] <> ""')).toBe(
      all.filter((row) => row['redcap_repeat_instance'] !== '').length,
    );

    const groups = await practice.json(trial, { content: 'dag', format: 'json' });
    const north = groups.find((group) => group['unique_group_name'] === 'north_clinic');
    const northern = await count('[record-dag-name] = "north_clinic"');
    expect(northern).toBeGreaterThan(0);
    expect(await count(`[record-dag-label] = "${String(north?.['data_access_group_name'])}"`)).toBe(northern);
    expect(await count(`[record-dag-id] = "${String(north?.['data_access_group_id'])}"`)).toBe(northern);

    const member = practice.tokenOf('longitudinal', 'practice_north');
    expect(await count('[record-dag-id] = [user-dag-id]', member)).toBe(await count('', member));
    expect(await count('[user-name] = "practice_north"', member)).toBe(await count('', member));
    expect(await count('[user-name] = "practice_north"')).toBe(0);
    expect(await count('[user-dag-name] = "" and [user-dag-label] = "" and [user-dag-id] = ""')).toBe(
      all.length,
    );
  });

  test('a smart variable that means nothing to the server is named in the refusal', async () => {
    const answer = await practice.call(trial, { ...RECORD, filterLogic: '[survey-queue-url] = ""' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('[survey-queue-url]');
  });

  test('EAV gives one row per value, without blanks', async () => {
    const rows = await practice.json(trial, { ...RECORD, type: 'eav', records: ['1001'] });
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'record',
      'redcap_event_name',
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'field_name',
      'value',
    ]);
    expect(rows.every((row) => row['value'] !== '')).toBe(true);
    const classicRows = await practice.json(classic, { ...RECORD, type: 'eav', records: ['1'] });
    expect(Object.keys(classicRows[0] ?? {})).toEqual(['record', 'field_name', 'value']);
    expect(classicRows).toContainEqual({ record: '1', field_name: 'conditions', value: '3' });
  });
});
