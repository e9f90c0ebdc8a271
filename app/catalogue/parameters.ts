import type {
  ChoiceParameter,
  IntegerParameter,
  ListParameter,
  LogicParameter,
  SwitchParameter,
  TextParameter,
} from './method.ts';

/*
 * Parameters that several methods share. The original pre-selects CSV where the server's own default is XML [S9],
 * so `format` and `returnFormat` are always sent.
 */

const dataFormats = [
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
  { value: 'xml', label: 'XML' },
] as const;

/** For exports. */
export const format = {
  kind: 'choice',
  name: 'format',
  label: 'Format',
  help: 'How the answer is written.',
  more: "Left out, REDCap would answer in XML; this form starts with CSV, as REDCap's own Playground does. The choice changes how the answer is written, not what is in it.",
  section: 'format',
  requirement: 'required',
  always: true,
  values: dataFormats,
  default: 'csv',
} as const satisfies ChoiceParameter;

/** For imports: the same parameter tells how `data` is written. */
export const importFormat = {
  ...format,
  help: 'How the data below is written.',
  more: 'The data must really be written in this format. How the confirmation comes back is chosen under Errors.',
} as const satisfies ChoiceParameter;

/** CDISC ODM is offered where records go in and out. */
export const formatWithOdm = {
  ...format,
  values: [...dataFormats, { value: 'odm', label: 'ODM' }],
  more: "ODM is the CDISC standard for clinical data, written as XML. Left out, REDCap would answer in XML; this form starts with CSV, as REDCap's own Playground does.",
} as const satisfies ChoiceParameter;

export const importFormatWithOdm = {
  ...formatWithOdm,
  help: importFormat.help,
  more: 'The data must really be written in this format. ODM is the CDISC standard for clinical data, as the ODM export writes it.',
} as const satisfies ChoiceParameter;

export const returnFormat = {
  kind: 'choice',
  name: 'returnFormat',
  label: 'Errors',
  help: 'How error messages are written. Follows Format until you choose.',
  more: 'It does not change the body of a successful export. Left out, REDCap takes the value of Format.',
  section: 'format',
  requirement: 'optional',
  always: true,
  values: dataFormats,
  default: 'csv',
  follows: 'format',
  followsAs: { odm: 'xml' },
} as const satisfies ChoiceParameter;

/** For imports and deletes the confirmation is written so, too. */
export const confirmationFormat = {
  ...returnFormat,
  help: 'How the confirmation and error messages are written. Follows Format until you choose.',
  more: 'It governs the count or list that confirms the call as well as error messages. Left out, REDCap takes the value of Format.',
} as const satisfies ChoiceParameter;

/** For methods without a parameter `format`. */
export const errorsOnly = {
  kind: 'choice',
  name: 'returnFormat',
  label: 'Errors',
  help: 'How error messages are written.',
  more: 'A successful answer does not depend on it. Left out, REDCap would write errors in XML.',
  section: 'format',
  requirement: 'optional',
  always: true,
  values: dataFormats,
  default: 'csv',
} as const satisfies ChoiceParameter;

export const confirmationOnly = {
  ...errorsOnly,
  help: 'How the confirmation and error messages are written.',
  more: 'It governs the confirmation as well as error messages. Not every help page lists it, but REDCap accepts it everywhere.',
} as const satisfies ChoiceParameter;

export const type = {
  kind: 'choice',
  name: 'type',
  label: 'Type',
  help: 'One row per record, or one row per data point.',
  more: 'Flat gives one row for each record, event and repeat instance. EAV gives the columns record, field_name and value, with event and repeat columns where the project has them; labels as headings and checkbox labels have no effect there.',
  section: 'format',
  requirement: 'required',
  always: true,
  values: [
    { value: 'flat', label: 'Flat (row per record)' },
    { value: 'eav', label: 'EAV (row per value)' },
  ],
  default: 'flat',
} as const satisfies ChoiceParameter;

export const csvDelimiter = {
  kind: 'choice',
  name: 'csvDelimiter',
  label: 'CSV delimiter',
  help: 'The character between two values of a row.',
  more: "It counts only with CSV. REDCap spells the tab character with the word tab; the comma is sent as empty text, as REDCap's own Playground does.",
  section: 'format',
  requirement: 'optional',
  shownWhen: [{ parameter: 'format', is: 'csv' }],
  values: [
    { value: ',', label: ', (comma) – default' },
    { value: 'tab', label: 'Tab' },
    { value: ';', label: '; (semicolon)' },
    { value: '|', label: '| (pipe)' },
    { value: '^', label: '^ (caret)' },
  ],
  default: ',',
  emptyFor: ',',
} as const satisfies ChoiceParameter;

