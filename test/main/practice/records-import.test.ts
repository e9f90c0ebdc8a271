import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { post, practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeEach(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterEach(() => practice.server.close());

const IMPORT = { content: 'record', action: 'import' };
const importing = (rows: readonly object[]) => ({ ...IMPORT, data: JSON.stringify(rows) });

async function read(token: string, record: string, fields: readonly string[]) {
  const rows = await practice.json(token, { content: 'record', records: [record], fields });
  return rows[0];
}

describe('Import Records', () => {
  test('creates records, changes others and counts them', async () => {
    const rows = [
      { record_id: '1', smoking: '3' },
      { record_id: '61', smoking: '0', drugs___ace: '1' },
    ];
    const reply = await practice.call(classic, { ...importing(rows), format: 'json' });
    expect(reply.text).toBe('{"count": 2}');
    expect(await read(classic, '1', ['smoking', 'sex'])).toEqual({ smoking: '3', sex: '1' });
    expect(await read(classic, '61', ['record_id', 'drugs'])).toEqual({
      record_id: '61',
      drugs___ace: '1',
      drugs___arb: '0',
      drugs___ccb: '0',
      drugs___diu: '0',
    });
  });

  test.each([
    ['count', 'json', '{"count": 2}'],
    ['count', 'csv', '2'],
    ['count', 'xml', '<?xml version="1.0" encoding="UTF-8" ?><count>2</count>'],
    ['ids', 'json', '["70","71"]'],
    ['ids', 'csv', 'id\n70\n71'],
    ['ids', 'xml', '<?xml version="1.0" encoding="UTF-8" ?><ids><id>70</id><id>71</id></ids>'],
    ['nothing', 'json', ''],
  ])('returnContent %s as %s', async (returnContent, returnFormat, expected) => {
    const data = 'record_id,sex\n70,1\n\n71,0\n';
    const reply = await practice.call(classic, {
      ...IMPORT,
      format: 'csv',
      data,
      returnContent,
      returnFormat,
    });
    expect([reply.status, reply.text]).toEqual([200, expected]);
  });

  test('forceAutoNumber assigns names, and auto_ids tells new and given ones', async () => {
    const rows = [
      { record_id: 'a', sex: '1' },
      { record_id: 'b', sex: '0' },
    ];
    const query = { ...importing(rows), forceAutoNumber: 'true', returnContent: 'auto_ids' };
    expect(await practice.json(classic, query)).toEqual(['61,a', '62,b']);
    expect(await practice.refusal(classic, { ...query, forceAutoNumber: 'false' })).toBe(
      'The value of the parameter "returnContent" is not valid',
    );
  });

  test('blanks are passed over, unless overwriting is asked for', async () => {
    const query = importing([{ record_id: '1', email: '', drugs___arb: '' }]);
    await practice.json(classic, query);
    expect(await read(classic, '1', ['email', 'drugs'])).toMatchObject({ drugs___arb: '1' });
    expect((await read(classic, '1', ['email']))?.['email']).toContain('@');
    await practice.json(classic, { ...query, overwriteBehavior: 'overwrite' });
    expect(await read(classic, '1', ['record_id', 'email', 'drugs'])).toMatchObject({
      email: '',
      drugs___arb: '0',
    });
  });

  test('a text field whose name looks like a checkbox keeps a zero', async () => {
    const made = { content: 'project', format: 'json', data: '[{"project_title":"x","purpose":"0"}]' };
    const token = (await practice.call(practice.server.superToken, made)).text;
    const fields = ['record_id', 'dose___1'].map((field_name) => {
      return { field_name, form_name: 'f', field_type: 'text' };
    });
    await practice.json(token, { content: 'metadata', data: JSON.stringify(fields) });
    await practice.json(token, importing([{ record_id: '1', dose___1: '0' }]));
    expect(await read(token, '1', ['dose___1'])).toEqual({ dose___1: '0' });
  });

  test('an object instead of a list, and rows without the record ID, count 0', async () => {
    const object = { ...IMPORT, data: '{"record_id":"1","sex":"0"}' };
    expect(await practice.json(classic, object)).toEqual({ count: 0 });
    expect(await practice.json(classic, importing([{ sex: '0' }]))).toEqual({ count: 0 });
    expect((await read(classic, '1', ['sex']))?.['sex']).toBe('1');
  });

  test('a record ID alone creates the record, in each event that is named', async () => {
    expect(await practice.json(classic, importing([{ record_id: '99' }]))).toEqual({ count: 1 });
    expect(await read(classic, '99', ['record_id'])).toEqual({ record_id: '99' });
    const rows = ['baseline_arm_1', 'month_3_arm_1'].map((redcap_event_name) => ({
      study_id: '1999',
      redcap_event_name,
      redcap_repeat_instrument: '',
      redcap_repeat_instance: '',
    }));
    expect(await practice.json(trial, importing(rows))).toEqual({ count: 1 });
    const stored = await practice.json(trial, { content: 'record', records: ['1999'] });
    expect(stored.map((row) => row['redcap_event_name'])).toEqual(['baseline_arm_1', 'month_3_arm_1']);
  });

  test('calculated fields are computed by the server', async () => {
    await practice.json(
      classic,
      importing([{ record_id: '1', height_cm: '200', weight_kg: '100', bmi: '5' }]),
    );
    expect((await read(classic, '1', ['bmi']))?.['bmi']).toBe('25');
  });

  test.each([
    ['YMD', '2025-02-03'],
    ['MDY', '02/03/2025'],
    ['DMY', '03/02/2025'],
    ['DMY', '3/2/2025'],
  ])('dates are read as %s and stored year first', async (dateFormat, next_visit) => {
    await practice.json(classic, { ...importing([{ record_id: '1', next_visit }]), dateFormat });
    expect((await read(classic, '1', ['next_visit']))?.['next_visit']).toBe('2025-02-03');
  });

  test('a number outside the suggested range is admissible', async () => {
    await practice.json(classic, importing([{ record_id: '1', systolic: '300' }]));
    expect((await read(classic, '1', ['systolic']))?.['systolic']).toBe('300');
  });

  test('the time of the change is found by the time span', async () => {
    await practice.json(classic, importing([{ record_id: '7', sex: '0' }]));
    const rows = await practice.json(classic, { content: 'record', dateRangeBegin: '2026-01-01 00:00:00' });
    expect(rows.map((row) => row['record_id'])).toEqual(['7']);
  });

  test('in the background the answer comes first, and only what is right is imported', async () => {
    const query = { ...importing([{ record_id: '1', sex: '0' }]), backgroundProcess: '1' };
    expect(await practice.json(classic, query)).toEqual({ success: true });
    const bad = { ...importing([{ record_id: '1', sex: '77' }]), backgroundProcess: '1' };
    expect(await practice.json(classic, bad)).toEqual({ success: true });
    const unreadable = { ...query, data: '[{' };
    expect(await practice.json(classic, unreadable)).toEqual({ success: false });
    const sex = { content: 'record', records: ['1'], fields: ['sex'] };
    await expect.poll(() => practice.json(classic, sex)).toEqual([{ sex: '0' }]);
  });
});

describe('Import Records refuses', () => {
  const BAD_FORMAT =
    'The value you provided could not be validated because it does not follow the expected format. Please try again.';

  test('unknown fields, all by name', async () => {
    expect(
      await practice.refusal(classic, importing([{ record_id: '1', foo: '1', baz: '', drugs: 'ace' }])),
    ).toBe('The following fields were not found in the project as real data fields: foo, baz, drugs');
  });

  test('unknown events, all by name', async () => {
    const rows = ['visit_11_arm_1', 'visit_12_arm_1'].map((redcap_event_name) => ({
      study_id: '1001',
      redcap_event_name,
    }));
    expect(await practice.refusal(trial, importing(rows))).toBe(
      'The following values of redcap_event_name are invalid: visit_11_arm_1, visit_12_arm_1',
    );
  });

  test.each<[string, string, readonly string[], readonly string[]]>([
    ['slider', '', ['0', '100'], ['-1', '101', '5.5', '050']],
    ['slider', '-10 to 250', ['-10', '250'], ['-11', '251']],
    ['ssn', '', ['123-45-6789'], ['123-45-678']],
    ['postalcode_canada', '', ['K1A 0B1', 'k1a0b1'], ['K1A-0B1']],
    ['postalcode_australia', '', ['0800'], ['80000']],
    ['postalcode_germany', '', ['01067'], ['1067']],
    ['mrn_10d', '', ['0123456789'], ['123456789']],
    ['number_3dp_comma_decimal', '', ['-1,250'], ['1,25', '1.250']],
    ['time_mm_ss', '', ['05:30'], ['65:00']],
    ['alpha_only', '', ['Abc'], ['Ab1']],
  ])('a %s %s that is written otherwise', async (validation, range, good, bad) => {
    const made = { content: 'project', format: 'json', data: '[{"project_title":"x","purpose":"0"}]' };
    const token = (await practice.call(practice.server.superToken, made)).text;
    const [text_validation_min = '', text_validation_max = ''] = range.split(' to ');
    const field = {
      field_name: 'value',
      form_name: 'f',
      field_type: validation === 'slider' ? 'slider' : 'text',
      text_validation_type_or_show_slider_number: validation === 'slider' ? 'number' : validation,
      text_validation_min,
      text_validation_max,
    };
    const fields = [{ field_name: 'record_id', form_name: 'f', field_type: 'text' }, field];
    await practice.json(token, { content: 'metadata', data: JSON.stringify(fields) });
    for (const value of good) {
      await practice.json(token, importing([{ record_id: '1', value }]));
      expect(await read(token, '1', ['value'])).toEqual({ value });
    }
    for (const value of bad) {
      const why = await practice.refusal(token, importing([{ record_id: '1', value }]));
      expect(why).toBe(`"1","value","${value}","${BAD_FORMAT}"`);
    }
  });

  test.each([
    ['sex', '7', 'The value is not a valid category for sex'],
    ['sex', 'Male', 'The value is not a valid category for sex'],
    ['consent', 'yes', 'The value is not a valid category for consent'],
    ['drugs___ace', '2', 'The value is not a valid category for drugs'],
    ['enrolment_complete', '3', 'The value is not a valid category for enrolment_complete'],
    ['systolic', '12.5', BAD_FORMAT],
    ['weight_kg', 'heavy', BAD_FORMAT],
    ['email', 'nobody', BAD_FORMAT],
    ['phone', '12', BAD_FORMAT],
    ['dob', '1970-02-30', BAD_FORMAT],
    ['dob', '02/28/1970', BAD_FORMAT],
    ['visit_time', '2025-01-01', BAD_FORMAT],
    ['visit_time', '2025-01-01 25:00', BAD_FORMAT],
    ['salt', '101', BAD_FORMAT],
  ])('%s = %s', async (field, value, why) => {
    expect(await practice.refusal(classic, importing([{ record_id: '1', [field]: value }]))).toBe(
      `"1","${field}","${value}","${why}"`,
    );
  });

  test('a field that its event does not have', async () => {
    const rows = [{ study_id: '1001', redcap_event_name: 'month_3_arm_1', treatment: 'A' }];
    expect(await practice.refusal(trial, importing(rows))).toBe(
      `"1001","treatment","A","This field ('treatment') exists on an instrument that is not designated for the event named 'Month 3 (Arm 1: Adults)'. You are not allowed to import data for this field into this event."`,
    );
  });

  test.each([
    [
      { redcap_repeat_instrument: 'spirometry', redcap_repeat_instance: '1', fev1: '2.00' },
      'redcap_repeat_instrument',
    ],
    [
      { redcap_repeat_instrument: 'exacerbation', redcap_repeat_instance: 'x', steroid: '1' },
      'redcap_repeat_instance',
    ],
    [{ redcap_repeat_instance: '2', fev1: '2.00' }, 'redcap_repeat_instance'],
    [{ redcap_repeat_instrument: 'exacerbation', redcap_repeat_instance: '1', fev1: '2.00' }, 'fev1'],
    [{ steroid: '1' }, 'steroid'],
    [{ fev1: '2.00', redcap_data_access_group: 'nowhere' }, 'redcap_data_access_group'],
  ])('a wrong place %j at the column %s', async (row, column) => {
    const rows = [{ study_id: '1001', redcap_event_name: 'month_3_arm_1', ...row }];
    expect(await practice.refusal(trial, importing(rows))).toContain(`"1001","${column}",`);
  });

  test('everything because of one bad value, with a line for each', async () => {
    const rows = [
      { record_id: '1', sex: '0', email: 'new@example.org' },
      { record_id: '2', sex: '9' },
      { record_id: '3', sex: '"' },
    ];
    expect((await practice.refusal(classic, importing(rows))).split('\n')).toEqual([
      '"2","sex","9","The value is not a valid category for sex"',
      '"3","sex","""","The value is not a valid category for sex"',
    ]);
    expect((await read(classic, '1', ['sex']))?.['sex']).toBe('1');
  });

  test.each([
    ['json', '[{"record_id":'],
    ['json', '"text"'],
    ['json', '['.repeat(100_000)],
    ['xml', '<records><item>'],
    [
      'xml',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><records><item><record_id>&e;</record_id></item></records>',
    ],
    ['csv', 'record_id,sex\n1,"open'],
    ['odm', '<records></records>'],
  ])('%s that cannot be read', async (format, data) => {
    const message = await practice.refusal(classic, { ...IMPORT, format, data, returnFormat: 'json' });
    expect(message).toContain('The data being imported is not formatted correctly.');
  });

  test('an import without data', async () => {
    expect(await practice.refusal(classic, IMPORT)).toBe('The parameter "data" is missing');
  });

  test('more data than the server can hold', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...IMPORT, token: classic, format: 'csv' }))
      form.set(name, value);
    form.set('data', `record_id,sex\n1,${'1'.repeat(34 * 1024 * 1024)}`);
    const reply = await post(practice.server.url, form);
    expect(reply.status).toBe(500);
    expect(reply.text).toContain('ERROR: REDCap ran out of server memory.');
  });
});

