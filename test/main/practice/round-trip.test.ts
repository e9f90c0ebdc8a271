import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const FORMS = [
  ['csv', 'flat'],
  ['json', 'flat'],
  ['xml', 'flat'],
  ['odm', 'flat'],
  ['csv', 'eav'],
  ['json', 'eav'],
  ['xml', 'eav'],
] as const;

const SNAPSHOT = { content: 'record', format: 'csv', exportDataAccessGroups: 'true' };

describe.each(['classic', 'trial'] as const)('records of the project %s', (project) => {
  test.each(FORMS)('exported as %s %s and imported again are the same', async (format, type) => {
    const token = practice[project];
    const before = await practice.call(token, SNAPSHOT);
    const { text: data } = await practice.call(token, { content: 'record', format, type });
    const back = { content: 'record', action: 'import', format, type, data, overwriteBehavior: 'overwrite' };
    await practice.call(token, { ...back, returnFormat: 'json' });
    expect((await practice.call(token, SNAPSHOT)).text).toBe(before.text);
  });

  test.each(FORMS)('written as %s %s into a project without them are all there', async (format, type) => {
    const copy = await copyOf(project);
    const token = practice[project];
    const { text: data } = await practice.call(token, { content: 'record', format, type });
    await removeAll(copy);
    const back = { content: 'record', action: 'import', format, type, data, returnFormat: 'json' };
    const reply = await practice.call(copy, back);
    expect([reply.status, reply.text]).toEqual([200, `{"count": ${project === 'classic' ? 60 : 40}}`]);
    expect(await valuesOf(copy)).toEqual(await valuesOf(token));
  });

  test('EAV holds the same values as flat, but files by their document id', async () => {
    const token = practice[project];
    const flat = await practice.json(token, { content: 'record', exportBlankForGrayFormStatus: 'true' });
    const eav = await practice.json(token, { content: 'record', type: 'eav' });
    const metadata = await practice.json(token, { content: 'metadata' });
    const files = new Set<unknown>(
      metadata.filter((row) => row['field_type'] === 'file').map((row) => row['field_name']),
    );
    const key = (...parts: unknown[]): string => parts.join(' · ');
    const fromFlat = flat.flatMap((row) => {
      const {
        redcap_event_name: event,
        redcap_repeat_instrument: form,
        redcap_repeat_instance: at,
        ...rest
      } = row;
      const [record, ...values] = Object.entries(rest);
      return values
        .filter(([name, value]) => value !== '' && !(name.includes('___') && value === '0'))
        .map(([name, value]) => {
          const [base, code] = name.split('___');
          return key(record?.[1], event, form, at, base, files.has(name) ? 'file' : (code ?? value));
        });
    });
    const idField = Object.keys(flat[0] ?? {})[0];
    const fromEav = eav
      .filter((row) => row['field_name'] !== idField)
      .map((row) =>
        key(
          row['record'],
          row['redcap_event_name'],
          row['redcap_repeat_instrument'],
          row['redcap_repeat_instance'],
          row['field_name'],
          files.has(row['field_name']) ? String(row['value']).replace(/^\d+$/, 'file') : row['value'],
        ),
      );
    expect(fromEav.sort()).toEqual(fromFlat.sort());
  });

  test('a project made from the project XML with files is the same to the last file', async () => {
    const token = practice[project];
    const everything = { content: 'project_xml', exportFiles: 'true', exportDataAccessGroups: 'true' };
    const { text: odm } = await practice.call(token, everything);
    const copy = await create(odm);
    expect((await practice.call(copy, SNAPSHOT)).text).toBe((await practice.call(token, SNAPSHOT)).text);
    const file = { content: 'file', action: 'export', field: 'consent_form' };
    const place = project === 'classic' ? { record: '4' } : { record: '1002', event: 'baseline_arm_1' };
    const original = await practice.call(token, { ...file, ...place });
    expect(await practice.call(copy, { ...file, ...place })).toEqual(original);
    expect(original.text).toContain('Consent of');
  });

  test('a project made from the project XML has the same dictionary and data', async () => {
    const copy = await copyOf(project);
    const metadata = { content: 'metadata', format: 'csv' };
    expect((await practice.call(copy, metadata)).text).toBe(
      (await practice.call(practice[project], metadata)).text,
    );
    expect(await valuesOf(copy)).toEqual(await valuesOf(practice[project]));
  });
});

