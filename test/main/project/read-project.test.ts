import { describe, expect, it } from 'vitest';
import type { HostEvents } from '#app/host/contract.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import {
  armList,
  columnList,
  eventList,
  fieldList,
  formList,
  groupList,
  mappingList,
  recordList,
  repeatingList,
  roleList,
  userList,
} from '#main/project/lists.ts';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { openPlayground, valueOf, failureOf } from '#test/support/open-playground.ts';
import { projectToken, smallRedcap } from '#test/support/small-redcap.ts';

type Answers = Readonly<Partial<Record<string, unknown>>>;

/** The outline read from a server that gives these answers by content: text as it is, everything else as JSON. */
async function outlineOf(answers: Answers): Promise<ProjectOutline> {
  const server = await smallRedcap(0, (sent, response) => {
    const answer = answers[sent.get('content') ?? ''];
    if (answer === undefined) return false;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    return true;
  });
  const { handlers } = await openPlayground();
  const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
  return valueOf(await handlers.readProject({ connectionId: id, recordNames: true }));
}

/** Why lists are missing. */
const sentences = (outline: ProjectOutline): readonly string[] =>
  outline.missing.map(({ sentence }) => sentence);

const longitudinal = {
  project_title: 'Trial',
  in_production: 0,
  is_longitudinal: 1,
  has_repeating_instruments_or_events: 1,
};
const field = (name: string, changed: object = {}) => ({
  field_name: name,
  form_name: 'base',
  field_type: 'text',
  field_label: name,
  ...changed,
});

