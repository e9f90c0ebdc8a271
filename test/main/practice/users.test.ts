import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightNames } from '#app/catalogue/user-rights.ts';
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

const USERS = { content: 'user' };
const ROLES = { content: 'userRole' };
const ASSIGNMENTS = { content: 'userRoleMapping' };
const data = (rows: unknown): string => JSON.stringify(rows);
type Shown = readonly Readonly<Record<string, unknown>>[];
const usersOf = (token: string): Promise<Shown> => practice.json<Shown>(token, USERS);
const rolesOf = (token: string): Promise<Shown> => practice.json<Shown>(token, ROLES);
const find = (rows: Shown, name: string, column = 'username') => rows.find((row) => row[column] === name);

describe('Export Users', () => {
  test("has the documented columns, rights as numbers, and instruments' codes by name", async () => {
    const users = await usersOf(classic);
    expect(users.map(({ username }) => username)).toEqual([
      'practice_owner',
      'practice_reader',
      'practice_deidentified',
      'practice_importer',
      'practice_noidentifiers',
    ]);
    const columns = Object.keys(users[0] ?? {});
    expect(columns.slice(8)).toEqual(rightNames);
    const reader = find(users, 'practice_reader');
    expect([reader?.['api_export'], reader?.['api_import'], reader?.['user_rights']]).toEqual([1, 0, 2]);
    expect(reader?.['forms']).toEqual({
      enrolment: 129,
      medical_history: 129,
      clinic_visit: 129,
      lifestyle: 129,
    });
    expect(find(users, 'practice_deidentified')?.['forms_export']).toMatchObject({ lifestyle: 2 });
  });

  test('writes codes as pairs in CSV and as elements in XML', async () => {
    const csv = await practice.call(classic, { ...USERS, format: 'csv' });
    expect(csv.text).toContain('"enrolment:129,medical_history:129,clinic_visit:129,lifestyle:129"');
    const xml = await practice.call(classic, { ...USERS, format: 'xml' });
    expect(xml.text).toContain('<users><item><username>practice_owner</username>');
    expect(xml.text).toContain('<forms><enrolment>130</enrolment><medical_history>130</medical_history>');
  });

  test('shows groups and the rights of roles, and randomization where there is one', async () => {
    const users = await usersOf(trial);
    expect(find(users, 'practice_north')).toMatchObject({
      data_access_group: 'north_clinic',
      data_access_group_id: 31,
      data_access_group_label: 'North Clinic',
    });
    expect(find(users, 's.eriksen')).toMatchObject({ api_import: 1, api_export: 1, design: 0 });
    expect(find(users, 'practice_owner')).toMatchObject({ random_perform: 1 });
  });
});

