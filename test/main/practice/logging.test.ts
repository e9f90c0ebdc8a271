import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addToLog } from '#main/practice/model/log.ts';
import { hypertensionRegistry } from '#main/practice/projects/hypertension-registry.ts';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

interface Entry {
  readonly timestamp: string;
  readonly username: string;
  readonly action: string;
  readonly details: string;
  readonly record: string;
}

let practice: PracticeClient;
let classic: string;
let trial: string;
let seen = 0;
beforeAll(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterAll(() => practice.server.close());

const LOG = { content: 'log' };
const logOf = (token: string, fields: Readonly<Record<string, string>> = {}) =>
  practice.json<readonly Entry[]>(token, { ...LOG, ...fields });
/** What was logged since this test began, oldest first, without the looks at the log. */
const fresh = async (): Promise<readonly Entry[]> => {
  const log = await logOf(trial);
  return log
    .slice(0, log.length - seen)
    .filter(({ details }) => details !== 'Export Logging (API)')
    .toReversed();
};
beforeEach(async () => {
  seen = (await logOf(trial)).length;
});

describe('Export Logging', () => {
  test('begins with the story of the project, newest first, to the minute', async () => {
    const log = await logOf(classic);
    expect(log.length).toBeGreaterThan(100);
    expect(Object.keys(log[0] ?? {})).toEqual(['timestamp', 'username', 'action', 'details', 'record']);
    expect(log.at(-1)).toEqual({
      timestamp: '2025-01-06 09:12',
      username: 'practice_owner',
      action: 'Manage/Design',
      details: 'Create project',
      record: '',
    });
    const times = log.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort().toReversed());
    expect((await logOf(classic))[0]).toMatchObject({
      action: 'Manage/Design',
      details: 'Export Logging (API)',
    });
  });

  test('tells who imported, renamed, and deleted which record', async () => {
    const importer = practice.tokenOf('longitudinal', 'practice_importer');
    const row = { study_id: '7001', redcap_event_name: 'baseline_arm_1', sex: '1', severity: '2' };
    const importing = (values: object) => ({
      content: 'record',
      action: 'import',
      data: JSON.stringify([{ ...row, ...values }]),
    });
    await practice.json(importer, importing({}));
    await practice.json(trial, importing({ sex: '0' }));
    await practice.json(trial, {
      content: 'record',
      action: 'randomize',
      record: '7001',
      randomization_id: '7',
    });
    const rename = { content: 'record', action: 'rename', record: '7001', new_record_name: '7002' };
    await practice.call(trial, rename);
    await practice.json(trial, { content: 'record', action: 'delete', records: ['7002'] });
    const log = await fresh();
    expect(log.map(({ username, action, record }) => [username, action, record])).toEqual([
      ['practice_importer', 'Create record (API) 7001 (Baseline (Arm 1: Adults))', '7001'],
      ['practice_owner', 'Update record (API) 7001 (Baseline (Arm 1: Adults))', '7001'],
      ['practice_owner', 'Randomize record (API) 7001', '7001'],
      ['practice_owner', 'Update record (API) 7002', '7002'],
      ['practice_owner', 'Delete record (API) 7002', '7002'],
    ]);
    expect(log.slice(0, 2).map(({ details }) => details)).toEqual([
      "study_id = '7001', sex = '1', severity = '2'",
      "sex = '0'",
    ]);
  });

  test('tells what has changed of each event and instance, and apart from it what was computed', async () => {
    const attack = { redcap_event_name: 'month_3_arm_1', redcap_repeat_instrument: 'exacerbation' };
    const rows = [
      { redcap_event_name: 'baseline_arm_1', triggers___2: '1', triggers___3: '0', act_activity: '4' },
      { ...attack, redcap_repeat_instance: '1', attack_grade: '2' },
      { ...attack, redcap_repeat_instance: '2', attack_grade: '3' },
    ].map((row) => Object.assign({ study_id: '7100' }, row));
    const importing = (changed: readonly object[]) => ({
      content: 'record',
      action: 'import',
      overwriteBehavior: 'overwrite',
      data: JSON.stringify(changed),
    });
    await practice.json(trial, importing(rows));
    const [first] = rows;
    await practice.json(trial, importing([{ ...first, triggers___2: '0', triggers___3: '1' }]));
    await practice.json(trial, importing([{ ...first, act_activity: '' }]));
    const group = { study_id: '7100', redcap_data_access_group: 'north_clinic' };
    await practice.json(trial, importing([{ redcap_event_name: 'baseline_arm_1', ...group }]));
    const log = await fresh();
    expect(log.map(({ action, details }) => [action, details])).toEqual([
      [
        'Create record (API) 7100 (Baseline (Arm 1: Adults))',
        "study_id = '7100', triggers(2) = checked, act_activity = '4'",
      ],
      ['Update record (API) 7100 (Month 3 (Arm 1: Adults))', "attack_grade = '2'"],
      ['Update record (API) 7100 (Month 3 (Arm 1: Adults))', "[instance = 2], attack_grade = '3'"],
      ['Update record (Auto calculation) 7100 (Baseline (Arm 1: Adults))', "act_sum = '4'"],
      [
        'Update record (API) 7100 (Baseline (Arm 1: Adults))',
        'triggers(2) = unchecked, triggers(3) = checked',
      ],
      [
        'Update record (API) 7100 (Baseline (Arm 1: Adults))',
        "triggers(2) = checked, triggers(3) = unchecked, act_activity = ''",
      ],
      ['Update record (Auto calculation) 7100 (Baseline (Arm 1: Adults))', "act_sum = ''"],
      ['Update record (API) 7100 (Baseline (Arm 1: Adults))', ''],
      [
        'Update record (API) 7100',
        "Assign record to Data Access Group (redcap_data_access_group = 'north_clinic')",
      ],
    ]);
  });

  test('tells of an import that changes nothing that it was, without values', async () => {
    const query = { content: 'record', records: ['1002'], events: ['baseline_arm_1'] };
    const data = JSON.stringify(await practice.json(trial, query));
    expect(await practice.json(trial, { content: 'record', action: 'import', data })).toEqual({ count: 1 });
    expect((await fresh()).at(-1)).toMatchObject({
      action: 'Update record (API) 1002 (Baseline (Arm 1: Adults))',
      details: '',
    });
  });

  test('holds exports, files, users and roles, and nothing of a refused call', async () => {
    await practice.json(trial, { content: 'record', fields: ['study_id', 'sex'], rawOrLabel: 'label' });
    await practice.json(trial, { content: 'report', report_id: '302' });
    const place = { record: '1002', field: 'consent_form', event: 'baseline_arm_1' };
    await practice.call(trial, { content: 'file', action: 'export', ...place });
    await practice.json(trial, { content: 'user', data: '[{"username":"logged","api_export":1}]' });
    await practice.json(trial, { content: 'user', action: 'delete', users: ['logged'] });
    await practice.json(trial, { content: 'userRole', action: 'import', data: '[{"role_label":"Logged"}]' });
    await practice.refusal(trial, { content: 'record', fields: ['nothing'] });
    await practice.refusal(trial, { content: 'arm', action: 'delete', arms: ['1'] });
    expect((await fresh()).map(({ action, details }) => `${action}: ${details}`)).toEqual([
      'Data Export (API) : report_id: ALL, export_format: JSON, rawOrLabel: label, fields: "study_id, sex"',
      'Data Export (API) : report_id: 302, export_format: JSON, rawOrLabel: raw, fields: "study_id, attack_date, attack_grade, steroid, attack_notes"',
      'Download uploaded document (API) 1002: consent_form',
      'Add user logged: Add user (API): logged',
      'Delete user logged: Delete user (API): logged',
      'Add user role: Add user role (API): Logged',
    ]);
  });

  test.each([
    ['export', /^Data Export \(API\) $/],
    ['manage', /^(?:Manage\/Design$|Download)/],
    ['user', /user/],
    ['record', /record/],
    ['record_add', /^Create record/],
    ['record_edit', /^(?:Update|Randomize) record/],
    ['record_delete', /^Delete record/],
  ])('of type %s holds only those', async (logtype, pattern) => {
    const log = await logOf(trial, { logtype });
    expect(log.length).toBeGreaterThan(0);
    expect(log.filter(({ action }) => !pattern.test(action))).toEqual([]);
  });

  test('is limited by user, record, group number and time', async () => {
    const byUser = await logOf(trial, { user: 'practice_importer' });
    expect(byUser.map(({ action }) => action)).toEqual([
      'Create record (API) 7001 (Baseline (Arm 1: Adults))',
    ]);
    const byRecord = await logOf(trial, { record: '1001' });
    expect(byRecord.map(({ action }) => action)).toEqual(['Update record 1001', 'Create record 1001']);
    const inGroup = await logOf(trial, { dag: '31' });
    expect(await logOf(trial, { dag: 'north_clinic' })).toEqual(inGroup);
    expect(inGroup.length).toBeGreaterThan(10);
    const between = { beginTime: '2025-03-01 00:00', endTime: '2025-03-31 23:59' };
    const march = await logOf(trial, between);
    expect(march.length).toBeGreaterThan(2);
    expect(march.filter(({ timestamp }) => !timestamp.startsWith('2025-03'))).toEqual([]);
    for (const logtype of ['lock_record', 'page_view']) expect(await logOf(trial, { logtype })).toEqual([]);
  });

  test('shows a member of a group what its members did', async () => {
    const north = practice.tokenOf('longitudinal', 'practice_north');
    await practice.json(north, { content: 'record', fields: ['study_id'] });
    const log = await logOf(north);
    expect(new Set(log.map(({ username }) => username))).toEqual(new Set(['practice_north']));
  });

  test.each([
    [{ logtype: 'everything' }, 'The value of the parameter "logtype" is not valid'],
    [{ dag: 'nowhere' }, `The following values in the parameter "dag" are not valid: 'nowhere'`],
    [{ beginTime: 'yesterday' }, 'The value of the parameter "beginTime" is not valid'],
  ])('%j is refused', async (fields, message) => {
    expect(await practice.refusal(trial, { ...LOG, ...fields })).toContain(message);
  });
});

test('keeps the beginning of a long detail and not the rest in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const project = hypertensionRegistry();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (const letter of 'abcdefghij') {
    const details = [letter, Buffer.alloc(10_000_000, letter).toString('latin1')].join('');
    const about = { username: 'x', action: 'x', record: '1', dag: '', time: '2026-01-01 00:00:00' };
    addToLog(project, { ...about, kind: 'record_edit', details });
  }
  collect();
  expect(project.log.at(-1)?.details).toBe('j'.repeat(4000));
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});