describe('the outline of a project', () => {
  it('has fields, forms, events and arms of a longitudinal project', async () => {
    const { handlers } = await openPlayground();
    const outline = valueOf(await handlers.readProject({ connectionId: 'practice-longitudinal' }));
    expect(outline).toMatchObject({
      status: 'production',
      longitudinal: true,
      repeating: true,
      autoNumbering: false,
    });
    const { fields, forms, events, arms, mappings, records } = outline;
    for (const list of [fields, forms, events, arms, mappings, records]) {
      expect(list?.length).toBeGreaterThan(0);
    }
    expect(new Set(records?.map(({ name }) => name)).size).toBe(records?.length);
    expect(outline.recordIdField).toBe(fields?.[0]?.name);
    expect(outline.fields?.some(({ identifier }) => identifier)).toBe(true);
    expect(outline.redcapVersion).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('of a classic project has no events, and the server is not asked for any', async () => {
    const { handlers } = await openPlayground();
    const outline = valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    expect(outline).toMatchObject({
      status: 'development',
      longitudinal: false,
      autoNumbering: true,
      events: [],
      arms: [],
      mappings: [],
    });
    expect(sentences(outline).join()).not.toMatch(/events|arms|instruments/);
    expect(outline.fields?.find(({ name }) => name === 'sex')).toMatchObject({
      type: 'radio',
      choices: [{ code: '0', label: 'Female' }, { code: '1', label: 'Male' }, { code: '2' }],
    });
    expect(outline.fields?.find(({ name }) => name === 'age')?.calculated).toBe(true);
    expect(outline.fields?.find(({ name }) => name === 'systolic')).toMatchObject({
      validation: 'integer',
      min: '70',
      max: '260',
      calculated: false,
    });
  });

  it('lacks only the lists that could not be read, each with a sentence', async () => {
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'metadata') return false;
      response.writeHead(403).end('{"error":"You do not have API Export privileges"}');
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id, recordNames: true }));
    expect(outline).toMatchObject({ title: 'Own trial', fields: null, forms: null, redcapVersion: '16.1.3' });
    expect(sentences(outline)[0]).toBe(
      'The fields could not be read because the token’s user lacks a right: “API Export” is needed, which the project’s owner can grant under User Rights.',
    );
    expect(sentences(outline)).toContain(
      'The record names could not be read, because without the fields the record ID is unknown.',
    );
  });

  it('lists record names only when asked, because REDCap logs that as an export', async () => {
    const contents: string[] = [];
    const server = await smallRedcap(0, (sent, response) => {
      contents.push(sent.get('content') ?? '');
      if (sent.get('content') === 'metadata') response.end(JSON.stringify([field('id')]));
      else if (sent.get('content') === 'record') response.end(JSON.stringify([{ id: '1' }]));
      else return false;
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    expect(valueOf(await handlers.readProject({ connectionId: id })).records).toBeNull();
    expect(contents).not.toContain('record');
    const asked = valueOf(await handlers.readProject({ connectionId: id, recordNames: true }));
    expect(asked.records).toEqual([{ name: '1', label: '' }]);
  });

  it('asks for at most two lists at a time', async () => {
    let open = 0;
    let most = 0;
    const server = await smallRedcap(0, (_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('16.1.3');
      }, 30);
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    await handlers.readProject({ connectionId: id });
    expect(most).toBe(2);
  });

  it('copes with a dictionary of 40,000 fields', async () => {
    const fields = Array.from({ length: 40_000 }, (_, index) => ({
      field_name: `field_${index}`,
      form_name: `form_${index % 100}`,
      field_type: 'text',
      field_label: `<b>Label</b> ${index} `.padEnd(200, '.'),
      identifier: index % 2 === 0 ? 'y' : '',
    }));
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'metadata') return false;
      response.end(JSON.stringify(fields));
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id }));
    expect(outline.fields).toHaveLength(40_000);
    expect(outline.fields?.[2]).toMatchObject({
      name: 'field_2',
      form: 'form_2',
      type: 'text',
      identifier: true,
    });
  });

  it('of a server that is gone is a failure', async () => {
    let gone = false;
    const server = await smallRedcap(0, (_, response) => {
      if (gone) response.destroy();
      return gone;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    gone = true;
    expect(failureOf(await handlers.readProject({ connectionId: id })).code).toBe('unreachable');
  });

  it('has groups, users, roles and what repeats', async () => {
    const outline = await outlineOf({
      project: longitudinal,
      metadata: [field('record_id')],
      event: [{ unique_event_name: 'a_arm_1', event_name: 'A', arm_num: 1 }],
      arm: [{ arm_num: 1, name: 'Arm 1' }],
      formEventMapping: [{ arm_num: 1, unique_event_name: 'a_arm_1', form: 'base' }],
      repeatingFormsEvents: [
        { event_name: 'a_arm_1', form_name: '', custom_form_label: '' },
        { event_name: 'b_arm_1', form_name: 'base', custom_form_label: '' },
      ],
      record: [{ record_id: '1', redcap_event_name: 'a_arm_1' }, { record_id: '1' }, { record_id: 2 }],
      dag: [
        { data_access_group_name: 'North', unique_group_name: 'north', data_access_group_id: 12 },
        { data_access_group_name: 'South', unique_group_name: 'south' },
      ],
      user: [{ username: 'u1', firstname: 'Ada', lastname: 'Byron' }, { username: 'u2' }],
      userRole: [{ unique_role_name: 'U-1', role_label: 'Entry' }],
    });
    expect(outline).toMatchObject({
      recordIdField: 'record_id',
      arms: [{ name: '1', label: 'Arm 1' }],
      mappings: [{ event: 'a_arm_1', form: 'base' }],
      repeatingForms: [
        { event: 'a_arm_1', form: '' },
        { event: 'b_arm_1', form: 'base' },
      ],
      records: [
        { name: '1', label: '' },
        { name: '2', label: '' },
      ],
      dags: [
        { name: 'north', label: 'North', id: '12' },
        { name: 'south', label: 'South' },
      ],
      users: [
        { name: 'u1', label: 'Ada Byron' },
        { name: 'u2', label: '' },
      ],
      roles: [{ name: 'U-1', label: 'Entry' }],
    });
  });

  it('of an empty project has empty lists and asks for no records', async () => {
    const contents: string[] = [];
    const server = await smallRedcap(0, (sent, response) => {
      contents.push(sent.get('content') ?? '');
      if (sent.get('content') === 'project' || sent.get('content') === 'version') return false;
      response.end(sent.get('content') === 'user' ? '' : '[]');
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id, recordNames: true }));
    expect(outline).toMatchObject({
      recordIdField: null,
      fields: [],
      forms: [],
      records: [],
      users: [],
      missing: [],
    });
    expect(contents).not.toContain('record');
  });

  it('takes REDCap’s own words for a project without events or repeats as no list at all', async () => {
    const none = (what: string) => ({ error: `You cannot export ${what} for classic projects` });
    const outline = await outlineOf({
      event: none('events'),
      arm: none('arms'),
      formEventMapping: none('form/event mappings'),
      repeatingFormsEvents: {
        error:
          'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events',
      },
    });
    expect(outline).toMatchObject({ events: [], arms: [], mappings: [], repeatingForms: [] });
    expect(sentences(outline).join()).not.toMatch(/events|arms/);
  });

  it.each([
    [
      'an HTML page',
      '<!DOCTYPE html><html><body>Please log in</body></html>',
      'the server answered with a login page instead of data.',
    ],
    [
      'an unknown method',
      { error: 'The value of the parameter "content" is not valid' },
      'the server does not know this method.',
    ],
    ['an object', { a: 1 }, 'the server’s answer is no such list.'],
    ['broken JSON', '[{"unique_group_name":', 'the server’s answer is no such list.'],
    ['useless rows', [1, null, {}, []], 'the server’s answer is no such list.'],
  ])('is whole but for the one list answered with %s', async (_, answer, reason) => {
    const outline = await outlineOf({ metadata: [field('id')], user: [{ username: 'u1' }], dag: answer });
    expect(outline.dags).toBeNull();
    expect(sentences(outline)).toContain(`The data access groups could not be read: ${reason}`);
    expect(outline.fields).toHaveLength(1);
    expect(outline.users).toHaveLength(1);
  });

  it.each([
    [
      'dag',
      'You do not have Data Access Groups privileges',
      '“API Export” and “Data Access Groups” are needed',
    ],
    [
      'user',
      "Insufficient user privileges: You must have 'API Export' privileges and 'User Rights' privileges in the project.",
      '“API Export” and “User Rights” are needed',
    ],
  ])('says which rights a list of %s needs and who grants them', async (content, error, needed) => {
    const outline = await outlineOf({ [content]: { error } });
    expect(
      sentences(outline).some(
        (sentence) => sentence.includes(needed) && sentence.includes('project’s owner'),
      ),
    ).toBe(true);
  });

  it('keeps labels as they are, however odd, and one bad row costs only itself', async () => {
    const labels = ['<img src=x onerror=alert(1)>', 'ل'.repeat(5000), '\u202Egnp.exe', '', '"\n\t\u0000'];
    const fields = labels.map((label, index) => field(`f${index}`, { field_label: label }));
    const choices = field('choice', {
      field_type: 'radio',
      select_choices_or_calculations: '1, A | 1, <b>B</b>, b',
    });
    const text = field('calc', {
      field_annotation: '@HIDDEN @CALCTEXT("x")',
      identifier: 'Y',
      required_field: 'y',
    });
    const slider = field('slide', {
      field_type: 'slider',
      text_validation_type_or_show_slider_number: 'number',
    });
    const outline = await outlineOf({
      metadata: [...fields, null, { field_name: 7 }, { field_name: {} }, choices, text, slider],
    });
    expect(outline.fields?.slice(0, 5).map(({ label }) => label)).toEqual(labels);
    const found = new Map(outline.fields?.map((each) => [each.name, each]));
    expect(found.get('choice')?.choices).toEqual([
      { code: '1', label: 'A' },
      { code: '1', label: '<b>B</b>, b' },
    ]);
    expect(found.get('calc')).toMatchObject({ calculated: true, identifier: true, required: true });
    expect(found.get('slide')?.validation).toBe('');
    expect(outline.fields).toHaveLength(9);
  });

  it('tells its progress, list by list', async () => {
    const told: HostEvents['outline'][] = [];
    const { handlers } = await openPlayground({
      emit: (name, event) => {
        if (name === 'outline' && 'total' in event) told.push(event);
      },
    });
    valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(new Set(told.map(({ connectionId, total }) => `${connectionId} ${total}`))).toEqual(
      new Set(['practice-classic 14']),
    );
  });

  it('of a super token has no lists, and the server is asked for none', async () => {
    const server = await smallRedcap(0);
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken.repeat(2) }));
    const before = server.contents().length;
    const outline = valueOf(await handlers.readProject({ connectionId: id }));
    expect(outline).toMatchObject({
      status: 'unknown',
      redcapVersion: '16.1.3',
      fields: null,
      records: null,
    });
    expect(sentences(outline)).toEqual([
      'A super token belongs to no project, so there are no lists to choose from.',
    ]);
    expect(server.contents().slice(before)).toEqual(['version']);
  });

  it('of a token that is not known any more is a failure told once', async () => {
    let gone = false;
    const server = await smallRedcap(0, (_, response) => {
      if (gone) response.writeHead(403).end('{"error":"You do not have permissions to use the API"}');
      return gone;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    gone = true;
    expect(failureOf(await handlers.readProject({ connectionId: id })).code).toBe('wrongToken');
  });

  it.each([
    [fieldList, 'export_metadata'],
    [formList, 'export_instruments'],
    [columnList, 'export_field_names'],
    [eventList, 'export_events'],
    [armList, 'export_arms'],
    [mappingList, 'export_instrument_event_mappings'],
    [repeatingList, 'export_repeating'],
    [groupList, 'export_dags'],
    [userList, 'export_users'],
    [roleList, 'export_user_roles'],
    [recordList('id'), 'export_records'],
  ])('asks and needs for %o what the catalogue says of %s', ({ content, rights }, methodId) => {
    expect({ content, rights }).toEqual({
      content: findMethod(methodId)?.content,
      rights: findMethod(methodId)?.rights,
    });
  });
});
