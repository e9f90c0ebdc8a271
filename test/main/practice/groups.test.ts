import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let trial: string;
let north: string;
beforeAll(async () => {
  practice = await practiceClient();
  ({ trial } = practice);
  north = practice.tokenOf('longitudinal', 'practice_north');
});
afterAll(() => practice.server.close());

const DAGS = { content: 'dag' };
const data = (rows: unknown): string => JSON.stringify(rows);
const recordsOf = async (token: string): Promise<readonly unknown[]> => {
  const rows = await practice.json(token, { content: 'record', fields: ['study_id'] });
  return [...new Set(rows.map((row) => row['study_id']))];
};

describe('Export DAGs', () => {
  test('lists groups with unique names and numbers', async () => {
    const csv = await practice.call(trial, { ...DAGS, format: 'csv' });
    expect(csv.text).toBe(
      'data_access_group_name,unique_group_name,data_access_group_id\n' +
        '"North Clinic",north_clinic,31\n"South Clinic",south_clinic,32\n"Harbour Hospital",harbour_hospital,33',
    );
  });

  test('of a project without groups is an empty list', async () => {
    expect(await practice.json(practice.classic, DAGS)).toEqual([]);
  });
});

describe('Import and Delete DAGs', () => {
  test('adds groups under new unique names, renames known ones, and deletes', async () => {
    const rows = [
      { data_access_group_name: 'New Site', unique_group_name: '' },
      { data_access_group_name: 'New site!', unique_group_name: '' },
      { data_access_group_name: 'Harbour General', unique_group_name: 'harbour_hospital' },
    ];
    expect(await practice.json(trial, { ...DAGS, action: 'import', data: data(rows) })).toBe(3);
    const after = await practice.json(trial, DAGS);
    expect(after.slice(2)).toEqual([
      {
        data_access_group_name: 'Harbour General',
        unique_group_name: 'harbour_general',
        data_access_group_id: 33,
      },
      { data_access_group_name: 'New Site', unique_group_name: 'new_site', data_access_group_id: 34 },
      { data_access_group_name: 'New site!', unique_group_name: 'new_siteb', data_access_group_id: 35 },
    ]);
    const back = [{ data_access_group_name: 'Harbour Hospital', unique_group_name: 'harbour_general' }];
    expect(await practice.json(trial, { ...DAGS, action: 'import', data: data(back) })).toBe(1);
    const gone = { ...DAGS, action: 'delete', dags: ['new_site', 'new_siteb'] };
    expect(await practice.json(trial, gone)).toBe(2);
    expect(await practice.json(trial, DAGS)).toHaveLength(3);
  });

  test('a deleted group leaves its records and users in none', async () => {
    const copy = await practice.copyTrial();
    await practice.json(copy, { ...DAGS, action: 'delete', dags: ['north_clinic'] });
    const rows = await practice.json(copy, { content: 'record', exportDataAccessGroups: 'true' });
    expect(rows.some((row) => row['redcap_data_access_group'] === 'south_clinic')).toBe(true);
    expect(rows.some((row) => row['redcap_data_access_group'] === 'north_clinic')).toBe(false);
  });

  test.each([
    ['import', { data: data([{ data_access_group_name: ' ' }]) }, 'Each group must have a name'],
    [
      'import',
      { data: data([{ data_access_group_name: 'x', unique_group_name: 'nowhere' }]) },
      `The following values in the parameter "unique_group_name" are not valid: 'nowhere'`,
    ],
    ['import', {}, 'The parameter "data" is missing'],
    [
      'delete',
      { dags: ['nowhere'] },
      `The following values in the parameter "dags" are not valid: 'nowhere'`,
    ],
    ['delete', {}, 'No Data Access Groups were provided'],
    ['switch', {}, 'The parameter "dag" is missing'],
    ['switch', { dag: 'nowhere' }, `The following values in the parameter "dag" are not valid: 'nowhere'`],
    ['switch', { dag: 'north_clinic' }, 'you are not assigned to it in the DAG Switcher'],
  ])('%s of %j is refused', async (action, fields, message) => {
    expect(await practice.refusal(trial, { ...DAGS, action, ...fields })).toContain(message);
  });
});

describe('User-DAG assignments', () => {
  const MAPPING = { content: 'userDagMapping' };

  test('list every user and can be changed, to no group with a blank', async () => {
    const before = await practice.json(trial, MAPPING);
    expect(before).toContainEqual({ username: 'practice_north', redcap_data_access_group: 'north_clinic' });
    expect(before).toContainEqual({ username: 'practice_owner', redcap_data_access_group: '' });
    const rows = [
      { username: 'm.hollis', redcap_data_access_group: 'harbour_hospital' },
      { username: 's.eriksen', redcap_data_access_group: '' },
    ];
    expect(await practice.json(trial, { ...MAPPING, action: 'import', data: data(rows) })).toBe(2);
    const after = await practice.json(trial, MAPPING);
    for (const row of rows) expect(after).toContainEqual(row);
    const log = await practice.json(trial, { content: 'log', logtype: 'manage' });
    expect(log.map(({ details }) => details)).toContain('Import User-DAG assignments (API)');
  });

  test('with an unknown user or group change nothing', async () => {
    const before = await practice.json(trial, MAPPING);
    const right = { username: 'practice_owner', redcap_data_access_group: 'north_clinic' };
    for (const [wrong, message] of [
      [{ username: 'nobody', redcap_data_access_group: '' }, 'username are invalid: nobody'],
      [{ username: 'm.hollis', redcap_data_access_group: 'x' }, 'redcap_data_access_group are invalid: x'],
    ] as const) {
      const rows = data([right, wrong]);
      expect(await practice.refusal(trial, { ...MAPPING, action: 'import', data: rows })).toContain(message);
    }
    expect(await practice.json(trial, MAPPING)).toEqual(before);
  });
});

