import type { MethodId } from '#app/catalogue/catalogue.ts';
import { accessSentences } from './access-sentences.ts';
import type { FieldValues, Sentence } from './field-values.ts';
import { counted, named, quoted, shown } from './words.ts';

/** One sentence for each method. Where a value is not one that REDCap documents, the graver reading is told. */
export const sentences = {
  export_records: (values, recordCount) =>
    `Reads ${fieldsRead(values)} of ${recordsRead(values, recordCount)}${eventsRead(values)}${filters(values)}.`,
  import_records: (values) => {
    const what =
      values.text('forceAutoNumber') === 'true'
        ? 'Adds records from the data, under new names where the project numbers them itself'
        : 'Adds or changes records from the data';
    const background = ['', '0'].includes(values.text('backgroundProcess')) ? '' : ', in the background';
    const blanks = ['', 'normal'].includes(values.text('overwriteBehavior'))
      ? 'blanks are ignored'
      : 'blanks erase stored values';
    return `${what}${background}: ${blanks}.`;
  },
  delete_records: (values) => {
    const records = values.list('records');
    if (records.length === 0) return 'Deletes nothing: no record is named.';
    const part = [
      partOf('instance', values.text('repeat_instance')),
      partOf('instrument', values.text('instrument')),
      partOf('event', values.text('event')),
    ].filter((text) => text !== '');
    const what = part.length === 0 ? '' : `the data of ${part.join(', ')} of `;
    const logging = values.text('delete_logging') === '1' ? ' with their log entries' : '';
    return `Deletes ${what}${named('record', records, `${inArm(values)}${logging}`)}.`;
  },
  rename_record: (values) =>
    `Renames record ${quoted(values.text('record'))} to ${quoted(values.text('new_record_name'))}${inArm(values)}.`,
  generate_next_record_name: () => 'Reads the next free record name and creates no record.',
  randomize_record: (values) =>
    `Allocates record ${quoted(values.text('record'))} in randomization ${shown(values.text('randomization_id'))}, which the API cannot undo.`,

  export_metadata: (values) =>
    hasChoice(values, ['fields', 'forms'])
      ? `Reads the definitions of ${fieldsRead(values)}.`
      : 'Reads the whole data dictionary.',
  import_metadata: () => 'Replaces the whole data dictionary: fields left out are deleted.',
  export_field_names: (values) =>
    values.text('field') === ''
      ? 'Reads the export names of all fields.'
      : `Reads the export names of field ${quoted(values.text('field'))}.`,

  export_file: (values) => `Reads the file ${fileHome(values)}.`,
  import_file: (values) =>
    `Stores ${quoted(values.fileName('file'))} ${fileHome(values)}, replacing the file there.`,
  delete_file: (values) => `Deletes the file ${fileHome(values)}.`,

  filerepo_create_folder: (values) =>
    `Creates the folder ${quoted(values.text('name'))} ${inFolder(values)}${onlyFor(values)}.`,
  filerepo_list: (values) => `Reads the list of files and folders ${inFolder(values)}.`,
  filerepo_export: (values) => `Reads file ${shown(values.text('doc_id'))} of the File Repository.`,
  filerepo_import: (values) => `Adds ${quoted(values.fileName('file'))} ${inFolder(values)}.`,
  filerepo_delete: (values) =>
    `Deletes file ${shown(values.text('doc_id'))} of the File Repository: it goes to the recycle bin for 30 days.`,

  export_instruments: () => 'Reads the list of instruments.',
  export_pdf: (values) => {
    if (values.has('allRecords')) return 'Reads all instruments with the data of all records as a PDF file.';
    const instrument = values.text('instrument');
    const what = instrument === '' ? 'all instruments' : `instrument ${quoted(instrument)}`;
    const record = values.text('record');
    if (record === '') return `Reads ${what} as a PDF file, without data.`;
    return `Reads ${what} as a PDF file, with the data of record ${quoted(record)}${place(values)}.`;
  },
  export_instrument_event_mappings: (values) =>
    `Reads which instruments belong to which events${ofArms(values)}.`,
  import_instrument_event_mappings: () =>
    'Replaces all designations of instruments for events: those left out are undone.',

  create_project: (values) =>
    values.text('odm') === ''
      ? 'Creates a new project on the server.'
      : 'Creates a new project on the server and fills it from a project XML.',
  import_project_info: () => 'Changes settings of the project.',
  export_project_info: () => 'Reads the settings of the project.',
  export_project_xml: (values, recordCount) => {
    if (values.text('returnMetadataOnly') === 'true') return 'Reads the design of the project, without data.';
    const files = ['', 'false'].includes(values.text('exportFiles')) ? '' : ', with uploaded files';
    return `Reads the design of the project and ${fieldsRead(values)} of ${recordsRead(values, recordCount)}${eventsRead(values)}${filters(values)}${files}.`;
  },

  export_arms: (values) =>
    values.list('arms').length === 0 ? 'Reads all arms.' : `Reads ${named('arm', values.list('arms'))}.`,
  import_arms: (values) =>
    replaces(values)
      ? 'Deletes all arms with their events and data, then imports arms from the data.'
      : 'Adds or renames arms from the data.',
  delete_arms: (values) =>
    values.list('arms').length === 0
      ? 'Deletes nothing: no arm is named.'
      : `Deletes ${named('arm', values.list('arms'), ' with all events and data in them')}.`,

  export_events: (values) => `Reads all events${ofArms(values)}.`,
  import_events: (values) =>
    replaces(values)
      ? 'Deletes all events with their data, then imports events from the data.'
      : 'Adds or changes events from the data.',
  delete_events: (values) =>
    values.list('events').length === 0
      ? 'Deletes nothing: no event is named.'
      : `Deletes ${named('event', values.list('events'), ' with all data in them')}.`,

  export_repeating: () => 'Reads which instruments and events repeat.',
  import_repeating: () =>
    'Sets which instruments and events repeat: those left out of the data may stop repeating.',
  export_reports: (values) => `Reads the data of report ${shown(values.text('report_id'))}.`,

  ...accessSentences,

  external_module_api: (values) =>
    `Calls ${quoted(values.text('action'))} of module ${quoted(values.text('prefix'))}: what that reads or changes is up to the module.`,
  export_version: () => 'Reads the version number of the REDCap server.',
} as const satisfies Record<MethodId, Sentence>;

