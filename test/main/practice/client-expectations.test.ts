import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient, post } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

/*
 * Details of answers that the test suites of public clients, written against running REDCap servers, rely on
 * [S4, S5].
 */
let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const data = (rows: readonly object[]) => ({ data: JSON.stringify(rows) });

describe('records in CSV', () => {
  test.each([
    ['flat', { content: 'record', records: ['1'], fields: ['record_id', 'sex'] }, /^record_id,sex\n1,\d\n$/],
    [
      'EAV',
      { content: 'record', type: 'eav', records: ['1'], fields: ['sex'] },
      /^record,field_name,value\n1,sex,\d\n$/,
    ],
    ['flat, none', { content: 'record', records: ['nobody'] }, /^\n$/],
    ['EAV, none', { content: 'record', type: 'eav', records: ['nobody'] }, /^\n$/],
  ])('end with a line break, which is all there is where none match: %s', async (_, fields, expected) => {
    const { text } = await practice.call(practice.classic, { ...fields, format: 'csv' });
    expect(text).toMatch(expected);
  });

  test('end so in reports too, and lists of other things do not', async () => {
    const csv = async (fields: Readonly<Record<string, string>>) =>
      (await practice.call(practice.classic, { ...fields, format: 'csv' })).text;
    expect(await csv({ content: 'report', report_id: '202' })).toMatch(/\n$/);
    expect(await csv({ content: 'instrument' })).not.toMatch(/\n$/);
    expect(await csv({ content: 'fileRepository', action: 'list', folder_id: '2' })).not.toMatch(/\n$/);
  });
});

describe('names that the server makes', () => {
  test.each([
    ['dag-a', 'daga'],
    ['Ward 7 (East)', 'ward_7_east'],
  ])('the group %s is %s', async (name, unique) => {
    const groups = [{ data_access_group_name: name, unique_group_name: '' }];
    await practice.json(practice.trial, { content: 'dag', ...data(groups) });
    expect(await practice.json(practice.trial, { content: 'dag' })).toContainEqual(
      expect.objectContaining({ data_access_group_name: name, unique_group_name: unique }),
    );
  });

  test('an event is labelled with its arm only where several arms have events', async () => {
    const token = await practice.copyTrial();
    const labels = async (): Promise<unknown> => {
      const asked = { content: 'record', rawOrLabel: 'label', records: ['1001'], events: ['baseline_arm_1'] };
      return (await practice.json(token, asked))[0]?.['redcap_event_name'];
    };
    expect(await labels()).toBe('Baseline (Arm 1: Adults)');
    await practice.json(token, { content: 'arm', action: 'delete', arms: ['2'] });
    expect(await labels()).toBe('Baseline');
    await practice.json(token, { content: 'arm', override: '0', ...data([{ arm_num: 2, name: 'Later' }]) });
    expect(await labels()).toBe('Baseline');
  });
});

test('a report has its values in one line, unless it is set up otherwise', async () => {
  const { classic, server } = practice;
  const row = { record_id: '9', history_notes: 'one\r\ntwo\nthree' };
  await practice.json(classic, { content: 'record', ...data([row]) });
  const { text } = await practice.call(classic, { content: 'project_xml' });
  const copyOf = async (odm: string): Promise<string> => {
    const settings = data([{ project_title: 'Copy', purpose: '0' }]);
    const made = { content: 'project', format: 'json', ...settings, odm };
    return (await practice.call(server.superToken, made)).text;
  };
  const withNotes = text.replace(/redcap_reports_fields="[^"]*"/, 'redcap_reports_fields="history_notes"');
  const noted = withNotes.replace(/advanced_logic="[^"]*"/, 'advanced_logic=""');
  const valuesOf = async (token: string): Promise<readonly unknown[]> =>
    (await practice.json(token, { content: 'report', report_id: '1' })).map((one) => one['history_notes']);
  expect(await valuesOf(await copyOf(noted))).toContain('one  two  three');
  const kept = noted.replace('remove_line_breaks_in_values="1"', 'remove_line_breaks_in_values="0"');
  expect(await valuesOf(await copyOf(kept))).toContain('one\r\ntwo\nthree');
});