export const records = {
  kind: 'list',
  of: 'records',
  name: 'records',
  label: 'Records',
  help: 'Names of the records to include. None chosen means all.',
  more: 'A name that does not exist gives no rows and no error. Over the wire the list is numbered: records[0], records[1] and so on.',
  section: 'what',
  requirement: 'optional',
} as const satisfies ListParameter;

export const fields = {
  kind: 'list',
  of: 'fields',
  name: 'fields',
  label: 'Fields',
  help: 'Variable names to include, together with those of the chosen forms. None chosen means all.',
  more: 'Fields and forms add up. A checkbox field goes by its own name, without ___ and a code; columns that REDCap adds itself, such as redcap_event_name, are refused here.',
  section: 'what',
  requirement: 'optional',
} as const satisfies ListParameter;

export const forms = {
  kind: 'list',
  of: 'forms',
  name: 'forms',
  label: 'Forms',
  help: 'Unique instrument names to include, such as demographics. None chosen means all.',
  more: 'Use the unique name with underscores, never the label. A name that does not exist may silently give all forms.',
  section: 'what',
  requirement: 'optional',
} as const satisfies ListParameter;

export const events = {
  kind: 'list',
  of: 'events',
  name: 'events',
  label: 'Events',
  help: 'Unique event names to include, such as baseline_arm_1. None chosen means all.',
  more: "REDCap makes the unique name from the event's name and its arm. Only longitudinal projects have events.",
  section: 'what',
  requirement: 'optional',
  shownWhen: [{ project: 'longitudinal' }],
} as const satisfies ListParameter;

export const arms = {
  kind: 'list',
  of: 'arms',
  name: 'arms',
  label: 'Arms',
  help: 'Arm numbers to include. None chosen means all.',
  more: 'Arms are known by their number, not by their name. Only longitudinal projects have them.',
  section: 'what',
  requirement: 'optional',
  shownWhen: [{ project: 'longitudinal' }],
} as const satisfies ListParameter;

export const record = {
  kind: 'text',
  of: 'records',
  name: 'record',
  label: 'Record',
  help: 'The name of one record.',
  more: 'Record names are text, even when they look like numbers.',
  section: 'what',
  requirement: 'required',
  always: true,
} as const satisfies TextParameter;

export const instrument = {
  kind: 'text',
  of: 'forms',
  name: 'instrument',
  label: 'Instrument',
  help: 'The unique name of one instrument.',
  more: 'Use the unique name with underscores, such as demographics, never the label.',
  section: 'what',
  requirement: 'optional',
} as const satisfies TextParameter;

export const event = {
  kind: 'text',
  of: 'events',
  name: 'event',
  label: 'Event',
  help: 'The unique name of one event, such as baseline_arm_1.',
  more: 'A longitudinal project needs it to find the place that is meant; other projects have no events and leave it out.',
  section: 'what',
  requirement: 'optional',
  shownWhen: [{ project: 'longitudinal' }],
} as const satisfies TextParameter;

export const arm = {
  kind: 'integer',
  of: 'arms',
  min: 1,
  name: 'arm',
  label: 'Arm',
  help: 'The number of one arm. None means every arm in which the record exists.',
  more: 'The same record name can exist in several arms; without a number all of them are meant.',
  section: 'what',
  requirement: 'optional',
  shownWhen: [{ project: 'longitudinal' }, { project: 'severalArms' }],
} as const satisfies IntegerParameter;

export const repeatInstance = {
  kind: 'integer',
  min: 1,
  name: 'repeat_instance',
  label: 'Repeat instance',
  help: 'The number of one instance of a repeating instrument or event. REDCap takes 1 when left empty.',
  more: 'Only repeating instruments and repeating events have instances. Without a number REDCap takes the first.',
  section: 'what',
  requirement: 'optional',
  shownWhen: [{ project: 'repeating' }],
} as const satisfies IntegerParameter;

