import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { effectSentence } from '#app/safety/sentence.ts';
import { madeUpMethod, methodOf } from '#test/app/request/made-up-method.ts';

const file = { fileName: 'scan.pdf', reference: 'r' };

/** Method, what is typed, the sentence. */
const cases: readonly (readonly [id: string, draft: Draft, sentence: string])[] = [
  ['export_records', {}, 'Reads all fields of all records.'],
  [
    'export_records',
    { fields: ['a', 'b', 'c'], events: ['x_arm_1', 'y_arm_1'] },
    'Reads 3 fields of all records at 2 events.',
  ],
  ['export_records', { forms: ['a'], records: ['1'] }, 'Reads the fields of 1 form of 1 record.'],
  [
    'export_records',
    { forms: ['a', 'b'], fields: ['c'], filterLogic: '[a] > 1', dateRangeEnd: '2026-01-01 00:00:00' },
    'Reads 1 field and those of 2 forms of all records, filtered by logic and time.',
  ],
  ['export_records', { filterLogic: '[a] > 1' }, 'Reads all fields of all records, filtered by logic.'],
  [
    'export_records',
    { dateRangeBegin: '2026-01-01 00:00:00' },
    'Reads all fields of all records, filtered by time.',
  ],
  ['import_records', {}, 'Adds or changes records from the data: blanks are ignored.'],
  [
    'import_records',
    { overwriteBehavior: 'overwrite' },
    'Adds or changes records from the data: blanks erase stored values.',
  ],
  [
    'import_records',
    { forceAutoNumber: 'true', backgroundProcess: '1' },
    'Adds records from the data, under new names where the project numbers them itself, in the background: blanks are ignored.',
  ],
  ['delete_records', {}, 'Deletes nothing: no record is named.'],
  ['delete_records', { records: ['7'] }, 'Deletes 1 record: 7.'],
  ['delete_records', { records: ['1', '2', '3', '7'] }, 'Deletes 4 records: 1, 2, 3, 7.'],
  [
    'delete_records',
    { records: Array.from({ length: 50_000 }, (_, place) => `${place + 1}`) },
    'Deletes 50,000 records: 1, 2, 3, 4 and 49,996 more.',
  ],
  ['delete_records', { records: ['1', '2', '3', '7', '8'] }, 'Deletes 5 records: 1, 2, 3, 7 and 1 more.'],
  [
    'delete_records',
    { records: ['1', '2'], arm: '2', delete_logging: '1' },
    'Deletes 2 records in arm 2 with their log entries: 1, 2.',
  ],
  [
    'delete_records',
    { records: ['1'], instrument: 'visit', event: 'a_arm_1', repeat_instance: '3' },
    'Deletes the data of instance “3”, instrument “visit”, event “a_arm_1” of 1 record: 1.',
  ],
  ['rename_record', { record: 'A', new_record_name: 'B' }, 'Renames record “A” to “B”.'],
  ['rename_record', { record: 'A', new_record_name: 'B', arm: '1' }, 'Renames record “A” to “B” in arm 1.'],
  ['generate_next_record_name', {}, 'Reads the next free record name and creates no record.'],
  [
    'randomize_record',
    { record: '1', randomization_id: '5' },
    'Allocates record “1” in randomization 5, which the API cannot undo.',
  ],
  ['export_metadata', {}, 'Reads the whole data dictionary.'],
  ['export_metadata', { forms: ['a', 'b'] }, 'Reads the definitions of the fields of 2 forms.'],
  ['import_metadata', {}, 'Replaces the whole data dictionary: fields left out are deleted.'],
  ['export_field_names', {}, 'Reads the export names of all fields.'],
  ['export_field_names', { field: 'age' }, 'Reads the export names of field “age”.'],
  ['export_file', { record: '1', field: 'scan' }, 'Reads the file in field “scan” of record “1”.'],
  [
    'import_file',
    { record: '1', field: 'scan', event: 'a_arm_1', repeat_instance: '2', file },
    'Stores “scan.pdf” in field “scan” of record “1” at event “a_arm_1”, instance 2, replacing the file there.',
  ],
  ['delete_file', { record: '1', field: 'scan' }, 'Deletes the file in field “scan” of record “1”.'],
  ['export_instruments', {}, 'Reads the list of instruments.'],
  ['export_pdf', {}, 'Reads all instruments as a PDF file, without data.'],
  ['export_pdf', { instrument: 'visit' }, 'Reads instrument “visit” as a PDF file, without data.'],
  [
    'export_pdf',
    { record: '1', event: 'a_arm_1' },
    'Reads all instruments as a PDF file, with the data of record “1” at event “a_arm_1”.',
  ],
  ['export_pdf', { allRecords: 'true' }, 'Reads all instruments with the data of all records as a PDF file.'],
  ['export_instrument_event_mappings', {}, 'Reads which instruments belong to which events.'],
  [
    'export_instrument_event_mappings',
    { arms: ['1', '2'] },
    'Reads which instruments belong to which events of 2 arms: 1, 2.',
  ],
  [
    'import_instrument_event_mappings',
    {},
    'Replaces all designations of instruments for events: those left out are undone.',
  ],
  ['create_project', {}, 'Creates a new project on the server.'],
  [
    'create_project',
    { odm: '<ODM/>' },
    'Creates a new project on the server and fills it from a project XML.',
  ],
  ['import_project_info', {}, 'Changes settings of the project.'],
  ['export_project_info', {}, 'Reads the settings of the project.'],
  ['export_project_xml', {}, 'Reads the design of the project and all fields of all records.'],
  ['export_project_xml', { returnMetadataOnly: 'true' }, 'Reads the design of the project, without data.'],
  [
    'export_project_xml',
    { records: ['1'], exportFiles: 'true', filterLogic: '[a] = 1' },
    'Reads the design of the project and all fields of 1 record, filtered by logic, with uploaded files.',
  ],
  ['export_arms', {}, 'Reads all arms.'],
  ['export_arms', { arms: ['2'] }, 'Reads 1 arm: 2.'],
  ['import_arms', {}, 'Adds or renames arms from the data.'],
  [
    'import_arms',
    { override: '1' },
    'Deletes all arms with their events and data, then imports arms from the data.',
  ],
  ['delete_arms', {}, 'Deletes nothing: no arm is named.'],
  ['delete_arms', { arms: ['1', '2'] }, 'Deletes 2 arms with all events and data in them: 1, 2.'],
  ['export_events', {}, 'Reads all events.'],
  ['export_events', { arms: ['1'] }, 'Reads all events of 1 arm: 1.'],
  ['import_events', {}, 'Adds or changes events from the data.'],
  [
    'import_events',
    { override: '1' },
    'Deletes all events with their data, then imports events from the data.',
  ],
  ['delete_events', {}, 'Deletes nothing: no event is named.'],
  ['delete_events', { events: ['a_arm_1'] }, 'Deletes 1 event with all data in them: a_arm_1.'],
  [
    'filerepo_create_folder',
    { name: 'Forms' },
    'Creates the folder “Forms” at the top of the File Repository.',
  ],
  [
    'filerepo_create_folder',
    { name: 'Forms', folder_id: '7', dag_id: '3', role_id: '4' },
    'Creates the folder “Forms” in folder 7 of the File Repository, seen only by group 3 and role 4.',
  ],
  ['filerepo_list', {}, 'Reads the list of files and folders at the top of the File Repository.'],
  [
    'filerepo_list',
    { folder_id: '7' },
    'Reads the list of files and folders in folder 7 of the File Repository.',
  ],
  ['filerepo_export', { doc_id: '12' }, 'Reads file 12 of the File Repository.'],
  ['filerepo_import', { file }, 'Adds “scan.pdf” at the top of the File Repository.'],
  ['filerepo_import', { file, folder_id: '7' }, 'Adds “scan.pdf” in folder 7 of the File Repository.'],
  [
    'filerepo_delete',
    { doc_id: '12' },
    'Deletes file 12 of the File Repository: it goes to the recycle bin for 30 days.',
  ],
  ['export_repeating', {}, 'Reads which instruments and events repeat.'],
  [
    'import_repeating',
    {},
    'Sets which instruments and events repeat: those left out of the data may stop repeating.',
  ],
  ['export_reports', { report_id: '5' }, 'Reads the data of report 5.'],
  ['export_dags', {}, 'Reads the data access groups of the project.'],
  ['import_dags', {}, 'Adds or renames data access groups from the data.'],
  ['delete_dags', {}, 'Deletes nothing: no data access group is named.'],
  [
    'delete_dags',
    { dags: ['ca_site', 'ny_site'] },
    'Deletes 2 data access groups, whose users and records are then in no group: ca_site, ny_site.',
  ],
  [
    'switch_dag',
    { dag: 'ca_site' },
    'Moves you to data access group “ca_site”, which changes what later requests of yours see.',
  ],
  [
    'switch_dag',
    {},
    'Takes you out of your data access group, which changes what later requests of yours see.',
  ],
  ['export_user_dag_assignments', {}, 'Reads which user is in which data access group.'],
  [
    'import_user_dag_assignments',
    {},
    'Moves the users in the data to other data access groups, or out of theirs.',
  ],
  [
    'export_survey_link',
    { record: '1', instrument: 'visit', event: 'a_arm_1', repeat_instance: '2' },
    'Reads the link to survey “visit” of record “1” at event “a_arm_1”, instance 2: whoever has it can answer as this participant.',
  ],
  [
    'export_survey_participants',
    { instrument: 'visit', event: 'a_arm_1' },
    'Reads the participants of survey “visit” at event “a_arm_1”, with e-mail addresses and links.',
  ],
  [
    'export_survey_queue_link',
    { record: '1' },
    'Reads the link to the survey queue of record “1”: whoever has it can answer as this participant.',
  ],
  [
    'export_survey_return_code',
    { record: '1', instrument: 'visit' },
    'Reads the return code for survey “visit” of record “1”: whoever has it can continue the answers.',
  ],
  [
    'export_survey_access_code',
    { record: '1', instrument: 'visit' },
    'Reads the access code for survey “visit” of record “1”: whoever has it can answer as this participant.',
  ],
  ['export_users', {}, 'Reads the users of the project with their e-mail addresses and rights.'],
  ['import_users', {}, 'Adds users from the data, or changes the rights of existing ones.'],
  ['delete_users', {}, 'Removes nothing: no user is named.'],
  ['delete_users', { users: ['u1'] }, 'Removes 1 user from the project: u1.'],
  ['export_user_roles', {}, 'Reads the user roles and their rights.'],
  [
    'import_user_roles',
    {},
    'Adds or changes user roles from the data, and so the rights of everyone in them.',
  ],
  ['delete_user_roles', {}, 'Deletes nothing: no user role is named.'],
  [
    'delete_user_roles',
    { roles: ['U-1', 'U-2'] },
    'Deletes 2 user roles, whose users then have none: U-1, U-2.',
  ],
  ['export_user_role_assignments', {}, 'Reads which user has which role.'],
  [
    'import_user_role_assignments',
    {},
    'Gives the users in the data other roles, or takes theirs away, and so changes their rights.',
  ],
  ['export_logging', {}, 'Reads the whole log of the project.'],
  ['export_logging', { endTime: '2026-01-01 00:00' }, 'Reads the log entries in a timespan.'],
  [
    'export_logging',
    { logtype: 'record', user: 'u1', record: '1', dag: '3', beginTime: '2026-01-01 00:00' },
    'Reads the log entries of type “record” by user “u1” on record “1” of group 3 in a timespan.',
  ],
  [
    'external_module_api',
    { prefix: 'my_module', action: 'sync' },
    'Calls “sync” of module “my_module”: what that reads or changes is up to the module.',
  ],
  ['export_version', {}, 'Reads the version number of the REDCap server.'],
];

