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

const rowsOf = (token: string, record: string) =>
  practice.json(token, { content: 'record', records: [record] });

describe('Delete Records', () => {
  const DELETE = { content: 'record', action: 'delete' };

  test.each(['json', 'csv', 'xml'])('answers the bare number as %s', async (returnFormat) => {
    const reply = await practice.call(classic, { ...DELETE, records: ['1', '2', '2'], returnFormat });
    expect([reply.status, reply.text]).toEqual([200, '2']);
    expect(await rowsOf(classic, '1')).toEqual([]);
  });

  test('deletes nothing at all when one record does not exist', async () => {
    expect(await practice.refusal(classic, { ...DELETE, records: ['1', 'x', 'y'] })).toBe(
      'One or more of the records provided cannot be deleted because they do not exist in the project. The following records do not exist: x, y',
    );
    expect(await rowsOf(classic, '1')).toHaveLength(1);
  });

  test('leaving the records out does not mean all', async () => {
    expect(await practice.refusal(classic, DELETE)).toBe('No records were provided to be deleted');
  });

  test('of one instrument leaves the others', async () => {
    await practice.json(classic, { ...DELETE, records: ['1'], instrument: 'medical_history' });
    const [row] = await rowsOf(classic, '1');
    expect(row).toMatchObject({ htn_since: '', drugs___arb: '0', medical_history_complete: '0', sex: '1' });
  });

  test('of one event, and of one instance', async () => {
    const places = async () =>
      (await rowsOf(trial, '1002')).map((row) => [
        row['redcap_event_name'],
        row['redcap_repeat_instrument'],
        row['redcap_repeat_instance'],
      ]);
    const add = [1, 2].map((instance) => ({
      study_id: '1002',
      redcap_event_name: 'unscheduled_visit_arm_1',
      redcap_repeat_instance: instance,
      visit_note: 'x',
    }));
    await practice.json(trial, { content: 'record', action: 'import', data: JSON.stringify(add) });
    const one = { ...DELETE, records: ['1002'], event: 'unscheduled_visit_arm_1', repeat_instance: '1' };
    await practice.json(trial, one);
    expect(await places()).toContainEqual(['unscheduled_visit_arm_1', '', 2]);
    expect(await places()).not.toContainEqual(['unscheduled_visit_arm_1', '', 1]);
    await practice.json(trial, { ...DELETE, records: ['1002'], event: 'month_3_arm_1' });
    expect((await places()).filter(([event]) => event === 'month_3_arm_1')).toEqual([]);
  });

  test.each([
    ['where it is allowed, unless it is told to stay', {}, { delete_logging: '0' }],
    ['where it is allowed and asked for', { delete_logging: '1' }, { delete_logging: '0' }],
  ])('takes the log of the record along: %s', async (_, going, staying) => {
    const actionsOf = async (token: string, record: string) => {
      const log = await practice.json(token, { content: 'log', record });
      return log.map(({ action }) => action);
    };
    await practice.json(classic, { ...DELETE, records: ['1'], ...going });
    expect(await actionsOf(classic, '1')).toEqual(['Delete record (API) 1']);
    await practice.json(classic, { ...DELETE, records: ['2'], ...staying });
    await practice.json(classic, { ...DELETE, records: ['3'], instrument: 'lifestyle' });
    await practice.json(trial, { ...DELETE, records: ['1001'], ...going });
    const left = [
      await actionsOf(classic, '2'),
      await actionsOf(classic, '3'),
      await actionsOf(trial, '1001'),
    ];
    expect(left.map((actions) => actions.at(-1))).toEqual([
      'Create record 2',
      'Create record 3',
      'Create record 1001',
    ]);
  });

  test('of a repeating instrument without an instance is of the first', async () => {
    const add = ['1', '2', '3'].map((redcap_repeat_instance) => ({
      study_id: '1002',
      redcap_event_name: 'month_3_arm_1',
      redcap_repeat_instrument: 'exacerbation',
      redcap_repeat_instance,
      attack_grade: '1',
    }));
    await practice.json(trial, { content: 'record', action: 'import', data: JSON.stringify(add) });
    const instances = async () => {
      const asked = { content: 'record', records: ['1002'], fields: ['attack_grade'] };
      return (await practice.json(trial, asked)).map((row) => row['redcap_repeat_instance']);
    };
    const one = { ...DELETE, records: ['1002'], event: 'month_3_arm_1', instrument: 'exacerbation' };
    expect(await instances()).toEqual([1, 2, 3]);
    await practice.json(trial, one);
    expect(await instances()).toEqual([2, 3]);
    await practice.json(trial, { ...one, repeat_instance: '3' });
    expect(await instances()).toEqual([2]);
  });

  test('of one arm refuses records that are not in it', async () => {
    const message = await practice.refusal(trial, { ...DELETE, records: ['1001'], arm: '2' });
    expect(message).toContain('The following records do not exist: 1001');
    expect(await practice.json(trial, { ...DELETE, records: ['1001'], arm: '1' })).toBe(1);
  });

  test.each([
    [{ instrument: 'spirometry' }, 'The parameter "event" must be given'],
    [{ instrument: 'nope', event: 'baseline_arm_1' }, `are not valid: 'nope'`],
    [{ event: 'nope' }, `are not valid: 'nope'`],
    [{ arm: '9' }, 'The value of the parameter "arm" is not valid'],
    [{ repeat_instance: '0' }, 'The value of the parameter "repeat_instance" is not valid'],
    [{ delete_logging: 'yes' }, 'The value of the parameter "delete_logging" is not valid'],
  ])('%j is refused', async (fields, message) => {
    expect(await practice.refusal(trial, { ...DELETE, records: ['1001'], ...fields })).toContain(message);
  });
});

