import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Parameter } from '#app/catalogue/method.ts';
import type { Draft, DraftValue, ProjectTraits } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { base, madeUpMethod, methodOf } from './made-up-method.ts';

/** `name: message` for each problem. */
function problemsOf(id: string, draft: Draft, traits: ProjectTraits = {}): readonly string[] {
  return prepare(methodOf(id), draft, traits).problems.map(
    ({ parameter, message }) => `${String(parameter)}: ${message}`,
  );
}

function messagesFor(parameter: Parameter, value?: DraftValue): readonly string[] {
  const draft = value === undefined ? {} : { [parameter.name]: value };
  return prepare(madeUpMethod([parameter]), draft, {}).problems.map(({ message }) => message);
}

describe('a method is ready once what it requires is given', () => {
  const ready: Readonly<Record<string, Draft>> = {
    import_records: { data: 'record_id\n1' },
    delete_records: { records: ['1'] },
    rename_record: { record: '1', new_record_name: '2' },
    randomize_record: { record: '1', randomization_id: '5' },
    import_metadata: { data: 'field_name\na' },
    export_file: { record: '1', field: 'scan' },
    import_file: { record: '1', field: 'scan', file: { fileName: 'a.pdf', reference: 'r' } },
    delete_file: { record: '1', field: 'scan' },
    import_instrument_event_mappings: { data: 'arm_num\n1' },
    create_project: { data: 'project_title,purpose\nA,0' },
    import_project_info: { data: 'project_title\nA' },
    import_arms: { data: 'arm_num,name\n1,A' },
    delete_arms: { arms: ['1'] },
    import_events: { data: 'event_name,arm_num\nA,1' },
    delete_events: { events: ['a_arm_1'] },
    filerepo_create_folder: { name: 'Forms' },
    filerepo_export: { doc_id: '12' },
    filerepo_import: { file: { fileName: 'a.pdf', reference: 'r' } },
    filerepo_delete: { doc_id: '12' },
    import_repeating: { data: 'form_name\nvisit' },
    export_reports: { report_id: '5' },
    import_dags: { data: 'data_access_group_name,unique_group_name\nA,' },
    delete_dags: { dags: ['ca_site'] },
    import_user_dag_assignments: { data: 'username,redcap_data_access_group\nu1,' },
    export_survey_link: { record: '1', instrument: 'visit' },
    export_survey_participants: { instrument: 'visit' },
    export_survey_queue_link: { record: '1' },
    export_survey_return_code: { record: '1', instrument: 'visit' },
    export_survey_access_code: { record: '1', instrument: 'visit' },
    import_users: { data: 'username\nu1' },
    delete_users: { users: ['u1'] },
    import_user_roles: { data: 'role_label\nA' },
    delete_user_roles: { roles: ['U-1'] },
    import_user_role_assignments: { data: 'username,unique_role_name\nu1,' },
    external_module_api: { prefix: 'my_module', action: 'sync' },
  };

  it.each(methods.map((method) => [method.id, method] as const))('%s', (id, method) => {
    expect(problemsOf(id, ready[id] ?? {})).toEqual([]);
    for (const name of Object.keys(ready[id] ?? {})) {
      const rest = Object.fromEntries(Object.entries(ready[id] ?? {}).filter(([key]) => key !== name));
      const found = prepare(method, rest, {}).problems;
      expect(
        found.map(({ parameter }) => parameter),
        name,
      ).toEqual([name]);
    }
  });
});

describe('what is required and missing says so', () => {
  it.each<[Parameter, string]>([
    [{ ...base, kind: 'text', requirement: 'required' }, 'X is required.'],
    [{ ...base, kind: 'integer', min: 1, requirement: 'required' }, 'X is required.'],
    [{ ...base, kind: 'list', of: 'records', requirement: 'required' }, 'X: choose at least one.'],
    [{ ...base, kind: 'choice', values: [], requirement: 'required' }, 'X: choose one.'],
    [{ ...base, kind: 'file', requirement: 'required' }, 'Choose the file to send.'],
    [
      { ...base, kind: 'payload', format: 'asFormat', columns: [], examples: {}, requirement: 'required' },
      'X: enter what to import.',
    ],
  ])('%o', (parameter, message) => {
    expect(messagesFor(parameter)).toEqual([message]);
  });

  it('blanks alone count as missing, and so does an empty list', () => {
    expect(problemsOf('rename_record', { record: '  ', new_record_name: 'b' })).toEqual([
      'record: Record is required.',
    ]);
    expect(problemsOf('delete_records', { records: [] })).toHaveLength(1);
  });

  it('unless empty text has a meaning of its own', () => {
    const group: Parameter = {
      ...base,
      kind: 'text',
      requirement: 'required',
      always: true,
      emptyMeans: 'No group',
    };
    expect(messagesFor(group)).toEqual([]);
    expect(messagesFor(group, '')).toEqual([]);
  });

  it('the event of a file only where the project is known to be longitudinal', () => {
    const draft = { record: '1', field: 'scan' };
    expect(problemsOf('export_file', draft, { longitudinal: true })).toEqual(['event: Event is required.']);
    expect(problemsOf('export_file', draft, { longitudinal: false })).toEqual([]);
    expect(problemsOf('export_file', draft)).toEqual([]);
    expect(problemsOf('export_file', { ...draft, event: 'a_arm_1' }, { longitudinal: true })).toEqual([]);
  });
});