describe('a member of a Data Access Group', () => {
  test.each(['flat', 'eav'])("exports (%s) the owner's export filtered by the group", async (type) => {
    const query = { content: 'record', type, exportDataAccessGroups: 'true' };
    const all = await practice.json(trial, { ...query, type: 'flat' });
    const id = type === 'flat' ? 'study_id' : 'record';
    const members = new Set(
      all.filter((row) => row['redcap_data_access_group'] === 'north_clinic').map((row) => row['study_id']),
    );
    const owner = await practice.json(trial, { content: 'record', type });
    const expected = owner.filter((row) => members.has(row[id]));
    expect(expected.length).toBeGreaterThan(10);
    expect(await practice.json(north, query)).toEqual(expected);
  });

  test("finds no other group's record, whatever the method", async () => {
    const [, other = ''] = (await recordsOf(trial)).map(String);
    expect(await recordsOf(north)).not.toContain(other);
    expect(await practice.json(north, { content: 'record', records: [other] })).toEqual([]);
    const message = `The record "${other}" does not exist`;
    const place = { record: other, event: 'baseline_arm_1' };
    const file = { content: 'file', action: 'export', field: 'consent_form', ...place };
    expect(await practice.refusal(north, file)).toBe(message);
    expect(await practice.refusal(north, { content: 'pdf', record: other })).toBe(message);
    const rename = { content: 'record', action: 'rename', record: other, new_record_name: 'mine' };
    expect(await practice.refusal(north, rename)).toBe(message);
    const survey = { content: 'surveyLink', instrument: 'asthma_control', ...place };
    expect(await practice.refusal(north, survey)).toBe(message);
    expect(
      await practice.refusal(north, { content: 'record', action: 'delete', records: [other] }),
    ).toContain('do not exist');
  });

  test('reads reports, participants and PDFs of the group alone', async () => {
    const own = new Set(await recordsOf(north));
    const report = await practice.json(north, { content: 'report', report_id: '301' });
    expect(report.length).toBeGreaterThan(5);
    expect(report.every((row) => own.has(row['study_id'] ?? ''))).toBe(true);
    expect(Object.keys(report[0] ?? {})).not.toContain('redcap_data_access_group');
    const list = { content: 'participantList', instrument: 'asthma_control', event: 'baseline_arm_2' };
    const shorter = await practice.json(north, list);
    expect(shorter.length).toBeGreaterThan(2);
    expect(shorter).toHaveLength(own.size);
    expect(await practice.json(north, { ...list, event: 'baseline_arm_1' })).toEqual([]);
    const pdf = { content: 'pdf', allRecords: '1' };
    const size = (await practice.call(north, pdf)).bytes.length;
    expect(size).toBeLessThan((await practice.call(trial, pdf)).bytes.length / 2);
  });

  test("gets record names with the group's number, and new records go into the group", async () => {
    const next = { content: 'generateNextRecordName' };
    expect((await practice.call(north, next)).text).toBe('31-1');
    const event = 'baseline_arm_1';
    const rows = [
      { study_id: 'a', redcap_event_name: event, sex: '1' },
      { study_id: 'b', redcap_event_name: event, sex: '0' },
    ];
    const numbering = (on: number) =>
      practice.json(trial, {
        content: 'project_settings',
        data: data([{ record_autonumbering_enabled: on }]),
      });
    await numbering(1);
    const importing = { content: 'record', action: 'import', data: data(rows) };
    const numbered = { ...importing, forceAutoNumber: 'true', returnContent: 'auto_ids' };
    expect(await practice.json(north, numbered)).toEqual(['31-1,a', '31-2,b']);
    expect((await practice.call(north, next)).text).toBe('31-3');
    await numbering(0);
    await practice.json(north, importing);
    const groups = await practice.json(trial, {
      content: 'record',
      records: ['31-1', '31-2', 'a', 'b'],
      fields: ['study_id'],
      exportDataAccessGroups: 'true',
    });
    expect(groups.map((row) => row['redcap_data_access_group'])).toEqual(
      Array.from({ length: 4 }, () => 'north_clinic'),
    );
    await practice.json(trial, { content: 'record', action: 'delete', records: ['31-1', '31-2', 'a', 'b'] });
  });

  test("cannot import into another group's record", async () => {
    const rows = [{ study_id: '1001', redcap_event_name: 'baseline_arm_1', sex: '1' }];
    const message = await practice.refusal(north, {
      content: 'record',
      action: 'import',
      data: data(rows),
    });
    expect(message).toContain('"1001","study_id","1001","The record already exists and is not in your');
  });

  test('switches between the groups that the DAG Switcher gives', async () => {
    const before = await recordsOf(north);
    const reply = await practice.call(north, { ...DAGS, action: 'switch', dag: 'south_clinic' });
    expect([reply.status, reply.text]).toEqual([200, '1']);
    const south = await recordsOf(north);
    expect(south.length).toBeGreaterThan(5);
    expect(south.filter((name) => before.includes(name))).toEqual([]);
    for (const dag of ['', 'harbour_hospital']) {
      const message = await practice.refusal(north, { ...DAGS, action: 'switch', dag });
      expect(message).toContain('not assigned to it in the DAG Switcher');
    }
    await practice.call(north, { ...DAGS, action: 'switch', dag: 'north_clinic' });
    expect(await recordsOf(north)).toEqual(before);
  });
});