describe('Rename Record', () => {
  const RENAME = { content: 'record', action: 'rename' };

  test('gives the data a new name and answers 1', async () => {
    const [before] = await rowsOf(classic, '5');
    const reply = await practice.call(classic, { ...RENAME, record: '5', new_record_name: 'A-5' });
    expect(reply.text).toBe('1');
    expect(await rowsOf(classic, '5')).toEqual([]);
    expect(await rowsOf(classic, 'A-5')).toEqual([{ ...before, record_id: 'A-5' }]);
  });

  test.each([
    [{ record: 'x', new_record_name: 'y' }, 'The record "x" does not exist'],
    [{ record: '1', new_record_name: '2' }, 'The record "2" already exists in the project'],
    [{ record: '1' }, 'The parameter "new_record_name" is missing or empty'],
    [
      { record: '1', new_record_name: 'n'.repeat(101) },
      'The value of the parameter "new_record_name" is not valid',
    ],
    [{ record: '1', new_record_name: 'z', arm: '7' }, 'The value of the parameter "arm" is not valid'],
  ])('%j is refused', async (fields, message) => {
    expect(await practice.refusal(classic, { ...RENAME, ...fields })).toBe(message);
  });
});

describe('Generate Next Record Name', () => {
  test('gives the highest number plus one as plain text, and creates nothing', async () => {
    const fields = { content: 'generateNextRecordName', format: 'json' };
    expect((await practice.call(classic, fields)).text).toBe('61');
    expect((await practice.call(classic, fields)).text).toBe('61');
    expect((await practice.call(trial, fields)).text).toBe('1041');
  });
});

describe('Randomize Record', () => {
  const RANDOMIZE = { content: 'record', action: 'randomize', randomization_id: '7' };

  test('hands out the next allocation of the stratum and stores the group', async () => {
    const query = { ...RANDOMIZE, record: '1035', returnAlt: 'true' };
    const given = await practice.json<Record<string, string>>(trial, query);
    expect(given).toEqual({
      randomization_id: 7,
      record: '1035',
      target_field: expect.stringMatching(/^[AB]$/),
      target_field_alt: expect.stringMatching(/^R-\d{4}$/),
    });
    const [row] = await rowsOf(trial, '1035');
    expect(row?.['treatment']).toBe(given['target_field']);
    expect(row?.['severity']).toBe(given['target_field_alt']?.charAt(2));
    expect(await practice.refusal(trial, query)).toBe('The record "1035" has already been randomized');
  });

  test('answers in each format, without the alternative value unless it is asked for', async () => {
    const csv = await practice.call(trial, { ...RANDOMIZE, record: '1037', format: 'csv' });
    expect(csv.text).toMatch(/^randomization_id,record,target_field\n7,1037,[AB]$/);
    const xml = await practice.call(trial, { ...RANDOMIZE, record: '1038', format: 'xml' });
    expect(xml.text).toMatch(
      /<item><randomization_id>7<\/randomization_id><record>1038<\/record><target_field>[AB]</,
    );
  });

  test('happens once, under a new name of the record too', async () => {
    await practice.json(trial, { ...RANDOMIZE, record: '1036' });
    const renaming = { content: 'record', action: 'rename', record: '1036', new_record_name: '2036' };
    expect((await practice.call(trial, renaming)).text).toBe('1');
    expect(await practice.refusal(trial, { ...RANDOMIZE, record: '2036' })).toBe(
      'The record "2036" has already been randomized',
    );
  });

  test('ends with the allocations of the stratum', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => {
      return { study_id: `R${index}`, redcap_event_name: 'baseline_arm_1', severity: '3' };
    });
    await practice.json(trial, { content: 'record', action: 'import', data: JSON.stringify(rows) });
    const answers = [];
    for (const { study_id: record } of rows) {
      answers.push((await practice.call(trial, { ...RANDOMIZE, record, format: 'json' })).text);
    }
    expect(answers.at(-1)).toContain('The allocation table has no unused entry left for this record');
  });

  test('is free for a new record of the name, once the old one is deleted', async () => {
    const given = { ...RANDOMIZE, record: '1034', returnAlt: 'true' };
    const { target_field_alt: first } = await practice.json<Record<string, string>>(trial, given);
    const [{ severity } = {}] = await practice.json(trial, {
      content: 'record',
      records: ['1034'],
      fields: ['severity'],
    });
    await practice.json(trial, { content: 'record', action: 'delete', records: ['1034'] });
    const data = JSON.stringify([{ study_id: '1034', redcap_event_name: 'baseline_arm_1', severity }]);
    await practice.json(trial, { content: 'record', action: 'import', data });
    const again = await practice.json<Record<string, string>>(trial, given);
    expect(again['target_field_alt']).toBe(first);
  });

  test('needs its stratum, its record and its id', async () => {
    const data = '[{"study_id":"3000","initials":"QQ"}]';
    await practice.json(trial, { content: 'record', action: 'import', data });
    expect(await practice.refusal(trial, { ...RANDOMIZE, record: '3000' })).toBe(
      'The record cannot be randomized before these fields have a value: severity',
    );
    expect(await practice.refusal(trial, { ...RANDOMIZE, record: 'x' })).toBe(
      'The record "x" does not exist',
    );
    expect(await practice.refusal(trial, { ...RANDOMIZE, record: '1040', randomization_id: '1' })).toBe(
      'The value of the parameter "randomization_id" is not valid',
    );
    expect(await practice.refusal(classic, { ...RANDOMIZE, record: '1' })).toContain('randomization_id');
  });
});