describe('values of the wrong shape', () => {
  const file = { fileName: 'a', reference: 'r' };

  it.each<[Parameter, DraftValue, string]>([
    [{ ...base, kind: 'list', of: 'records' }, '1', 'X must be a list, for example ["a", "b"].'],
    [{ ...base, kind: 'list', of: 'records' }, file, 'X must be a list, for example ["a", "b"].'],
    [{ ...base, kind: 'list', of: 'records' }, ['1', ' '], 'X has an empty entry: remove it.'],
    [{ ...base, kind: 'text' }, ['1'], 'X must be one text, not a list.'],
    [{ ...base, kind: 'text' }, file, 'X must be one text, not a file.'],
    [{ ...base, kind: 'file' }, 'a.pdf', 'X must be a file.'],
    [{ ...base, kind: 'pairs' }, 'a', 'X must be pairs of a name and a value.'],
    [
      { ...base, kind: 'pairs' },
      [{ name: '', value: '1' }],
      'X has a value without a name: name it or remove it.',
    ],
    [
      { ...base, kind: 'pairs' },
      [
        { name: 'a', value: '1' },
        { name: 'a', value: '2' },
      ],
      'X has the name “a” twice: keep one.',
    ],
    [
      { ...base, kind: 'pairs' },
      [{ name: 'my study', value: '1' }],
      'X cannot have the name “my study”: begin it with a letter, then letters, digits, _ or -, and [ ] for lists.',
    ],
    [
      { ...base, kind: 'pairs' },
      [{ name: 'Content[0]', value: '1' }],
      'X cannot have the name “Content[0]”: Made Up already sends “content” itself.',
    ],
    [{ ...base, kind: 'text', maxLength: 3 }, 'abcd', 'X has 4 characters, but 3 are possible: shorten it.'],
  ])('%o with %o', (parameter, value, message) => {
    expect(messagesFor(parameter, value)).toEqual([message]);
  });

  it('a name that the method does not know', () => {
    expect(problemsOf('export_version', { recrods: ['1'], token: 'x' })).toEqual([
      'recrods: Export REDCap Version has no parameter “recrods”.',
      'token: Export REDCap Version has no parameter “token”.',
    ]);
  });
});

describe('values that cannot be', () => {
  it('a choice that is none of its values', () => {
    expect(problemsOf('export_records', { format: 'CSV' })).toEqual([
      'format: Format cannot be “CSV”: it must be csv, json, xml or odm.',
    ]);
  });

  it('a choice of one value, which is not asked for', () => {
    expect(problemsOf('export_project_xml', { format: 'csv' })).toEqual([
      'format: Format cannot be “csv”: it must be xml.',
    ]);
  });

  it('a switch in another spelling', () => {
    expect(problemsOf('export_records', { exportSurveyFields: 'TRUE' })).toEqual([
      'exportSurveyFields: Survey Fields cannot be “TRUE”: it must be true or false.',
    ]);
  });

  it('a presence with another value, which would switch it on all the same', () => {
    expect(problemsOf('export_pdf', { allRecords: 'false' })).toEqual([
      'allRecords: All records is on as soon as it is sent, whatever its value: give true, or leave it out.',
    ]);
  });

  it.each(['0', '-1', '1.5', '1e3', ' 1', 'one', '9999999999999999'])(
    '%s is no whole number from 1 up',
    (text) => {
      expect(problemsOf('randomize_record', { record: '1', randomization_id: text })).toEqual([
        `randomization_id: Randomization ID must be a whole number from 1 up: “${text}” is not.`,
      ]);
    },
  );

  it('a number may be one of the words that stand for one', () => {
    const draft = { record: '1', field: 'f', file: { fileName: 'a', reference: 'r' } };
    expect(problemsOf('import_file', { ...draft, repeat_instance: 'new' })).toEqual([]);
    expect(problemsOf('import_file', { ...draft, repeat_instance: '12' })).toEqual([]);
    expect(problemsOf('import_file', { ...draft, repeat_instance: 'next' })).toEqual([
      'repeat_instance: Repeat instance must be a whole number from 1 up, or new: “next” is not.',
    ]);
    expect(problemsOf('delete_file', { record: '1', field: 'f', repeat_instance: 'new' })).toHaveLength(1);
  });
});