test('the locking rights of roles come the other way round than those of users', async () => {
  const locking = async (content: string): Promise<readonly string[]> => {
    const [row = {}] = await practice.json(practice.trial, { content });
    return Object.keys(row).filter((name) => name.startsWith('lock_records'));
  };
  const ofUsers = ['lock_records_all_forms', 'lock_records', 'lock_records_customization'];
  expect(await locking('user')).toEqual(ofUsers);
  expect(await locking('userRole')).toEqual(ofUsers.toReversed());
});

test('the log calls groups DAGs', async () => {
  await practice.json(practice.trial, { content: 'dag' });
  const [last] = await practice.json(practice.trial, { content: 'log', logtype: 'manage' });
  expect(last).toMatchObject({ action: 'Manage/Design', details: 'Export DAGs (API)' });
});

test('a project XML brings values that are older than the validation of their field', async () => {
  const { text } = await practice.call(practice.classic, { content: 'project_xml' });
  const odm = text.replace(/(<ItemData ItemOID="height_cm" Value=")[^"]*"/, '$1tall"');
  expect(odm).not.toBe(text);
  const settings = data([{ project_title: 'Copy', purpose: '0' }]);
  const made = await practice.call(practice.server.superToken, {
    content: 'project',
    format: 'json',
    ...settings,
    odm,
  });
  const rows = await practice.json(made.text, { content: 'record', fields: ['height_cm'] });
  expect(rows.map((row) => row['height_cm'])).toContain('tall');
  // Imports are checked as ever.
  const refused = await practice.refusal(made.text, {
    content: 'record',
    ...data([{ record_id: '1', height_cm: 'tall' }]),
  });
  expect(refused).toContain('"height_cm","tall"');
});

test('EAV has computed values last, and in a project from an XML once its record was saved', async () => {
  const eavOf = async (token: string): Promise<readonly string[]> => {
    const asked = { content: 'record', type: 'eav', records: ['1'], forms: ['clinic_visit'] };
    return (await practice.json(token, asked)).map((row) => String(row['field_name']));
  };
  const stored = await eavOf(practice.classic);
  const computed = ['bmi', 'mean_pressure'];
  expect(stored.slice(-2)).toEqual(computed);
  const { text: odm } = await practice.call(practice.classic, { content: 'project_xml' });
  const settings = data([{ project_title: 'Copy', purpose: '0' }]);
  const made = { content: 'project', format: 'json', ...settings, odm };
  const { text: copy } = await practice.call(practice.server.superToken, made);
  expect(await eavOf(copy)).toEqual(stored.filter((name) => !computed.includes(name)));
  await practice.json(copy, { content: 'record', ...data([{ record_id: '1', clinic_visit_complete: '2' }]) });
  expect(await eavOf(copy)).toEqual(stored);
});

test('a PDF comes as text/html, which is what REDCapR sees of a running server', async () => {
  const reply = await practice.call(practice.classic, { content: 'pdf' });
  expect(reply.type).toBe('text/html; charset=UTF-8');
  expect(reply.text).toMatch(/^%PDF-/);
});

test('an address beside the API answers with the page of a web server', async () => {
  const reply = await post(practice.server.url.replace('/api/', '/apis/'), 'content=version');
  expect(reply.status).toBe(404);
  expect(reply.text).toBe(
    [
      '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">',
      '<html><head>',
      '<title>404 Not Found</title>',
      '</head><body>',
      '<h1>Not Found</h1>',
      '<p>The requested URL was not found on this server.</p>',
      '</body></html>',
      '',
    ].join('\n'),
  );
});

describe('what redcapAPI relies on', () => {
  const project = (fields: Readonly<Record<string, string>>) => ({ content: 'project_settings', ...fields });
  const ARMS = { content: 'arm', ...data([{ arm_num: 1, name: 'A' }]) };
  const EVENTS = { content: 'event', ...data([{ event_name: 'event_10', arm_num: 1 }]) };
  const create = async (): Promise<string> => {
    const made = { content: 'project', format: 'json', ...data([{ project_title: 'Own', purpose: '0' }]) };
    return (await practice.call(practice.server.superToken, made)).text;
  };
  const isLongitudinal = async (token: string): Promise<unknown> =>
    (await practice.json<Readonly<Record<string, unknown>>>(token, { content: 'project' }))[
      'is_longitudinal'
    ];
  const remove = (token: string, events: readonly string[]) =>
    practice.json(token, { content: 'event', action: 'delete', events });

  test('a classic project takes arms and events, and shows them once it is longitudinal', async () => {
    const token = await create();
    expect(await remove(token, [])).toBe(0);
    expect(await remove(token, ['event_1_arm_1'])).toBe(1);
    expect(await practice.json(token, ARMS)).toBe(1);
    expect(await practice.json(token, EVENTS)).toBe(1);
    expect(await isLongitudinal(token)).toBe(0);
    expect(await practice.refusal(token, { content: 'event' })).toContain('classic projects');
    await practice.json(token, project({ ...data([{ is_longitudinal: 1 }]) }));
    expect(await isLongitudinal(token)).toBe(1);
    const [event] = await practice.json(token, { content: 'event' });
    // Underscores of a name stay.
    expect(event).toMatchObject({ event_name: 'event_10', unique_event_name: 'event_10_arm_1' });
  });

  test('a project whose last event was deleted is classic to its readers, and takes data once it is', async () => {
    const token = await practice.copyTrial();
    const events = (await practice.json(token, { content: 'event' })).map((one) =>
      String(one['unique_event_name']),
    );
    expect(await remove(token, events)).toBe(events.length);
    expect(await isLongitudinal(token)).toBe(0);
    expect(await practice.refusal(token, { content: 'arm' })).toContain('classic projects');
    await practice.json(token, project({ ...data([{ is_longitudinal: 0 }]) }));
    await practice.json(token, { content: 'record', ...data([{ study_id: '7', initials: 'AB' }]) });
    const fields = ['study_id', 'initials'];
    expect(await practice.json(token, { content: 'record', fields })).toEqual([
      expect.objectContaining({ study_id: '7', initials: 'AB' }),
    ]);
    // What was entered before there was an event stands in the first one.
    await practice.json(token, ARMS);
    await practice.json(token, EVENTS);
    expect(await practice.json(token, { content: 'record', fields })).toHaveLength(1);
  });

  test('a renamed group gets a new unique name, which its records, users and folders follow', async () => {
    const token = await practice.copyTrial();
    const groups = data([{ data_access_group_name: 'A different name', unique_group_name: 'north_clinic' }]);
    expect(await practice.json(token, { content: 'dag', ...groups })).toBe(1);
    expect(await practice.json(token, { content: 'dag' })).toContainEqual(
      expect.objectContaining({ unique_group_name: 'a_different_name' }),
    );
    const asked = { content: 'record', fields: ['study_id'], exportDataAccessGroups: 'true' };
    const shown = new Set((await practice.json(token, asked)).map((row) => row['redcap_data_access_group']));
    expect(shown).toContain('a_different_name');
    expect(shown).not.toContain('north_clinic');
  });

  test('any name is taken as the secondary unique field', async () => {
    const token = await create();
    const named = data([{ secondary_unique_field: 'does_not_exist' }]);
    expect(await practice.json(token, project(named))).toBe(1);
  });

  test('rights of instruments that are sent blank are taken away, and stay when they are left out', async () => {
    const token = await create();
    const user = { username: 'ada', data_export_tool: 1, forms: { form_1: 1 }, forms_export: { form_1: 1 } };
    const after = async (change: object): Promise<unknown> => {
      await practice.json(token, { content: 'user', ...data([change]) });
      return (await practice.json(token, { content: 'user' })).find((one) => one['username'] === 'ada');
    };
    await after(user);
    expect(await after({ username: 'ada', design: 1 })).toMatchObject({ forms_export: { form_1: 1 } });
    expect(await after({ username: 'ada', forms_export: '' })).toMatchObject({
      forms: { form_1: 1 },
      forms_export: { form_1: 0 },
    });
    expect(await after({ username: 'ada', forms: '' })).toMatchObject({ forms: { form_1: 128 } });
  });
});

describe('what redcapAPI and PHPCap rely on in records', () => {
  test('the event column only comes with the record ID', async () => {
    const columns = async (fields: readonly string[]): Promise<string | undefined> => {
      const asked = { content: 'record', format: 'csv', fields, events: ['baseline_arm_1'] };
      return (await practice.call(practice.trial, asked)).text.split('\n')[0];
    };
    expect(await columns(['initials'])).not.toContain('redcap_event_name');
    expect(await columns(['study_id', 'initials'])).toMatch(/^study_id,redcap_event_name,/);
  });

  test('an unchecked checkbox is worth a line of its own where its instrument belongs', async () => {
    const token = practice.classic;
    await practice.json(token, { content: 'record', ...data([{ record_id: '77', first_name: 'Bo' }]) });
    const asked = { content: 'record', records: ['77'] };
    expect(await practice.json(token, { ...asked, fields: ['conditions'] })).toEqual([
      expect.objectContaining({ conditions___1: '0' }),
    ]);
    expect(await practice.json(token, { ...asked, fields: ['height_cm'] })).toEqual([]);
  });

  test('blank columns of repeats and groups that a project does not have are passed over', async () => {
    const row = { record_id: '78', first_name: 'Cy', redcap_data_access_group: '' };
    const places = { redcap_repeat_instrument: '', redcap_repeat_instance: '' };
    const send = (extra: object) => ({ content: 'record', ...data([{ ...row, ...extra }]) });
    expect(await practice.json(practice.classic, send({ redcap_data_access_group: ' ' }))).toEqual({
      count: 1,
    });
    expect(await practice.refusal(practice.classic, send({ redcap_data_access_group: 'north' }))).toContain(
      'redcap_data_access_group',
    );
    const made = { content: 'project', format: 'json', ...data([{ project_title: 'Own', purpose: '0' }]) };
    const { text: own } = await practice.call(practice.server.superToken, made);
    const rows = [{ record_id: '1', form_1_complete: '2', ...places }];
    expect(await practice.json(own, { content: 'record', ...data(rows) })).toEqual({ count: 1 });
  });

  test('a text after a list of the same name takes its place, as in PHP, and the other way round', async () => {
    const sent = async (pairs: readonly (readonly [string, string])[]): Promise<string> => {
      const all = [['token', practice.classic], ['content', 'record'], ['format', 'json'], ...pairs];
      const body = new URLSearchParams(all.map(([name = '', value = '']) => [name, value]));
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await post(practice.server.url, body.toString(), form)).text;
    };
    expect(
      await sent([
        ['fields[0]', 'sex'],
        ['fields', 'nowhere'],
      ]),
    ).toContain(`'nowhere'`);
    expect(
      await sent([
        ['fields', 'nowhere'],
        ['fields[0]', 'sex'],
        ['records[0]', '1'],
      ]),
    ).toMatch(/^\[\{"sex":/);
  });
});

test('days of events come with scheduling, and through the project XML', async () => {
  const token = await practice.copyTrial();
  const [first] = await practice.json(token, { content: 'event' });
  expect(first).not.toHaveProperty('day_offset');
  await practice.json(token, { content: 'project_settings', ...data([{ scheduling_enabled: 1 }]) });
  const moved = { ...first, day_offset: 14, offset_min: 2, offset_max: 3 };
  expect(await practice.json(token, { content: 'event', ...data([moved]) })).toBe(1);
  const { text: odm } = await practice.call(token, { content: 'project_xml' });
  const made = {
    content: 'project',
    format: 'json',
    ...data([{ project_title: 'Copy', purpose: '0' }]),
    odm,
  };
  const { text: copy } = await practice.call(practice.server.superToken, made);
  for (const one of [token, copy]) {
    const csv = await practice.call(one, { content: 'event', format: 'csv' });
    expect(csv.text).toMatch(
      /^event_name,arm_num,day_offset,offset_min,offset_max,unique_event_name,custom_event_label,event_id\n[^,]+,1,14,2,3,/,
    );
  }
});

test('a repeat in an event that is not there is refused with its name', async () => {
  const token = await practice.copyTrial();
  const rows = data([{ event_name: 'event_9_arm_1', form_name: '', custom_form_label: '' }]);
  expect(await practice.refusal(token, { content: 'repeatingFormsEvents', ...rows })).toContain(
    "event 'event_9_arm_1' is not available in project",
  );
});

test('an event that was the only one keeps its instruments when the project becomes longitudinal', async () => {
  const { text: odm } = await practice.call(practice.classic, { content: 'project_xml' });
  const made = {
    content: 'project',
    format: 'json',
    ...data([{ project_title: 'Copy', purpose: '0' }]),
    odm,
  };
  const { text: token } = await practice.call(practice.server.superToken, made);
  await practice.json(token, { content: 'project_settings', ...data([{ is_longitudinal: 1 }]) });
  const forms = (await practice.json(token, { content: 'instrument' })).map((one) => one['instrument_name']);
  const mapped = await practice.json(token, { content: 'formEventMapping' });
  expect(mapped.map((one) => one['form'])).toEqual(forms);
  const [row] = await practice.json(token, {
    content: 'record',
    records: ['1'],
    fields: ['record_id', 'sex'],
  });
  expect(row).toMatchObject({
    record_id: '1',
    redcap_event_name: 'event_1_arm_1',
    sex: expect.stringMatching(/\d/),
  });
});

test('exports of data are logged as such, and nothing else is', async () => {
  await practice.json(practice.classic, { content: 'record', records: ['1'] });
  await practice.call(practice.classic, {
    content: 'file',
    action: 'export',
    record: '4',
    field: 'consent_form',
  });
  const log = await practice.json(practice.classic, { content: 'log', logtype: 'export' });
  expect(log[0]?.['action']).toBe('Data Export (API) ');
  expect(log.every((entry) => /export/i.test(String(entry['action'])))).toBe(true);
});

test('the page of a module that is not enabled is a page, not an error of the API', async () => {
  const reply = await post(`${practice.server.url}?prefix=quality&page=export&type=module`, 'content=x');
  expect([reply.status, reply.type]).toEqual([200, 'text/html; charset=utf-8']);
});

describe('what PHPCap relies on in imports and deletions', () => {
  test('names are assigned only where auto-numbering is enabled', async () => {
    const row = { study_id: '555', redcap_event_name: 'baseline_arm_1', initials: 'AB' };
    const asked = { content: 'record', forceAutoNumber: 'true', returnContent: 'auto_ids', ...data([row]) };
    expect(await practice.json(await practice.copyTrial(), asked)).toEqual(['555,555']);
  });

  test('a date written year first is understood whatever the dateFormat', async () => {
    const row = { record_id: '79', dob: '1924-10-20', enrol_date: '01/21/2022' };
    await practice.json(practice.classic, { content: 'record', dateFormat: 'MDY', ...data([row]) });
    const asked = { content: 'record', records: ['79'], fields: ['dob', 'enrol_date'] };
    expect(await practice.json(practice.classic, asked)).toEqual([
      { dob: '1924-10-20', enrol_date: '2022-01-21' },
    ]);
  });

  test('an event whose instruments were all deleted is gone', async () => {
    const token = await practice.copyTrial();
    const event = 'month_3_arm_1';
    const lines = () =>
      practice.json(token, { content: 'record', records: ['1001'], events: [event], forms: ['spirometry'] });
    expect((await lines()).length).toBeGreaterThan(0);
    for (const instrument of ['spirometry', 'asthma_control']) {
      await practice.json(token, {
        content: 'record',
        action: 'delete',
        records: ['1001'],
        instrument,
        event,
      });
    }
    const left = await practice.json(token, { content: 'record', records: ['1001'], events: [event] });
    expect(left.every((row) => row['redcap_repeat_instrument'] === 'exacerbation')).toBe(true);
  });

  test('a refused project says why without double quotes', async () => {
    const made = { content: 'project', ...data([{ project_caption: 'No title', purpose: '0' }]) };
    expect(await practice.refusal(practice.server.superToken, made)).not.toContain('"');
  });
});