function fieldsRead(values: FieldValues): string {
  const fields = values.list('fields').length;
  const forms = values.list('forms').length;
  if (forms === 0) return fields === 0 ? 'all fields' : counted(fields, 'field');
  const ofForms = counted(forms, 'form');
  return fields === 0 ? `the fields of ${ofForms}` : `${counted(fields, 'field')} and those of ${ofForms}`;
}

function recordsRead(values: FieldValues, recordCount: number | undefined): string {
  const records = values.list('records').length;
  if (records > 0) return counted(records, 'record');
  return recordCount === undefined || recordCount < 2
    ? 'all records'
    : `all ${counted(recordCount, 'record')}`;
}

function eventsRead(values: FieldValues): string {
  const events = values.list('events').length;
  return events === 0 ? '' : ` at ${counted(events, 'event')}`;
}

function filters(values: FieldValues): string {
  const byLogic = values.text('filterLogic') !== '';
  const byTime = values.text('dateRangeBegin') !== '' || values.text('dateRangeEnd') !== '';
  if (byLogic) return `, filtered by logic${byTime ? ' and time' : ''}`;
  return byTime ? ', filtered by time' : '';
}

function hasChoice(values: FieldValues, names: readonly string[]): boolean {
  return names.some((name) => values.list(name).length > 0);
}

function partOf(noun: string, value: string): string {
  return value === '' ? '' : `${noun} ${quoted(value)}`;
}

function inArm(values: FieldValues): string {
  return values.text('arm') === '' ? '' : ` in arm ${shown(values.text('arm'))}`;
}

function ofArms(values: FieldValues): string {
  const arms = values.list('arms');
  return arms.length === 0 ? '' : ` of ${named('arm', arms)}`;
}

function replaces(values: FieldValues): boolean {
  return !['', '0'].includes(values.text('override'));
}

function place(values: FieldValues): string {
  const event = values.text('event');
  const instance = values.text('repeat_instance');
  return `${event === '' ? '' : ` at event ${quoted(event)}`}${instance === '' ? '' : `, instance ${shown(instance)}`}`;
}

function inFolder(values: FieldValues): string {
  const folder = values.text('folder_id');
  return folder === ''
    ? 'at the top of the File Repository'
    : `in folder ${shown(folder)} of the File Repository`;
}

function onlyFor(values: FieldValues): string {
  const group = values.text('dag_id');
  const role = values.text('role_id');
  const who = [group === '' ? '' : `group ${shown(group)}`, role === '' ? '' : `role ${shown(role)}`];
  const restricted = who.filter((text) => text !== '');
  return restricted.length === 0 ? '' : `, seen only by ${restricted.join(' and ')}`;
}

function fileHome(values: FieldValues): string {
  return `in field ${quoted(values.text('field'))} of record ${quoted(values.text('record'))}${place(values)}`;
}