describe('times', () => {
  const second: Parameter = { ...base, kind: 'time', precision: 'second' };
  const minute: Parameter = { ...base, kind: 'time', precision: 'minute' };

  it.each(['2026-01-31 13:45:00', '2024-02-29 00:00:00', '2000-02-29 23:59:59'])('%s is one', (text) => {
    expect(messagesFor(second, text)).toEqual([]);
  });

  it.each([
    '2026-01-31',
    '2026-01-31 13:45',
    '31/01/2026 13:45:00',
    '2026-1-31 13:45:00',
    '2026-01-31T13:45:00',
    'x',
    ' ',
  ])('“%s” is not written as one', (text) => {
    expect(messagesFor(second, text)).toEqual([
      'X must be written as YYYY-MM-DD HH:MM:SS, for example 2026-01-31 13:45:00.',
    ]);
  });

  it.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '2026-01-00'])(
    '%s is no day',
    (day) => {
      expect(messagesFor(second, `${day} 10:00:00`)).toEqual([
        'X is a day that does not exist: write YYYY-MM-DD HH:MM:SS, for example 2026-01-31 13:45:00.',
      ]);
    },
  );

  it.each(['24:00:00', '10:60:00', '10:00:60'])('%s is no time of day', (time) => {
    expect(messagesFor(second, `2026-01-31 ${time}`)).toEqual([
      'X is a time of day that does not exist: write YYYY-MM-DD HH:MM:SS, for example 2026-01-31 13:45:00.',
    ]);
  });

  it('to the minute have no seconds', () => {
    expect(messagesFor(minute, '2026-01-31 13:45')).toEqual([]);
    expect(messagesFor(minute, '2026-01-31 13:45:00')).toEqual([
      'X must be written as YYYY-MM-DD HH:MM, for example 2026-01-31 13:45.',
    ]);
  });
});

describe('half of a character pair', () => {
  const message =
    'contains half of a character pair (often a broken emoji), which cannot be sent: type it again.';

  it('is refused in every kind of value', () => {
    expect(problemsOf('export_records', { filterLogic: '[a] = "\uD83D"' })).toEqual([
      `filterLogic: Filter Logic ${message}`,
    ]);
    expect(problemsOf('export_records', { records: ['1', '\uDE00'] })).toEqual([
      `records: Records ${message}`,
    ]);
    expect(problemsOf('import_records', { data: 'a\n\uD800' })).toEqual([`data: Data ${message}`]);
    const file = { fileName: '\uD800.pdf', reference: 'r' };
    expect(problemsOf('import_file', { record: '1', field: 'f', file })).toEqual([
      `file: The file name of File ${message}`,
    ]);
    expect(messagesFor({ ...base, kind: 'pairs' }, [{ name: 'a', value: '\uD800' }])).toEqual([
      `X ${message}`,
    ]);
  });

  it('while whole pairs are fine', () => {
    expect(problemsOf('export_records', { records: ['😀'] })).toEqual([]);
  });
});

