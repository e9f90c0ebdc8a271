import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeEach(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterEach(() => practice.server.close());

const DEVELOPMENT_ONLY = /only possible in development status$/;
const data = (rows: unknown) => ({ action: 'import', data: JSON.stringify(rows) });

describe('a classic project', () => {
  test.each([
    ['arm', 'You cannot export arms for classic projects'],
    ['event', 'You cannot export events for classic projects'],
    ['formEventMapping', 'You cannot export form/event mappings for classic projects'],
  ])('has no %s', async (content, message) => {
    expect(await practice.refusal(classic, { content })).toBe(message);
  });
});

describe('arms', () => {
  test('are listed with numbers as numbers, all or those chosen', async () => {
    expect((await practice.call(trial, { content: 'arm', format: 'json' })).text).toBe(
      '[{"arm_num":1,"name":"Adults"},{"arm_num":2,"name":"Adolescents"}]',
    );
    expect((await practice.call(trial, { content: 'arm', format: 'csv', arms: ['2'] })).text).toBe(
      'arm_num,name\n2,Adolescents',
    );
  });

  test.each(['arm', 'event', 'formEventMapping'])(
    'an arm that is not there has nothing: %s',
    async (content) => {
      expect(await practice.json(trial, { content, arms: ['9'] })).toEqual([]);
    },
  );

  test('are added and renamed, in production too, and shown once they have an event', async () => {
    const arms = [
      { arm_num: '1', name: 'Grown-ups' },
      { arm_num: 3, name: 'Children' },
    ];
    expect(await practice.json(trial, { content: 'arm', override: '0', ...data(arms) })).toBe(2);
    const names = async () => (await practice.json(trial, { content: 'arm' })).map((arm) => arm['name']);
    expect(await names()).toEqual(['Grown-ups', 'Adolescents']);
    await practice.json(trial, {
      content: 'event',
      override: '0',
      ...data([{ event_name: 'Day 1', arm_num: 3 }]),
    });
    expect(await names()).toEqual(['Grown-ups', 'Adolescents', 'Children']);
  });

  test('an arm that is given twice is one arm, by its later name', async () => {
    const twice = ['One', 'Other'].map((name) => ({ arm_num: 1, name }));
    expect(await practice.json(trial, { content: 'arm', override: '0', ...data(twice) })).toBe(2);
    expect(await practice.json(trial, { content: 'arm' })).toEqual([
      { arm_num: 1, name: 'Other' },
      { arm_num: 2, name: 'Adolescents' },
    ]);
  });

  test('cannot be replaced or deleted in production', async () => {
    const replace = { content: 'arm', override: '1', ...data([{ arm_num: '1', name: 'x' }]) };
    expect(await practice.refusal(trial, replace)).toMatch(DEVELOPMENT_ONLY);
    const remove = { content: 'arm', action: 'delete', arms: ['2'] };
    expect(await practice.refusal(trial, remove)).toMatch(DEVELOPMENT_ONLY);
  });

  test('take their events and data with them when they are deleted in development', async () => {
    const copy = await practice.copyTrial();
    expect(await practice.json(copy, { content: 'arm', action: 'delete', arms: ['2'] })).toBe(1);
    const rows = await practice.json(copy, { content: 'record' });
    expect(rows.some((row) => String(row['redcap_event_name']).endsWith('arm_2'))).toBe(false);
    expect(new Set(rows.map((row) => row['study_id'])).size).toBe(27);
    expect(await practice.refusal(copy, { content: 'arm', action: 'delete' })).toContain(
      'No arms were provided',
    );
  });

  test('start anew with override in development', async () => {
    const copy = await practice.copyTrial();
    const arms = [{ arm_num: '1', name: 'New' }];
    expect(await practice.json(copy, { content: 'arm', override: '1', ...data(arms) })).toBe(1);
    expect(await practice.json(copy, { content: 'record' })).toEqual([]);
    // An arm is shown once it has an event.
    expect(await practice.refusal(copy, { content: 'arm' })).toContain('classic projects');
    expect(await practice.refusal(copy, { content: 'event' })).toContain('classic projects');
    const importing = { content: 'record', data: '[{"study_id":"1","redcap_event_name":"event_1_arm_1"}]' };
    expect(await practice.refusal(copy, importing)).toBe(
      'The following values of redcap_event_name are invalid: event_1_arm_1',
    );
    const events = [
      { event_name: 'First', arm_num: '1' },
      { event_name: 'Second', arm_num: '1' },
    ];
    expect(await practice.json(copy, { content: 'event', override: '0', ...data(events) })).toBe(2);
    const unique = (await practice.json(copy, { content: 'event' })).map(
      (event) => event['unique_event_name'],
    );
    expect(unique).toEqual(['first_arm_1', 'second_arm_1']);
    expect(await practice.json(copy, { content: 'arm' })).toEqual([{ arm_num: 1, name: 'New' }]);
  });

  test.each([
    [[{ arm_num: 'x', name: 'y' }], 'The arm number "arm_num" must be a whole number above 0'],
    [[{ arm_num: '3', name: '' }], 'The arm 3 has no name'],
  ])('%j is refused', async (rows, message) => {
    expect(await practice.refusal(trial, { content: 'arm', override: '0', ...data(rows) })).toBe(message);
  });

  test('that are not there cannot be deleted, nor can no arm', async () => {
    const copy = await practice.copyTrial();
    const remove = { content: 'arm', action: 'delete' };
    expect(await practice.refusal(copy, { ...remove, arms: ['2', '9'] })).toBe(
      `The following values in the parameter "arms" are not valid: '9'`,
    );
    expect(await practice.refusal(copy, remove)).toBe('No arms were provided to be deleted');
    expect(await practice.json(copy, { content: 'arm' })).toHaveLength(2);
  });
});

describe('events', () => {
  test('are listed with their unique names and ids', async () => {
    const events = await practice.json(trial, { content: 'event', arms: ['1'] });
    expect(events[0]).toEqual({
      event_name: 'Baseline',
      arm_num: 1,
      unique_event_name: 'baseline_arm_1',
      custom_event_label: '',
      event_id: 510,
    });
    expect(events).toHaveLength(3);
  });

  test('are renamed by their unique name, which stays, and new ones get one', async () => {
    const rows = [
      { event_name: 'Start', arm_num: '1', unique_event_name: 'baseline_arm_1' },
      { event_name: 'Deadline to opt out of study', arm_num: '1' },
      { event_name: 'Deadline to opt out', arm_num: '1' },
    ];
    expect(await practice.json(trial, { content: 'event', override: '0', ...data(rows) })).toBe(3);
    const events = await practice.json(trial, { content: 'event', arms: ['1'] });
    expect(events.map((event) => [event['event_name'], event['unique_event_name']])).toEqual([
      ['Start', 'baseline_arm_1'],
      ['Month 3', 'month_3_arm_1'],
      ['Unscheduled visit', 'unscheduled_visit_arm_1'],
      ['Deadline to opt out of study', 'deadline_to_opt_ou_arm_1'],
      ['Deadline to opt out', 'deadline_to_opt_ou_arm_1b'],
    ]);
  });

  test('of one name get unique names of letters and digits, however many they are', async () => {
    const copy = await practice.copyTrial();
    const rows = Array.from({ length: 30 }, () => ({ event_name: 'Call', arm_num: '1' }));
    await practice.json(copy, { content: 'event', override: '0', ...data(rows) });
    const events = await practice.json(copy, { content: 'event', arms: ['1'] });
    const names = events.map((event) => String(event['unique_event_name']));
    expect(new Set(names).size).toBe(33);
    expect([names[4], names[27], names[28]]).toEqual(['call_arm_1b', 'call_arm_1y', 'call_arm_1z']);
    expect(names.every((name) => /^[a-z0-9_]+$/.test(name))).toBe(true);
  });

  test('cannot be replaced or deleted in production, and are in development', async () => {
    const remove = { content: 'event', action: 'delete', events: ['month_3_arm_1'] };
    expect(await practice.refusal(trial, remove)).toMatch(DEVELOPMENT_ONLY);
    const replace = { content: 'event', override: '1', ...data([{ event_name: 'Only', arm_num: '1' }]) };
    expect(await practice.refusal(trial, replace)).toMatch(DEVELOPMENT_ONLY);
    const copy = await practice.copyTrial();
    expect(await practice.json(copy, remove)).toBe(1);
    const rows = await practice.json(copy, { content: 'record' });
    expect(rows.some((row) => row['redcap_event_name'] === 'month_3_arm_1')).toBe(false);
    expect(await practice.refusal(copy, remove)).toContain(`'month_3_arm_1'`);
    expect(await practice.json(copy, replace)).toBe(1);
    expect(await practice.json(copy, { content: 'event' })).toHaveLength(1);
  });

  test('keep the label and the days that are not sent', async () => {
    await practice.json(trial, { content: 'project_settings', ...data([{ scheduling_enabled: '1' }]) });
    const event = { event_name: 'Baseline', arm_num: '1', unique_event_name: 'baseline_arm_1' };
    const labelled = { ...event, custom_event_label: '[enrol_date]', day_offset: '7' };
    await practice.json(trial, { content: 'event', override: '0', ...data([labelled]) });
    await practice.json(trial, { content: 'event', override: '0', ...data([event]) });
    const [first] = await practice.json(trial, { content: 'event' });
    expect(first).toMatchObject({ custom_event_label: '[enrol_date]', day_offset: 7 });
  });

  test.each([
    [[{ arm_num: '1' }], 'Each event must have a name in "event_name"'],
    [[{ event_name: 'x', arm_num: '8' }], `in the parameter "arm_num" are not valid: '8'`],
    [
      [{ event_name: 'x', arm_num: '1', day_offset: 'soon' }],
      `in the parameter "day_offset" are not valid: 'soon'`,
    ],
  ])('%j is refused', async (rows, message) => {
    const asked = { content: 'event', override: '0', ...data(rows) };
    expect(await practice.refusal(trial, asked)).toContain(message);
  });

  test.each(['arm', 'event'])('all of kind %s cannot be replaced by none', async (content) => {
    const copy = await practice.copyTrial();
    const none = { content, override: '1', ...data([]) };
    expect(await practice.refusal(copy, none)).toBe(`No ${content}s were provided`);
  });
});

describe('instruments', () => {
  test('are listed in project order', async () => {
    const reply = await practice.call(classic, { content: 'instrument', format: 'csv' });
    expect(reply.text.split('\n')).toEqual([
      'instrument_name,instrument_label',
      'enrolment,Enrolment',
      'medical_history,"Medical History"',
      'clinic_visit,"Clinic Visit"',
      'lifestyle,"Lifestyle Questionnaire"',
    ]);
  });

  test('the mapping imported is the whole mapping', async () => {
    const rows = await practice.json(trial, { content: 'formEventMapping' });
    expect(rows).toHaveLength(16);
    expect(await practice.json(trial, { content: 'formEventMapping', arms: ['1'] })).toHaveLength(8);
    const kept = rows.filter((row) => row['form'] !== 'visit_note');
    expect(await practice.json(trial, { content: 'formEventMapping', ...data(kept) })).toBe(14);
    expect(await practice.json(trial, { content: 'formEventMapping' })).toEqual(kept);
  });

  test.each([
    [{ arm_num: '1', unique_event_name: 'nope', form: 'enrolment' }],
    [{ arm_num: '1', unique_event_name: 'baseline_arm_1', form: 'nope' }],
    [{ arm_num: '2', unique_event_name: 'baseline_arm_1', form: 'enrolment' }],
  ])('the mapping %j is refused', async (row) => {
    await practice.refusal(trial, { content: 'formEventMapping', ...data([row]) });
  });
});

describe('the data dictionary', () => {
  // The widest project that a public client is tested with has 35,004 fields in 5,835 instruments [S5].
  test('takes tens of thousands of fields in thousands of instruments', async () => {
    const made = { content: 'project', data: JSON.stringify([{ project_title: 'Wide', purpose: '0' }]) };
    const { text: token } = await practice.call(practice.server.superToken, { ...made, format: 'json' });
    const rows = Array.from({ length: 35_004 }, (_, index) => ({
      field_name: `field_${index}`,
      form_name: `form_${Math.floor(index / 6)}`,
      field_type: 'text',
    }));
    expect(await practice.json(token, { content: 'metadata', ...data(rows) })).toBe(35_004);
    await practice.json(token, { content: 'record', ...data([{ field_0: '1', field_35003: 'last' }]) });
    const [record = {}] = await practice.json(token, { content: 'record' });
    expect(Object.keys(record)).toHaveLength(35_004 + 35_004 / 6);
    expect(record['field_35003']).toBe('last');
  });

  test('has 18 columns, and can be narrowed by field and form', async () => {
    const all = await practice.json(classic, { content: 'metadata' });
    expect(Object.keys(all[0] ?? {})).toHaveLength(18);
    expect(new Set(all.map((row) => row['field_type']))).toEqual(
      new Set('text,yesno,file,calc,radio,dropdown,truefalse,checkbox,notes,descriptive,slider'.split(',')),
    );
    const some = await practice.json(classic, { content: 'metadata', fields: ['sex'], forms: ['lifestyle'] });
    expect(some.map((row) => row['field_name'])).toEqual([
      'sex',
      'salt',
      'exercise_days',
      'missed_pills',
      'comments',
    ]);
    for (const list of ['fields', 'forms']) {
      expect(await practice.refusal(classic, { content: 'metadata', [list]: ['x'] })).toBe(
        `The following values in the parameter "${list}" are not valid: 'x'`,
      );
    }
  });

  test('replaces all fields; those left out are gone with their data', async () => {
    const all = await practice.json(classic, { content: 'metadata' });
    const kept = all.filter((row) => row['field_name'] !== 'smoking' && row['form_name'] !== 'lifestyle');
    expect(await practice.json(classic, { content: 'metadata', ...data(kept) })).toBe(kept.length);
    await practice.json(classic, { content: 'metadata', ...data(all) });
    const [row] = await practice.json(classic, { content: 'record', records: ['1'] });
    expect(row).toMatchObject({ smoking: '', salt: '', sex: '1' });
  });

  test('cannot be imported in production', async () => {
    const all = await practice.json(trial, { content: 'metadata' });
    expect(await practice.refusal(trial, { content: 'metadata', ...data(all) })).toMatch(DEVELOPMENT_ONLY);
  });

  test.each([
    [{ field_name: 'Upper', form_name: 'a', field_type: 'text' }, 'The field name "Upper" is not valid'],
    [{ field_name: 'a', form_name: '', field_type: 'text' }, 'no valid form name'],
    [{ field_name: 'a', form_name: 'a', field_type: 'colour' }, 'unknown field type "colour"'],
    [{ field_name: 'a', form_name: 'a', field_type: 'radio' }, 'needs choices'],
    [{ field_name: 'id', form_name: 'a', field_type: 'text' }, 'listed more than once'],
  ])('%j is refused', async (row, message) => {
    const rows = [{ field_name: 'id', form_name: 'a', field_type: 'text' }, row];
    expect(await practice.refusal(classic, { content: 'metadata', ...data(rows) })).toContain(message);
    expect(await practice.refusal(classic, { content: 'metadata', ...data([]) })).toContain('no fields');
  });

  test('export field names tell checkboxes by option and leave out files and descriptions', async () => {
    const rows = await practice.json(classic, { content: 'exportFieldNames' });
    const names = rows.map((row) => row['export_field_name']);
    expect(names).toContain('conditions___9');
    expect(names).toContain('lifestyle_complete');
    expect(names).toContain('age');
    for (const name of ['consent_form', 'visit_intro', 'conditions']) expect(names).not.toContain(name);
    expect(await practice.json(classic, { content: 'exportFieldNames', field: 'sex' })).toEqual([
      { original_field_name: 'sex', choice_value: '', export_field_name: 'sex' },
    ]);
    expect(await practice.refusal(classic, { content: 'exportFieldNames', field: 'x' })).toContain(`'x'`);
  });
});

describe('project information', () => {
  test('is one object with numbers as numbers', async () => {
    const info = await practice.json<Record<string, unknown>>(trial, { content: 'project' });
    expect(info).toMatchObject({
      in_production: 1,
      is_longitudinal: 1,
      has_repeating_instruments_or_events: 1,
    });
    expect(info).toMatchObject({ project_title: 'Practice: Asthma trial', ddp_enabled: 0 });
    expect(Object.keys(info)).toHaveLength(27);
    const csv = await practice.call(classic, { content: 'project', format: 'csv' });
    expect(csv.text.split('\n')).toHaveLength(2);
  });

  test('changes what is sent and counts it', async () => {
    const changes = { project_title: 'New title', surveys_enabled: 0, in_production: 1 };
    expect(await practice.json(classic, { content: 'project_settings', data: JSON.stringify(changes) })).toBe(
      2,
    );
    const info = await practice.json(classic, { content: 'project' });
    expect(info).toMatchObject({
      project_title: 'New title',
      surveys_enabled: 0,
      in_production: 0,
      purpose: 0,
    });
  });

  test('can make a project longitudinal', async () => {
    const fields = { content: 'project_settings', format: 'csv', data: 'is_longitudinal\n1' };
    expect((await practice.call(classic, fields)).text).toBe('1');
    expect(await practice.json(classic, { content: 'event' })).toMatchObject([
      { unique_event_name: 'event_1_arm_1' },
    ]);
  });

  test.each([
    { purpose: '9' },
    { surveys_enabled: 'yes' },
    { project_title: ' ' },
    { project_title: 't'.repeat(256) },
  ])('%j is refused', async (changes) => {
    const message = await practice.refusal(classic, {
      content: 'project_settings',
      data: JSON.stringify(changes),
    });
    expect(message).toContain('The value of the project setting');
  });
});
