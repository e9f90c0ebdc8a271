import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const RECORDS = { content: 'record' };
const columnsOf = async (token: string, fields: Readonly<Record<string, string>> = {}) =>
  Object.keys((await practice.json(token, { ...RECORDS, ...fields }))[0] ?? {});

interface MetadataRow {
  readonly field_name: string;
  readonly field_type: string;
  readonly identifier: string;
  readonly text_validation_type_or_show_slider_number: string;
}

/** What the owner's columns leave when the fields for which `isDropped` holds are taken out. */
async function without(id: 'classic' | 'longitudinal', isDropped: (field: MetadataRow) => boolean) {
  const owner = id === 'classic' ? practice.classic : practice.trial;
  const fields = await practice.json<readonly MetadataRow[]>(owner, { content: 'metadata' });
  const dropped = new Set(
    fields
      .slice(1)
      .filter(isDropped)
      .map((field) => field.field_name),
  );
  const columns = await columnsOf(owner);
  expect(dropped.size).toBeGreaterThan(2);
  return columns.filter((column) => !dropped.has(column));
}

const isIdentifier = ({ identifier }: MetadataRow): boolean => identifier === 'y';
const isFreeTextOrDate = (field: MetadataRow): boolean => {
  const { field_type: type, text_validation_type_or_show_slider_number: validation } = field;
  if (type === 'notes' || type === 'file') return true;
  return type === 'text' && (validation === '' || validation.startsWith('date'));
};

describe('export rights', () => {
  test('de-identified leaves out identifiers, free text, files and dates', async () => {
    for (const id of ['classic', 'longitudinal'] as const) {
      const token = practice.tokenOf(id, 'practice_deidentified');
      const expected = await without(id, (field) => isIdentifier(field) || isFreeTextOrDate(field));
      expect(await columnsOf(token)).toEqual(expected);
    }
  });

  test('"remove identifiers" leaves out identifiers alone', async () => {
    const token = practice.tokenOf('classic', 'practice_noidentifiers');
    expect(await columnsOf(token)).toEqual(await without('classic', isIdentifier));
  });

  test('hold in every shape of an export: values, XML, ODM, project XML, reports and PDF', async () => {
    const people = await practice.json(practice.classic, {
      ...RECORDS,
      fields: ['last_name', 'email', 'dob', 'history_notes'],
      filterLogic: '[last_name] <> ""',
    });
    const secrets = people
      .slice(0, 20)
      .flatMap((row) => Object.values(row).map(String))
      .filter((text) => text.length > 4);
    expect(secrets.length).toBeGreaterThan(40);
    const token = practice.tokenOf('classic', 'practice_deidentified');
    const queries = [
      { ...RECORDS, format: 'csv' },
      { ...RECORDS, format: 'json', type: 'eav' },
      { ...RECORDS, format: 'xml' },
      { ...RECORDS, format: 'odm' },
      { content: 'project_xml', exportFiles: 'true' },
      { content: 'report', report_id: '201', format: 'csv' },
      { content: 'pdf', allRecords: '1' },
    ];
    for (const query of queries) {
      const reply = await practice.call(token, query);
      expect(reply.status).toBe(200);
      expect(reply.text.length).toBeGreaterThan(50);
      expect(secrets.filter((secret) => reply.text.includes(secret))).toEqual([]);
    }
  });

  test('a field that is asked for but not allowed is left out, an unknown one still refused', async () => {
    const token = practice.tokenOf('classic', 'practice_deidentified');
    const rows = await practice.json(token, {
      ...RECORDS,
      records: ['1'],
      fields: ['record_id', 'dob', 'sex'],
    });
    expect(Object.keys(rows[0] ?? {})).toEqual(['record_id', 'sex']);
    expect(await practice.json(token, { ...RECORDS, fields: ['dob'] })).toEqual([]);
    expect(await practice.refusal(token, { ...RECORDS, fields: ['nothing'] })).toContain("'nothing'");
  });

  test('survey times are dates, and a file is not given out', async () => {
    const token = practice.tokenOf('classic', 'practice_deidentified');
    const owner = await columnsOf(practice.classic, { exportSurveyFields: 'true' });
    expect(owner).toContain('lifestyle_timestamp');
    const columns = await columnsOf(token, { exportSurveyFields: 'true' });
    expect(columns).not.toContain('lifestyle_timestamp');
    expect(columns).not.toContain('redcap_survey_identifier');
    const file = { content: 'file', action: 'export', record: '4', field: 'consent_form' };
    expect(await practice.refusal(token, file, 403)).toContain('export rights');
  });

  test('differ by instrument: none, and full', async () => {
    const reader = practice.tokenOf('classic', 'practice_reader');
    const importing = { content: 'user', action: 'import' };
    const row = { username: 'practice_reader', forms_export: { enrolment: 0, lifestyle: 2 } };
    await practice.json(practice.classic, { ...importing, data: JSON.stringify([row]) });
    const columns = await columnsOf(reader);
    expect(columns[0]).toBe('record_id');
    expect(columns).not.toContain('sex');
    expect(columns).not.toContain('enrolment_complete');
    expect(columns).not.toContain('comments');
    expect(columns).toEqual(expect.arrayContaining(['history_notes', 'visit_time', 'salt']));
  });

  test('"no access" to every instrument is an error, whatever is asked for', async () => {
    const user = 'practice_noidentifiers';
    const none = Object.fromEntries(
      (await practice.json(practice.classic, { content: 'instrument' })).map((row) => [
        row['instrument_name'],
        0,
      ]),
    );
    const data = JSON.stringify([{ username: user, forms_export: none }]);
    await practice.json(practice.classic, { content: 'user', action: 'import', data });
    const token = practice.tokenOf('classic', user);
    for (const query of [
      { ...RECORDS, fields: ['record_id'] },
      { ...RECORDS, type: 'eav' },
      { ...RECORDS, format: 'odm', returnFormat: 'json' },
      { content: 'report', report_id: '201' },
      { content: 'project_xml', returnFormat: 'json' },
      { content: 'pdf', record: '1' },
      { content: 'pdf', allRecords: '' },
    ]) {
      expect(await practice.refusal(token, query, 403)).toContain('You do not have data export rights');
    }
    const design = { content: 'project_xml', returnMetadataOnly: 'true' };
    expect((await practice.call(token, design)).status).toBe(200);
  });

  test('a record ID that identifies is written as a hash, the same in every export', async () => {
    const odm = await practice.call(practice.classic, { content: 'project_xml' });
    const made = await practice.call(practice.server.superToken, {
      content: 'project',
      format: 'json',
      data: '[{"project_title":"Named","purpose":"0"}]',
      odm: odm.text,
    });
    const token = made.text;
    const metadata = await practice.json(token, { content: 'metadata' });
    const [id, ...others] = metadata;
    const data = JSON.stringify([{ ...id, identifier: 'y' }, ...others]);
    await practice.json(token, { content: 'metadata', action: 'import', data });
    const level = { username: 'practice_owner', forms_export: { enrolment: 3 } };
    const plain = await practice.json(token, { ...RECORDS, fields: ['record_id'] });
    await practice.json(token, { content: 'user', action: 'import', data: JSON.stringify([level]) });
    const hashed = await practice.json(token, { ...RECORDS, fields: ['record_id'] });
    expect(hashed).toHaveLength(plain.length);
    const names = hashed.map((row) => String(row['record_id']));
    expect(new Set(names).size).toBe(60);
    expect(names.every((name) => /^[0-9a-f]{32}$/.test(name))).toBe(true);
    const eav = await practice.json(token, { ...RECORDS, type: 'eav', fields: ['record_id', 'sex'] });
    expect(names).toContain(eav[0]?.['record']);
    expect(JSON.stringify(eav)).not.toMatch(/"record_id","value":"\d{1,2}"/);
    const pdf = await practice.call(token, { content: 'pdf', record: '1' });
    expect(names.filter((name) => pdf.text.includes(`Record ${name}`))).toHaveLength(1);
    expect(pdf.text).not.toContain('Record 1 ');
  });
});

