import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const create = (fields: Readonly<Record<string, string>>) =>
  practice.call(practice.server.superToken, { content: 'project', returnFormat: 'json', ...fields });

describe('Create A New Project', () => {
  test.each([
    ['json', '[{"project_title":"Mine","purpose":"0"}]'],
    ['json', '{"project_title":"Mine","purpose":0}'],
    ['csv', 'project_title,purpose\nMine,0'],
    [
      'xml',
      '<?xml version="1.0" encoding="UTF-8" ?><item><project_title>Mine</project_title><purpose>0</purpose></item>',
    ],
    ['xml', '<projects><item><project_title>Mine</project_title><purpose>0</purpose></item></projects>'],
  ])('answers a token that works, from %s', async (format, data) => {
    const reply = await create({ format, data });
    expect(reply.text).toMatch(/^[0-9A-F]{32}$/);
    expect(reply.type).toContain('text/plain');
    const info = await practice.json<Record<string, unknown>>(reply.text, { content: 'project' });
    expect(info).toMatchObject({ project_title: 'Mine', in_production: 0, is_longitudinal: 0 });
    expect(await practice.json(reply.text, { content: 'record' })).toEqual([]);
    const row = { record_id: '1', form_1_complete: '2' };
    const back = { content: 'record', action: 'import', data: JSON.stringify([row]) };
    expect(await practice.json(reply.text, back)).toEqual({ count: 1 });
  });

  test('can be longitudinal from the start', async () => {
    const data =
      '[{"project_title":"Long","purpose":"0","is_longitudinal":"1","record_autonumbering_enabled":"0"}]';
    const { text: token } = await create({ format: 'json', data });
    expect(await practice.json(token, { content: 'event' })).toHaveLength(1);
    expect(await practice.json(token, { content: 'project' })).toMatchObject({
      record_autonumbering_enabled: 0,
    });
  });

  test.each([
    ['[{"purpose":"0"}]', 'project_title'],
    [`[{"project_title":"${'x'.repeat(256)}","purpose":"0"}]`, 'project_title'],
    ['[{"project_title":"x"}]', 'purpose'],
    ['[{"project_title":"x","purpose":"7"}]', 'purpose'],
    ['[{"project_title":"x","purpose":"1"}]', 'purpose_other'],
    ['[{"project_title":"x","purpose":"0","is_longitudinal":"yes"}]', 'is_longitudinal'],
  ])('%.60s is refused because of %s', async (data, setting) => {
    const reply = await create({ format: 'json', data });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toEqual({
      error: `The value of the project setting '${setting}' is missing or not valid`,
    });
  });

  test.each([
    ['<ODM></ODM>', 'The ODM XML holds no project design'],
    ['<ODM><Study><MetaDataVersion/></Study></ODM>', 'The data dictionary contains no fields'],
    ['<other/>', 'CDISC ODM XML'],
    ['<!DOCTYPE ODM [<!ENTITY a "aaaa">]><ODM>&a;</ODM>', 'without a document type'],
    [`${'<a>'.repeat(20_000)}`, 'not formatted correctly'],
  ])('the project XML %.30s is refused', async (odm, message) => {
    const reply = await create({ format: 'json', data: '[{"project_title":"x","purpose":"0"}]', odm });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain(message);
  });
});

describe('Export Entire Project as REDCap XML', () => {
  const XML = { content: 'project_xml', format: 'json' };

  test('is ODM 1.3.1 whatever format is asked for, with design and data', async () => {
    const { text, type } = await practice.call(practice.trial, XML);
    expect(type).toContain('xml');
    expect(text).toContain('ODMVersion="1.3.1"');
    expect(text).toContain('<redcap:RepeatingInstrument redcap:UniqueEventName="month_3_arm_1"');
    expect(text.match(/<SubjectData /g)).toHaveLength(40);
  });

  test('leaves the data out on request', async () => {
    const { text } = await practice.call(practice.trial, { ...XML, returnMetadataOnly: 'true' });
    expect(text).not.toContain('<ClinicalData');
  });

  test('filters limit the data and never the design', async () => {
    const query = { ...XML, records: ['1001'], fields: ['study_id', 'severity'], events: ['baseline_arm_1'] };
    const { text } = await practice.call(practice.trial, query);
    expect(text.match(/<SubjectData /g)).toHaveLength(1);
    expect(text.match(/<ItemData /g)).toHaveLength(2);
    expect(text).toContain('<ItemDef OID="wellbeing"');
  });

  test('times of surveys come on request, as far as the user may have them, and are not taken back', async () => {
    const fields = { ...XML, exportSurveyFields: 'true' };
    const plain = await practice.call(practice.classic, XML);
    expect(plain.text).not.toContain('ItemOID="lifestyle_timestamp"');
    const { text } = await practice.call(practice.classic, fields);
    const records = { content: 'record', fields: ['lifestyle_complete'], exportSurveyFields: 'true' };
    const rows = await practice.json(practice.classic, records);
    const times = rows.map((row) => row['lifestyle_timestamp']).filter((time) => time !== '');
    expect(times.length).toBeGreaterThan(20);
    const written = [...text.matchAll(/ItemOID="lifestyle_timestamp" Value="([^"]*)"/g)].map(
      ([, time]) => time,
    );
    expect(written).toEqual(times);
    const token = practice.tokenOf('classic', 'practice_deidentified');
    expect((await practice.call(token, fields)).text).not.toContain('lifestyle_timestamp');
    const made = await create({ format: 'json', data: '[{"project_title":"x","purpose":"0"}]', odm: text });
    const copied = await practice.json(made.text, records);
    expect(copied.every((row) => row['lifestyle_timestamp'] === '')).toBe(true);
  });

  test('files and groups come on request', async () => {
    const plain = await practice.call(practice.trial, XML);
    expect(plain.text).not.toContain('ItemDataBase64Binary');
    expect(plain.text).not.toContain('ItemOID="redcap_data_access_group" Value');
    const { text } = await practice.call(practice.trial, {
      ...XML,
      exportFiles: 'true',
      exportDataAccessGroups: 'true',
    });
    expect(text).toContain(`redcap:DocName="consent_1002.txt"`);
    expect(text).toContain(Buffer.from('Consent of participant 1002\n').toString('base64'));
    expect(text).toContain('ItemOID="redcap_data_access_group" Value="north_clinic"');
  });
});
