import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const create = (odm: string, settings: object = { project_title: 'Copy', purpose: '0' }) =>
  practice.call(practice.server.superToken, {
    content: 'project',
    format: 'json',
    returnFormat: 'json',
    data: JSON.stringify([settings]),
    odm,
  });

describe('the project XML of a made-up study', () => {
  let token = '';
  beforeAll(async () => {
    const odm = readFileSync(new URL('../../fixtures/project-xml/sleep-study.xml', import.meta.url), 'utf8');
    token = (await create(odm)).text;
  });
  const json = (content: string, fields: Readonly<Record<string, string>> = {}) =>
    practice.json(token, { content, ...fields });

  test('brings arms, events, mappings and the repeating set-up', async () => {
    expect(await json('arm')).toEqual([
      { arm_num: 1, name: 'On the ward' },
      { arm_num: 2, name: 'At home' },
    ]);
    expect((await json('event')).map((event) => event['unique_event_name'])).toEqual([
      'stay_arm_1',
      'call_arm_2',
    ]);
    expect(await json('formEventMapping')).toEqual([
      { arm_num: 1, unique_event_name: 'stay_arm_1', form: 'intake' },
      { arm_num: 1, unique_event_name: 'stay_arm_1', form: 'night_log' },
      { arm_num: 2, unique_event_name: 'call_arm_2', form: 'intake' },
    ]);
    expect(await json('repeatingFormsEvents')).toEqual([
      { event_name: 'stay_arm_1', form_name: 'night_log', custom_form_label: '[hours] h' },
      { event_name: 'call_arm_2', form_name: '', custom_form_label: '' },
    ]);
  });

  test('brings the dictionary and the settings', async () => {
    const fields = await json('metadata');
    expect(fields.map((field) => `${field['field_name']} ${field['field_type']}`)).toEqual([
      'sleeper text',
      'nickname text',
      'picture file',
      'habits checkbox',
      'hours text',
      'dream notes',
    ]);
    expect(fields[1]).toMatchObject({
      field_label: 'Nickname <b>please</b>',
      identifier: 'y',
      required_field: 'y',
    });
    expect(fields[3]).toMatchObject({
      section_header: 'Habits',
      select_choices_or_calculations: '1, Tea | 2, Reading, aloud',
    });
    expect(fields[4]).toMatchObject({
      text_validation_type_or_show_slider_number: 'number',
      text_validation_min: '0',
      text_validation_max: '24',
      field_note: 'per night',
    });
    // A dividing line: a heading of one blank.
    expect(fields[5]).toMatchObject({ section_header: ' ' });
    expect(await practice.json(token, { content: 'project' })).toMatchObject({
      project_title: 'Copy',
      is_longitudinal: 1,
      surveys_enabled: 1,
      record_autonumbering_enabled: 0,
      custom_record_label: '[nickname]',
      bypass_branching_erase_field_prompt: 1,
      project_notes: 'Nobody in it exists & nobody sleeps.',
    });
  });

  test('has labels with their markup and without when it is written again', async () => {
    const { text } = await practice.call(token, { content: 'project_xml' });
    expect(text).toContain(
      '<TranslatedText>Nickname please</TranslatedText><redcap:FormattedTranslatedText>Nickname &lt;b&gt;please&lt;/b&gt;</redcap:FormattedTranslatedText>',
    );
    expect(text).toContain('redcap:SectionHeader=" "');
    const copy = await create(text);
    expect(await practice.json(copy.text, { content: 'metadata' })).toEqual(await json('metadata'));
  });

  test('brings groups, roles with their rights, reports and surveys', async () => {
    expect(await json('dag')).toMatchObject([
      { data_access_group_name: 'Night Ward', unique_group_name: 'night_ward' },
      { data_access_group_name: 'Day Ward', unique_group_name: 'day_ward' },
    ]);
    const [role] = await json('userRole');
    expect(role).toMatchObject({
      unique_role_name: 'U-AB12CD34EF',
      role_label: 'Night nurse',
      logging: '1',
      stats_and_charts: '1',
      manage_survey_participants: '1',
      record_create: '1',
      api_export: '1',
      design: '0',
      forms_export: { intake: 2, night_log: 1 },
    });
    const first = await json('report', { report_id: '1' });
    expect(first[0]).toMatchObject({ sleeper: 'S-1', nickname: 'Owl & "friend"' });
    const second = await json('report', { report_id: '2' });
    expect(second.map((row) => row['hours'])).toEqual(['7.5']);
    const link = { content: 'surveyLink', record: 'S-1', event: 'stay_arm_1', instrument: 'night_log' };
    expect((await practice.call(token, link)).text).toMatch(/^http/);
    expect((await practice.call(token, { content: 'surveyQueueLink', record: 'S-1' })).text).toMatch(/^http/);
  });

  test('brings every value of every instance, and the files', async () => {
    const { text } = await practice.call(token, {
      content: 'record',
      format: 'csv',
      exportDataAccessGroups: 'true',
    });
    expect(text).toMatchInlineSnapshot(`
      "sleeper,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,redcap_data_access_group,nickname,picture,habits___1,habits___2,intake_complete,hours,dream,night_log_complete
      S-1,stay_arm_1,,,night_ward,"Owl & ""friend""",owl.txt,0,1,2,,,
      S-1,stay_arm_1,night_log,1,night_ward,,,,,,7.5,"Two
      lines",0
      S-1,stay_arm_1,night_log,2,night_ward,,,,,,9,,0
      S-2,call_arm_2,,1,,Lark,,0,0,0,,,
      S-2,call_arm_2,,2,,"Lark again",,0,0,0,,,
      "
    `);
    const file = { content: 'file', action: 'export', record: 'S-1', field: 'picture', event: 'stay_arm_1' };
    const { text: content, type } = await practice.call(token, file);
    expect([content, type]).toEqual(['hoot', expect.stringContaining('owl.txt')]);
  });
});