test.each([
  ['line breaks', 'one\ntwo\r\nthree'],
  ['quotes and separators', `a "b", 'c'; d|e\tf`],
  ['markup', '<b>&amp;</b> ]]> &lt;'],
  ['other scripts', 'Łódź 東京 😀 مرحبا'],
  ['a formula', '=1+1'],
  ['long text', 'word '.repeat(5000).trim()],
])('a note with %s survives every format', async (_, note) => {
  for (const [format, type] of FORMS) {
    const rows = [{ record_id: '1', history_notes: note }];
    await practice.json(practice.classic, {
      content: 'record',
      action: 'import',
      data: JSON.stringify(rows),
    });
    const query = { content: 'record', format, type, records: ['1'], fields: ['record_id', 'history_notes'] };
    const { text: data } = await practice.call(practice.classic, query);
    const back = { content: 'record', action: 'import', format, type, data };
    await practice.call(practice.classic, { ...back, overwriteBehavior: 'overwrite', returnFormat: 'json' });
    const [row] = await practice.json(practice.classic, {
      content: 'record',
      records: ['1'],
      fields: ['history_notes'],
    });
    expect(row, format).toEqual({ history_notes: note });
  }
});

const LISTS = [
  ['arm', 'arm'],
  ['event', 'event'],
  ['formEventMapping', 'formEventMapping'],
  ['repeatingFormsEvents', 'repeatingFormsEvents'],
  ['metadata', 'metadata'],
  ['project', 'project_settings'],
  ['dag', 'dag'],
  ['user', 'user'],
  ['userRole', 'userRole'],
  ['userDagMapping', 'userDagMapping'],
  ['userRoleMapping', 'userRoleMapping'],
] as const;

test.each(LISTS)('what is exported of %s can be imported again, in every format', async (content, into) => {
  const copy = await copyOf('trial');
  const another = [{ username: 'another', data_access_group: 'north_clinic', forms: { enrolment: 129 } }];
  await practice.json(copy, { content: 'user', action: 'import', data: JSON.stringify(another) });
  for (const format of ['csv', 'json', 'xml']) {
    const before = await practice.call(copy, { content, format });
    const back = { content: into, action: 'import', format, data: before.text, returnFormat: 'json' };
    const reply = await practice.call(copy, back);
    expect([reply.status, Number(reply.text) > 0]).toEqual([200, true]);
    expect((await practice.call(copy, { content, format })).text).toBe(before.text);
  }
});

async function copyOf(project: 'classic' | 'trial'): Promise<string> {
  if (project === 'trial') return practice.copyTrial();
  return create((await practice.call(practice.classic, { content: 'project_xml' })).text);
}

async function create(odm: string): Promise<string> {
  const fields = { content: 'project', format: 'csv', data: 'project_title,purpose\nCopy,0', odm };
  return (await practice.call(practice.server.superToken, fields)).text;
}

async function removeAll(token: string): Promise<void> {
  const rows = await practice.json(token, { content: 'record' });
  const records = [...new Set(rows.map((row) => String(Object.values(row)[0])))];
  await practice.json(token, { content: 'record', action: 'delete', records });
}

/** All values but the names of files, which no import carries. */
async function valuesOf(token: string) {
  const rows = await practice.json(token, { content: 'record' });
  return rows.map((row) => Object.entries(row).filter(([name]) => name !== 'consent_form'));
}
