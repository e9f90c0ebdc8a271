import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

interface Listed {
  readonly folder_id?: number;
  readonly doc_id?: number;
  readonly name: string;
}

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeAll(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterAll(() => practice.server.close());

const REPOSITORY = { content: 'fileRepository' };
const list = (token: string, folder?: number): Promise<readonly Listed[]> =>
  practice.json(token, {
    ...REPOSITORY,
    action: 'list',
    ...(folder === undefined ? {} : { folder_id: String(folder) }),
  });
const createFolder = async (token: string, fields: Readonly<Record<string, string>>): Promise<number> => {
  const [row] = await practice.json(token, { ...REPOSITORY, action: 'createFolder', ...fields });
  return Number(row?.['folder_id']);
};

describe('the File Repository', () => {
  test('lists folders without doc_id and files without folder_id; CSV has all columns', async () => {
    expect(await list(classic)).toEqual([
      { folder_id: 1, name: 'Forms' },
      { doc_id: 1, name: 'read_me.txt' },
    ]);
    const csv = await practice.call(classic, { ...REPOSITORY, action: 'list', format: 'csv' });
    expect(csv.text).toBe('folder_id,doc_id,name,role,dag\n1,,Forms,,\n,1,read_me.txt,,');
    const xml = await practice.call(classic, { ...REPOSITORY, action: 'list', format: 'xml' });
    expect(xml.text).toContain('<item><folder_id>1</folder_id><name>Forms</name></item>');
  });

  test('takes folders within folders and files in them, byte for byte, and gives them up again', async () => {
    const outer = await createFolder(classic, { name: 'Outer' });
    const inner = await createFolder(classic, { name: 'Inner', folder_id: String(outer) });
    const bytes = Uint8Array.from({ length: 512 }, (_, at) => at % 256);
    const uploading = { ...REPOSITORY, action: 'import', folder_id: String(inner), returnFormat: 'json' };
    const file = new File([bytes], 'C:\\data\\Größe.bin', { type: 'application/x-test' });
    const reply = await practice.upload(classic, uploading, file);
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(await list(classic, outer)).toEqual([{ folder_id: inner, name: 'Inner' }]);
    const [listed] = await list(classic, inner);
    expect(listed?.name).toBe('Größe.bin');
    const id = { doc_id: String(listed?.doc_id) };
    const back = await practice.call(classic, { ...REPOSITORY, action: 'export', ...id });
    expect(back.bytes).toEqual(bytes);
    expect(back.type).toMatch(/^application\/x-test; name="/);
    const removed = await practice.call(classic, { ...REPOSITORY, action: 'delete', ...id });
    expect([removed.status, removed.text]).toEqual([200, '']);
    expect(await list(classic, inner)).toEqual([]);
    expect(await practice.refusal(classic, { ...REPOSITORY, action: 'export', ...id })).toContain(
      'does not exist',
    );
  });

  test('keeps the folder of a group from other groups, with what lies in it', async () => {
    const north = practice.tokenOf('longitudinal', 'practice_north');
    const names = async () => (await list(north)).map(({ name }) => name);
    expect(await names()).toEqual(['Monitoring', 'North Clinic only', 'protocol_synopsis.txt']);
    const south = await createFolder(trial, { name: 'South only', dag_id: '32' });
    const within = await createFolder(trial, { name: 'Within', folder_id: String(south) });
    await practice.upload(
      trial,
      { ...REPOSITORY, action: 'import', folder_id: String(within) },
      new File(['secret'], 'south.txt'),
    );
    expect(await names()).not.toContain('South only');
    for (const folder of [south, within]) {
      expect(
        await practice.refusal(north, { ...REPOSITORY, action: 'list', folder_id: String(folder) }),
      ).toContain('you do not have permission to that folder because it is DAG-restricted');
    }
    const [hidden] = await list(trial, within);
    const id = { doc_id: String(hidden?.doc_id) };
    expect(await practice.refusal(north, { ...REPOSITORY, action: 'export', ...id })).toContain('permission');
    expect(await list(trial)).toContainEqual({ folder_id: south, name: 'South only', dag: 'south_clinic' });
  });

  test('keeps the folder of a role from other roles', async () => {
    const folder = await createFolder(trial, { name: 'Monitors only', role_id: '61' });
    const reader = practice.tokenOf('longitudinal', 'practice_reader');
    const row = { username: 'practice_reader', unique_role_name: 'U-964PRACTDM' };
    await practice.json(trial, { content: 'userRoleMapping', action: 'import', data: JSON.stringify([row]) });
    const listing = { ...REPOSITORY, action: 'list', folder_id: String(folder) };
    expect(await practice.refusal(reader, listing)).toContain('Role-restricted');
    expect(await practice.json(trial, listing)).toEqual([]);
  });

  test.each([
    [
      'list',
      { folder_id: '99' },
      'The File Repository folder folder_id=99 does not exist or else you do not',
    ],
    ['list', { folder_id: 'x' }, 'The File Repository folder folder_id=x does not exist'],
    ['createFolder', {}, 'The parameter "name" is missing or empty'],
    ['createFolder', { name: 'x'.repeat(151) }, '150 characters at most'],
    ['createFolder', { name: 'x', folder_id: '99' }, 'folder_id=99 does not exist'],
    ['createFolder', { name: 'x', dag_id: '99' }, `"dag_id" are not valid: '99'`],
    ['createFolder', { name: 'x', role_id: '99' }, `"role_id" are not valid: '99'`],
    ['export', {}, 'The parameter "doc_id" is missing or empty'],
    ['export', { doc_id: '99' }, 'doc_id=99 does not exist'],
    ['export', { doc_id: '0x1' }, 'doc_id=0x1 does not exist'],
    ['list', { folder_id: '1e0' }, 'folder_id=1e0 does not exist'],
    ['delete', { doc_id: '99' }, 'doc_id=99 does not exist'],
    ['import', {}, 'No valid file was uploaded'],
    ['explode', {}, 'The value of the parameter "action" is not valid'],
  ])('%s %j is refused', async (action, fields, message) => {
    const before = await list(classic);
    expect(await practice.refusal(classic, { ...REPOSITORY, action, ...fields })).toContain(message);
    expect(await list(classic)).toEqual(before);
  });
});

describe('a call of an external module', () => {
  const CALL = { content: 'externalModule', prefix: 'some_module', action: '__actions' };
  const message = 'The external module "some_module" is not enabled for this project';

  test('is answered as not enabled, in JSON unless told otherwise', async () => {
    const reply = await practice.call(classic, CALL);
    expect([reply.status, JSON.parse(reply.text)]).toEqual([400, { error: message }]);
    const csv = await practice.call(classic, { ...CALL, returnFormat: 'csv' });
    expect(csv.text).toBe(`ERROR: ${message}`);
  });

  test('needs a module and an action', async () => {
    for (const name of ['prefix', 'action']) {
      expect(await practice.refusal(classic, { ...CALL, [name]: '' })).toContain(`"${name}" is missing`);
    }
  });
});