describe('data to import', () => {
  const json = (data: string): readonly string[] => problemsOf('import_records', { format: 'json', data });

  it('must be JSON when the format says so', () => {
    const message =
      'data: Data is not valid JSON: check quotes, commas and brackets, or choose the format it is written in.';
    expect(json('record_id\n1')).toEqual([message]);
    expect(json('[{"record_id":"1"}')).toEqual([message]);
    expect(json('[{"record_id":"1"}]')).toEqual([]);
  });

  it('must be a list: REDCap counts a single object as 0 records', () => {
    expect(json('{"record_id":"1"}')).toEqual([
      'data: Data is a single object, which REDCap counts as 0 records: put it in square brackets.',
    ]);
  });

  it('must be a list of objects', () => {
    const message = 'data: Data must be a JSON list of objects, for example [{"record_id": "1"}].';
    for (const data of ['[1]', '[["1"]]', '[null]', '"text"', '5', 'null', '[{"a":"1"},2]']) {
      expect(json(data), data).toEqual([message]);
    }
    expect(json('[]')).toEqual(['data: Data is an empty list: there is nothing to import.']);
  });

  it('may be one object for project settings, but not several', () => {
    const settings = (data: string): readonly string[] =>
      problemsOf('import_project_info', { format: 'json', data });
    expect(settings('{"project_title":"A"}')).toEqual([]);
    expect(settings('[{"project_title":"A"}]')).toEqual([]);
    expect(settings('[{"project_title":"A"},{"project_title":"B"}]')).toEqual([
      'data: Project settings has several rows, but only one is possible.',
    ]);
  });

  it('is not looked into in other formats, nor is ODM', () => {
    expect(problemsOf('import_records', { format: 'xml', data: '<a/>' })).toEqual([]);
    const odm = { format: 'json', data: '[{"project_title":"A","purpose":"0"}]', odm: '<ODM/>' };
    expect(problemsOf('create_project', odm)).toEqual([]);
  });
});

describe('named rules', () => {
  it('an instrument to delete needs its event in a longitudinal project', () => {
    const draft = { records: ['1'], instrument: 'visit' };
    expect(problemsOf('delete_records', draft, { longitudinal: true })).toEqual([
      'event: Event is required when an instrument is given in a longitudinal project.',
    ]);
    expect(problemsOf('delete_records', { ...draft, event: 'a_arm_1' }, { longitudinal: true })).toEqual([]);
    expect(problemsOf('delete_records', draft, { longitudinal: false })).toEqual([]);
    expect(problemsOf('delete_records', draft)).toEqual([]);
    expect(problemsOf('delete_records', { records: ['1'] }, { longitudinal: true })).toEqual([]);
  });

  it('new record names come back only when they are assigned', () => {
    const draft = { data: 'record_id\n1', returnContent: 'auto_ids' };
    expect(problemsOf('import_records', draft)).toEqual([
      'returnContent: New and given record names can be returned only when new record names are assigned.',
    ]);
    expect(problemsOf('import_records', { ...draft, forceAutoNumber: 'true' })).toEqual([]);
  });

  it('a timespan of the log begins before it ends', () => {
    const log = { beginTime: '2026-02-01 00:00', endTime: '2026-01-01 00:00' };
    expect(problemsOf('export_logging', log)).toEqual([
      'endTime: The timespan ends before it begins: exchange the two times.',
    ]);
    expect(problemsOf('export_logging', { ...log, endTime: '2026-02-01 00:01' })).toEqual([]);
  });

  it('a timespan begins before it ends', () => {
    const early = '2026-01-01 00:00:00';
    const late = '2026-01-02 00:00:00';
    expect(problemsOf('export_records', { dateRangeBegin: late, dateRangeEnd: early })).toEqual([
      'dateRangeEnd: The timespan ends before it begins: exchange the two times.',
    ]);
    expect(problemsOf('export_records', { dateRangeBegin: early, dateRangeEnd: late })).toEqual([]);
    expect(problemsOf('export_records', { dateRangeBegin: early, dateRangeEnd: early })).toEqual([]);
    expect(problemsOf('export_records', { dateRangeBegin: late })).toEqual([]);
  });

  it('a new record name is another one', () => {
    expect(problemsOf('rename_record', { record: '1', new_record_name: '1' })).toEqual([
      'new_record_name: The new record name is the present one: give another.',
    ]);
  });

  it('all records stand alone', () => {
    expect(problemsOf('export_pdf', { allRecords: 'true' })).toEqual([]);
    for (const name of ['record', 'event', 'instrument']) {
      expect(problemsOf('export_pdf', { allRecords: 'true', [name]: 'x' }), name).toEqual([
        'allRecords: With all records REDCap ignores record, event and instrument: empty them, or switch this off.',
      ]);
    }
    // A hidden event is not sent, so it is in nobody's way.
    expect(problemsOf('export_pdf', { allRecords: 'true', event: 'x' }, { longitudinal: false })).toEqual([]);
  });
});

describe('hidden parameters', () => {
  it('have no problems, whatever was typed before they were hidden', () => {
    expect(problemsOf('export_records', { format: 'json', csvDelimiter: 'nonsense' })).toEqual([]);
  });
});
