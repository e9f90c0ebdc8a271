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
} as const satisfies ChoiceParameter;

/** CDISC ODM is offered where records go in and out. */
export const formatWithOdm = {
  ...format,
  values: [...dataFormats, { value: 'odm', label: 'ODM' }],
} as const satisfies ChoiceParameter;

export const importFormatWithOdm = {
  ...formatWithOdm,
  help: importFormat.help,
} as const satisfies ChoiceParameter;

export const returnFormat = {
  kind: 'choice',
  name: 'returnFormat',
  label: 'Errors',
  help: 'How error messages are written. Follows Format until you choose.',
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
} as const satisfies ChoiceParameter;

/** For methods without a parameter `format`. */
export const errorsOnly = {
  kind: 'choice',
  name: 'returnFormat',
  label: 'Errors',
  help: 'How error messages are written.',
  section: 'format',
  requirement: 'optional',
  always: true,
  values: dataFormats,
  default: 'csv',
} as const satisfies ChoiceParameter;

export const confirmationOnly = {
  ...errorsOnly,
  help: 'How the confirmation and error messages are written.',
} as const satisfies ChoiceParameter;

export const type = {
  kind: 'choice',
  name: 'type',
  label: 'Type',
  help: 'One row per record, or one row per data point.',
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
  section: 'what',
  requirement: 'optional',
} as const satisfies ListParameter;

export const fields = {
  kind: 'list',
  of: 'fields',
  name: 'fields',
  label: 'Fields',
  help: 'Variable names to include, together with those of the chosen forms. None chosen means all.',
  section: 'what',
  requirement: 'optional',
} as const satisfies ListParameter;

export const forms = {
  kind: 'list',
  of: 'forms',
  name: 'forms',
  label: 'Forms',
  help: 'Unique instrument names to include, such as demographics. None chosen means all.',
  section: 'what',
  requirement: 'optional',
} as const satisfies ListParameter;

export const events = {
  kind: 'list',
  of: 'events',
  name: 'events',
  label: 'Events',
  help: 'Unique event names to include, such as baseline_arm_1. None chosen means all.',
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
  section: 'what',
  requirement: 'optional',
} as const satisfies TextParameter;

export const event = {
  kind: 'text',
  of: 'events',
  name: 'event',
  label: 'Event',
  help: 'The unique name of one event, such as baseline_arm_1.',
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
  section: 'options',
  requirement: 'optional',
  always: true,
} as const satisfies SwitchParameter;

export const filterLogic = {
  kind: 'logic',
  name: 'filterLogic',
  label: 'Filter Logic',
  help: 'Only rows for which this is true, for example [age] > 30.',
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
} as const satisfies Omit<SwitchParameter, 'label' | 'help'>;