describe('rights', () => {
  const importing = { action: 'import', data: '[]' };

  test.each([
    [
      'practice_reader',
      { content: 'record', ...importing },
      403,
      'You do not have API Import/Update privileges',
    ],
    [
      'practice_reader',
      { content: 'record', action: 'delete', 'records[0]': '1' },
      403,
      'You do not have Delete Record privileges',
    ],
    [
      'practice_reader',
      { content: 'record', action: 'rename', record: '1', new_record_name: '2' },
      403,
      'You do not have Rename Record privileges',
    ],
    [
      'practice_reader',
      { content: 'user', ...importing },
      403,
      'You do not have API Import/Update privileges',
    ],
    ['practice_importer', { content: 'record' }, 403, 'You do not have API Export privileges'],
    ['practice_importer', { content: 'version' }, 403, 'You do not have API Export privileges'],
    ['practice_importer', { content: 'log' }, 403, 'You do not have API Export privileges'],
    [
      'practice_importer',
      { content: 'metadata', ...importing },
      400,
      "Insufficient user privileges: You must have 'API Import/Update' privileges and 'Project Design and Setup' privileges in the project.",
    ],
    [
      'practice_deidentified',
      { content: 'dag' },
      400,
      "Insufficient user privileges: You must have 'API Export' privileges and 'Data Access Groups' privileges in the project.",
    ],
    [
      'practice_deidentified',
      { content: 'log' },
      400,
      "Insufficient user privileges: You must have 'API Export' privileges and 'Logging' privileges in the project.",
    ],
    [
      'practice_importer',
      { content: 'fileRepository', action: 'list' },
      403,
      'You do not have API Export privileges',
    ],
    [
      'practice_reader',
      { content: 'externalModule', prefix: 'a', action: 'b' },
      403,
      'You do not have External Modules API privileges',
    ],
  ])('%s: %j is refused with %d', async (user, fields, status, message) => {
    for (const id of ['classic', 'longitudinal'] as const) {
      expect(await practice.refusal(practice.tokenOf(id, user), fields, status)).toBe(message);
    }
  });

  test('each user can do what the rights allow', async () => {
    const imported = await practice.json(practice.tokenOf('classic', 'practice_importer'), {
      content: 'record',
      action: 'import',
      data: '[{"record_id":"1","sex":"1"}]',
    });
    expect(imported).toEqual({ count: 1 });
    const reader = practice.tokenOf('longitudinal', 'practice_reader');
    for (const content of ['record', 'user', 'userRole', 'dag', 'log', 'metadata', 'userDagMapping']) {
      expect((await practice.json(reader, { content })).length).toBeGreaterThan(0);
    }
  });
});