export const exportSurveyFields = {
  kind: 'switch',
  on: 'true',
  off: 'false',
  default: 'off',
  name: 'exportSurveyFields',
  label: 'Survey Fields',
  help: 'Adds the survey identifier and the survey timestamps.',
  more: 'Adds redcap_survey_identifier and a timestamp column for each survey. When the data are imported again, these columns are ignored.',
  section: 'options',
  requirement: 'optional',
  always: true,
} as const satisfies SwitchParameter;

export const exportDataAccessGroups = {
  kind: 'switch',
  on: 'true',
  off: 'false',
  default: 'off',
  name: 'exportDataAccessGroups',
  label: 'Data Access Groups',
  help: 'Adds the data access group of each record, if you are in none yourself.',
  more: 'Adds the column redcap_data_access_group. If your own account is in a group, REDCap treats this as off.',
  section: 'options',
  requirement: 'optional',
  always: true,
} as const satisfies SwitchParameter;

export const filterLogic = {
  kind: 'logic',
  name: 'filterLogic',
  label: 'Filter Logic',
  help: 'Only rows for which this is true, for example [age] > 30.',
  more: "Written as in branching logic and reports, for example [sex] = '1' and [age] > 30; a mistake in it gives an error. In a longitudinal project a field without an event is normally read from the row's own event.",
  section: 'filter',
  requirement: 'optional',
  since: '6.11.0',
} as const satisfies LogicParameter;

/** Arms and events: replace all of that kind. Help text and label are each method's own. */
export const override = {
  kind: 'switch',
  on: '1',
  off: '0',
  default: 'off',
  name: 'override',
  section: 'options',
  requirement: 'required',
  always: true,
  more: 'Replacing is possible only while the project is in Development. Otherwise nothing that your data leave out is deleted.',
} as const satisfies Omit<SwitchParameter, 'label' | 'help'>;

export const rawOrLabel = {
  kind: 'choice',
  name: 'rawOrLabel',
  label: 'Raw Labels',
  help: 'Multiple-choice answers as codes or as their labels.',
  more: 'Labels are for reading; an import needs the codes. Labels also replace the unique names in the event and data access group columns.',
  section: 'options',
  requirement: 'optional',
  always: true,
  values: [
    { value: 'raw', label: 'Raw codes' },
    { value: 'label', label: 'Labels' },
  ],
  default: 'raw',
} as const satisfies ChoiceParameter;

export const rawOrLabelHeaders = {
  kind: 'choice',
  name: 'rawOrLabelHeaders',
  label: 'Raw Headers',
  help: 'Column headings as variable names or as field labels.',
  more: 'It counts only for flat CSV. An import needs variable names.',
  section: 'options',
  requirement: 'optional',
  always: true,
  shownWhen: [
    { parameter: 'format', is: 'csv' },
    { parameter: 'type', is: 'flat' },
  ],
  values: [
    { value: 'raw', label: 'Variable names' },
    { value: 'label', label: 'Field labels' },
  ],
  default: 'raw',
} as const satisfies ChoiceParameter;

export const exportCheckboxLabel = {
  kind: 'switch',
  on: 'true',
  off: 'false',
  default: 'off',
  name: 'exportCheckboxLabel',
  label: 'Checkbox Labels',
  help: 'A ticked box gives its label and an unticked one stays blank, instead of Checked and Unchecked.',
  more: 'It counts only together with labels and flat rows. Without it a ticked box reads Checked and an unticked one Unchecked.',
  section: 'options',
  requirement: 'optional',
  always: true,
  shownWhen: [
    { parameter: 'rawOrLabel', is: 'label' },
    { parameter: 'type', is: 'flat' },
  ],
} as const satisfies SwitchParameter;

export const decimalCharacter = {
  kind: 'choice',
  name: 'decimalCharacter',
  label: 'Decimal character',
  help: 'Forces one decimal character for all numbers. Otherwise each field keeps its own.',
  more: 'It acts on calculated fields and on text fields that are validated as numbers.',
  section: 'format',
  requirement: 'optional',
  values: [
    { value: '.', label: '. (dot)' },
    { value: ',', label: ', (comma)' },
  ],
} as const satisfies ChoiceParameter;

/**
 * What the original sends as `format` although the answer does not depend on it [S10]. A choice of one value is never
 * asked for. Help text and value are each method's own.
 */
export const fixedFormat = {
  kind: 'choice',
  name: 'format',
  label: 'Format',
  more: 'The answer is the same for every value.',
  section: 'format',
  requirement: 'optional',
  always: true,
} as const satisfies Omit<ChoiceParameter, 'help' | 'values'>;