function told(id: string, draft: Draft, recordCount?: number): string {
  const method = methodOf(id);
  return effectSentence(method, prepare(method, draft, {}).request.fields, recordCount);
}

describe('one sentence tells what a request will do', () => {
  it.each(cases)('%s with %o', (id, draft, sentence) => {
    expect(told(id, draft)).toBe(sentence);
  });

  it('and every method has one', () => {
    const tested = new Set(cases.map(([id]) => id));
    expect(methods.map((method) => method.id).filter((id) => !tested.has(id))).toEqual([]);
  });

  it('which counts all records where their number is known', () => {
    expect(told('export_records', {}, 120)).toBe('Reads all fields of all 120 records.');
    expect(told('export_records', { records: ['1'] }, 120)).toBe('Reads all fields of 1 record.');
    expect(told('export_project_xml', {}, 120)).toContain('all 120 records');
  });

  it('which takes the graver reading of a value that REDCap does not document', () => {
    const say = (id: string, name: string, value: string): string => {
      const fields: readonly EncodedField[] = [{ kind: 'text', name, value }];
      return effectSentence(methodOf(id), fields);
    };
    expect(say('import_records', 'overwriteBehavior', 'NORMAL')).toContain('blanks erase stored values');
    expect(say('import_arms', 'override', 'false')).toContain('Deletes all arms');
    expect(say('import_events', 'override', '2')).toContain('Deletes all events');
    expect(say('export_pdf', 'allRecords', '')).toContain('all records');
  });

  it('in which hostile names stay on one line and short', () => {
    const sentence = told('rename_record', {
      record: 'a\nb\u202Ec\u200Bd',
      new_record_name: 'x'.repeat(5000),
    });
    expect(sentence).toBe(`Renames record “a b c d” to “${'x'.repeat(60)}…”.`);
    expect(told('rename_record', { record: '\uD800', new_record_name: 'b' }).isWellFormed()).toBe(true);
  });

  it('in which a name in a script from right to left keeps its direction to itself', () => {
    const sentence = told('rename_record', { record: 'אבג', new_record_name: 'b' });
    expect(sentence).toBe('Renames record “\u2068אבג\u2069” to “b”.');
  });

  it('and a method outside the catalogue is told by its danger', () => {
    expect(effectSentence(madeUpMethod([]), [])).toBe('This method does nothing.');
  });
});