describe('Import Users', () => {
  test('adds with the least rights and changes only what is sent', async () => {
    const rows = [
      { username: 'new_user', api_export: 1, forms: { enrolment: 1 } },
      { username: 'practice_reader', logging: '0', expiration: '2099-12-31' },
    ];
    expect(await practice.json(classic, { ...USERS, data: data(rows) })).toBe(2);
    const users = await usersOf(classic);
    expect(find(users, 'new_user')).toMatchObject({
      api_export: 1,
      api_import: 0,
      forms: { enrolment: 1, lifestyle: 128 },
      forms_export: { enrolment: 0, lifestyle: 0 },
    });
    expect(find(users, 'practice_reader')).toMatchObject({
      api_export: 1,
      logging: 0,
      expiration: '2099-12-31',
    });
  });

  test.each(['json', 'csv', 'xml'])('takes its own export back as %s', async (format) => {
    const before = await practice.call(trial, { ...USERS, format });
    const reply = await practice.call(trial, { ...USERS, action: 'import', format, data: before.text });
    expect([reply.status, reply.text]).toEqual([200, '7']);
    expect((await practice.call(trial, { ...USERS, format })).text).toBe(before.text);
  });

  test('takes the documented XML', async () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8" ?><users><item><username>from_xml</username><user_rights>1</user_rights><forms><enrolment>1</enrolment></forms><forms_export><enrolment>2</enrolment></forms_export></item></users>';
    await practice.call(classic, { ...USERS, action: 'import', format: 'xml', data: xml });
    expect(find(await usersOf(classic), 'from_xml')).toMatchObject({
      user_rights: 1,
      forms: { enrolment: 1 },
      forms_export: { enrolment: 2, lifestyle: 0 },
    });
  });

  test('a right that is taken away is gone at the next call, and a user who expired or left has no access', async () => {
    const token = practice.tokenOf('classic', 'practice_noidentifiers');
    const change = (row: Record<string, unknown>) =>
      practice.json(classic, { ...USERS, data: data([{ username: 'practice_noidentifiers', ...row }]) });
    await practice.json(token, { content: 'instrument' });
    await change({ api_export: 0 });
    expect(await practice.refusal(token, { content: 'instrument' }, 403)).toBe(
      'You do not have API Export privileges',
    );
    await change({ api_export: 1, expiration: '2020-01-01' });
    expect(await practice.refusal(token, { content: 'instrument' }, 403)).toBe(
      'You do not have permissions to use the API',
    );
    await change({ expiration: '' });
    await practice.json(token, { content: 'instrument' });
    const leave = { ...USERS, action: 'delete', users: ['practice_noidentifiers'] };
    expect(await practice.json(classic, leave)).toBe(1);
    expect(await practice.refusal(token, { content: 'instrument' }, 403)).toBe(
      'You do not have permissions to use the API',
    );
  });

  test.each([
    [{ username: '' }, 'values of username are invalid'],
    [{ username: 'two words' }, 'values of username are invalid: two words'],
    [{ username: 'a', design: '7' }, 'values of design are invalid: 7'],
    [{ username: 'a', user_rights: '3' }, 'values of user_rights are invalid: 3'],
    [{ username: 'a', forms: { nowhere: 1 } }, 'values of forms are invalid: nowhere:1'],
    [{ username: 'a', forms: { enrolment: 99 } }, 'values of forms are invalid: enrolment:99'],
    [{ username: 'a', forms_export: { enrolment: 4 } }, 'values of forms_export are invalid: enrolment:4'],
    [{ username: 'a', data_access_group: 'x' }, 'values of data_access_group are invalid: x'],
    [{ username: 'a', expiration: 'soon' }, 'values of expiration are invalid: soon'],
  ])('%j is refused, and no other row is imported', async (row, message) => {
    const rows = data([{ username: 'beside' }, row]);
    expect(await practice.refusal(classic, { ...USERS, action: 'import', data: rows })).toContain(message);
    expect(find(await usersOf(classic), 'beside')).toBeUndefined();
  });

  test('an unknown user cannot be deleted, nor no user', async () => {
    const deleting = { ...USERS, action: 'delete' };
    expect(await practice.refusal(classic, { ...deleting, users: ['nobody'] })).toBe(
      `The following values in the parameter "users" are not valid: 'nobody'`,
    );
    expect(await practice.refusal(classic, deleting)).toContain('No users were provided');
  });
});