describe('repeating parts', () => {
  const attack = {
    study_id: '1001',
    redcap_event_name: 'month_3_arm_1',
    redcap_repeat_instrument: 'exacerbation',
  };

  test('the instance new takes the next number', async () => {
    const rows = [
      { ...attack, redcap_repeat_instance: 'new', attack_date: '2025-06-01' },
      { ...attack, redcap_repeat_instance: 'new', attack_date: '2025-06-02' },
    ];
    const query = { content: 'record', records: ['1001'], fields: ['attack_date'] };
    const before = await practice.json(trial, query);
    await practice.json(trial, importing(rows));
    const after = await practice.json(trial, query);
    expect(
      after.slice(before.length).map((row) => [row['redcap_repeat_instance'], row['attack_date']]),
    ).toEqual([
      [before.length + 1, '2025-06-01'],
      [before.length + 2, '2025-06-02'],
    ]);
  });

  test('the instance new is for flat data alone', async () => {
    const row = { record: '1001', field_name: 'attack_grade', value: '1', redcap_repeat_instance: 'new' };
    const { study_id: _, ...place } = attack;
    const eav = { ...importing([{ ...place, ...row }]), type: 'eav' };
    expect(await practice.refusal(trial, eav)).toBe('The instance "new" can only be used with type "flat"');
  });

  test('a group is set by its unique name', async () => {
    const row = {
      study_id: '1001',
      redcap_event_name: 'baseline_arm_1',
      redcap_data_access_group: 'north_clinic',
    };
    await practice.json(trial, importing([row]));
    const query = { content: 'record', records: ['1001'], exportDataAccessGroups: 'true' };
    const rows = await practice.json(trial, query);
    expect(new Set(rows.map((one) => one['redcap_data_access_group']))).toEqual(new Set(['north_clinic']));
  });

  test('without an event the first one is taken', async () => {
    await practice.json(trial, importing([{ study_id: '2001', initials: 'ZZ' }]));
    expect(await read(trial, '2001', ['study_id'])).toMatchObject({ redcap_event_name: 'baseline_arm_1' });
  });
});