describe.each(['classic', 'trial'] as const)('the project %s', (project) => {
  test('exported as XML, created anew and exported again is the same', async () => {
    const whole = { content: 'project_xml', exportFiles: 'true', exportDataAccessGroups: 'true' };
    const first = await practice.call(practice[project], whole);
    const info = await practice.json<Record<string, string>>(practice[project], { content: 'project' });
    const copy = await create(first.text, {
      project_title: info['project_title'],
      purpose: String(info['purpose']),
    });
    expect(copy.text).toMatch(/^[0-9A-F]{32}$/);
    const second = await practice.call(copy.text, whole);
    expect(withoutTimes(second.text)).toBe(withoutTimes(first.text));
    expect(first.text).toContain('<redcap:Reports title=');
  });
});

function withoutTimes(odm: string): string {
  return odm
    .replaceAll(/(?:AsOf|Creation)DateTime="[^"]*"/g, '')
    .replaceAll(/_\d{4}-\d{2}-\d{2}_\d{4}"/g, '"');
}

describe('hostile XML', () => {
  const bomb = [
    '<!DOCTYPE ODM [<!ENTITY a "aaaaaaaaaa">',
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><ODM>&c;</ODM>',
  ].join('');

  test.each([
    ['an entity bomb', bomb],
    ['an external entity', '<!DOCTYPE ODM [<!ENTITY f SYSTEM "file:///etc/passwd">]><ODM>&f;</ODM>'],
    ['an external document type', '<!DOCTYPE ODM SYSTEM "http://127.0.0.1:1/x.dtd"><ODM/>'],
    ['a lone entity declaration', '<ODM><!ENTITY x "y"></ODM>'],
  ])('%s is refused with a sentence, for projects and for records', async (_, odm) => {
    const reply = await create(odm);
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('without a document type')]);
    const records = { content: 'record', action: 'import', format: 'odm', returnFormat: 'json', data: odm };
    const imported = await practice.call(practice.classic, records);
    expect([imported.status, imported.text]).toEqual([400, expect.stringContaining('document type')]);
  });

  test('40 MB of open tags are refused, and the server goes on', async () => {
    const odm = '<ODM>'.repeat(8_000_000);
    const body = `token=${practice.server.superToken}&content=project&format=json&data=${encodeURIComponent('[{"project_title":"x","purpose":"0"}]')}&odm=${odm}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(practice.server.url, { method: 'POST', body, headers });
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('smaller amount'),
    ]);
    expect((await practice.call(practice.classic, { content: 'version' })).status).toBe(200);
  });
});

test('groups whose names begin alike are kept apart, and an arm without a number is the first', async () => {
  const odm = `<ODM><Study><GlobalVariables><DataAccessGroupsGroup>
    <DataAccessGroups group_name="University Hospital North"/>
    <DataAccessGroups group_name="University Hospital South"/>
    </DataAccessGroupsGroup></GlobalVariables><MetaDataVersion>
    <StudyEventDef OID="Event.start" EventName="Start" UniqueEventName="start" ArmNum="one"/>
    <FormDef OID="Form.base" Name="Base"><ItemGroupRef ItemGroupOID="g"/></FormDef>
    <ItemGroupDef OID="g"><ItemRef ItemOID="id"/></ItemGroupDef>
    <ItemDef OID="id" Variable="id" FieldType="text"/>
    </MetaDataVersion></Study></ODM>`;
  const token = (await create(odm)).text;
  const groups = await practice.json(token, { content: 'dag' });
  expect(groups.map((group) => group['unique_group_name'])).toEqual([
    'university_hospita',
    'university_hospitab',
  ]);
  expect(await practice.json(token, { content: 'arm' })).toEqual([{ arm_num: 1, name: '' }]);
});