describe('user roles', () => {
  test('are exported with rights as texts and codes as numbers', async () => {
    const roles = await rolesOf(trial);
    expect(roles.map((role) => role['role_label'])).toEqual(['Monitor', 'Study nurse', 'Data manager']);
    expect(roles[0]).toMatchObject({ api_export: '1', api_import: '0', user_rights: '2' });
    expect(roles[0]?.['forms_export']).toMatchObject({ enrolment: 1 });
    expect(await rolesOf(classic)).toEqual([]);
  });

  test('are added, changed, given to users, and deleted', async () => {
    const importing = { ...ROLES, action: 'import' };
    expect(await practice.json(trial, { ...importing, data: data([{ role_label: 'New Role' }]) })).toBe(1);
    const added = find(await rolesOf(trial), 'New Role', 'role_label');
    const name = String(added?.['unique_role_name']);
    expect(name).toMatch(/^U-[0-9A-Z]{10}$/);
    expect(added?.['api_export']).toBe('0');
    const changed = {
      unique_role_name: name,
      role_label: 'Reader',
      api_export: '1',
      forms: { enrolment: 129 },
    };
    await practice.json(trial, { ...importing, data: data([changed]) });
    expect(find(await rolesOf(trial), name, 'unique_role_name')).toMatchObject({
      role_label: 'Reader',
      api_export: '1',
      forms: { enrolment: 129, spirometry: 128 },
    });
    const given = [{ username: 'practice_reader', unique_role_name: name }];
    expect(await practice.json(trial, { ...ASSIGNMENTS, action: 'import', data: data(given) })).toBe(1);
    const reader = practice.tokenOf('longitudinal', 'practice_reader');
    expect(await practice.refusal(reader, USERS)).toBe(
      "Insufficient user privileges: You must have 'API Export' privileges and 'User Rights' privileges in the project.",
    );
    expect(await practice.json(trial, { ...ROLES, action: 'delete', roles: [name] })).toBe(1);
    expect(find(await rolesOf(trial), name, 'unique_role_name')).toBeUndefined();
    expect(await practice.json(reader, USERS)).toHaveLength(7);
  });

  test.each(['json', 'csv', 'xml'])('take their own export back as %s', async (format) => {
    const before = await practice.call(trial, { ...ROLES, format });
    const reply = await practice.call(trial, { ...ROLES, action: 'import', format, data: before.text });
    expect([reply.status, reply.text]).toEqual([200, '3']);
    expect((await practice.call(trial, { ...ROLES, format })).text).toBe(before.text);
  });

  test.each([
    [{ role_label: '' }, 'Each role must have a name'],
    [{ role_label: 'x', unique_role_name: 'U-NOWHERE' }, 'unique_role_name are invalid: U-NOWHERE'],
    [{ role_label: 'x', api_export: 'yes' }, 'api_export are invalid: yes'],
  ])('%j is refused', async (row, message) => {
    const before = await rolesOf(trial);
    const rows = data([{ role_label: 'beside' }, row]);
    expect(await practice.refusal(trial, { ...ROLES, action: 'import', data: rows })).toContain(message);
    expect(await rolesOf(trial)).toEqual(before);
  });

  test('an unknown role cannot be deleted, nor no role', async () => {
    const deleting = { ...ROLES, action: 'delete' };
    expect(await practice.refusal(trial, { ...deleting, roles: ['U-NOWHERE'] })).toBe(
      `The following values in the parameter "roles" are not valid: 'U-NOWHERE'`,
    );
    expect(await practice.refusal(trial, deleting)).toContain('No user roles were provided');
  });
});

describe('User-Role assignments', () => {
  test('list every user and set role and group', async () => {
    const before = await practice.json(trial, ASSIGNMENTS);
    expect(before).toContainEqual({
      username: 's.eriksen',
      unique_role_name: 'U-839PRACTSN',
      data_access_group: 'south_clinic',
    });
    expect(before).toContainEqual({
      username: 'practice_owner',
      unique_role_name: '',
      data_access_group: '',
    });
    const rows = [
      { username: 's.eriksen', unique_role_name: 'U-527PRACTMN' },
      { username: 'm.hollis', unique_role_name: '', data_access_group: 'north_clinic' },
    ];
    expect(await practice.json(trial, { ...ASSIGNMENTS, action: 'import', data: data(rows) })).toBe(2);
    const after = await practice.json(trial, ASSIGNMENTS);
    expect(after).toContainEqual({ ...rows[0], data_access_group: 'south_clinic' });
    expect(after).toContainEqual(rows[1]);
  });

  test.each([
    [{ username: 'nobody', unique_role_name: '' }, 'username are invalid: nobody'],
    [{ username: 'm.hollis', unique_role_name: 'U-NOWHERE' }, 'unique_role_name are invalid: U-NOWHERE'],
    [
      { username: 'm.hollis', unique_role_name: '', data_access_group: 'x' },
      'data_access_group are invalid: x',
    ],
  ])('%j is refused', async (row, message) => {
    const importing = { ...ASSIGNMENTS, action: 'import', data: data([row]) };
    expect(await practice.refusal(trial, importing)).toContain(message);
  });
});
