import type { Field } from '../model/field.ts';

/** Dictionary words → the words of REDCap's project XML, as a 14.7.3 server writes them; others are the same. */
const FIELD_TYPES: ReadonlyMap<string, string> = new Map([
  ['notes', 'textarea'],
  ['dropdown', 'select'],
]);
const VALIDATIONS: ReadonlyMap<string, string> = new Map([
  ['integer', 'int'],
  ['number', 'float'],
]);

const backwards = (words: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...words].map(([ours, theirs]) => [theirs, ours]));
const FIELD_TYPES_BACK = backwards(FIELD_TYPES);
const VALIDATIONS_BACK = backwards(VALIDATIONS);

export const odmFieldType = (type: string): string => FIELD_TYPES.get(type) ?? type;
export const odmValidation = (validation: string): string => VALIDATIONS.get(validation) ?? validation;
export const dictionaryFieldType = (type: string): string => FIELD_TYPES_BACK.get(type) ?? type;
export const dictionaryValidation = (validation: string): string =>
  VALIDATIONS_BACK.get(validation) ?? validation;

/** Data dictionary columns that travel as attributes of an ItemDef. */
export const ITEM_ATTRIBUTES = [
  ['field_note', 'redcap:FieldNote'],
  ['section_header', 'redcap:SectionHeader'],
  ['identifier', 'redcap:Identifier'],
  ['required_field', 'redcap:RequiredField'],
  ['branching_logic', 'redcap:BranchingLogic'],
  ['custom_alignment', 'redcap:CustomAlignment'],
  ['question_number', 'redcap:QuestionNumber'],
  ['matrix_group_name', 'redcap:MatrixGroupName'],
  ['matrix_ranking', 'redcap:MatrixRanking'],
  ['field_annotation', 'redcap:FieldAnnotation'],
] as const;

/** ODM's data type of a field. */
export function odmDataType(field: Field): string {
  if (field.type === 'checkbox' || field.type === 'yesno' || field.type === 'truefalse') return 'boolean';
  if (field.type === 'calc') return 'float';
  const { validation } = field;
  if (validation.startsWith('datetime')) return 'partialDatetime';
  if (validation.startsWith('date')) return 'date';
  if (validation === 'integer') return 'integer';
  return validation.startsWith('number') ? 'float' : 'text';
}

/** Project settings that travel as elements of GlobalVariables. */
export const GLOBAL_SETTINGS = [
  ['record_autonumbering_enabled', 'RecordAutonumberingEnabled'],
  ['custom_record_label', 'CustomRecordLabel'],
  ['secondary_unique_field', 'SecondaryUniqueField'],
  ['scheduling_enabled', 'SchedulingEnabled'],
  ['surveys_enabled', 'SurveysEnabled'],
  ['randomization_enabled', 'RandomizationEnabled'],
  ['display_today_now_button', 'DisplayTodayNowButton'],
  ['bypass_branching_erase_field_prompt', 'PreventBranchingEraseValues'],
  ['purpose', 'Purpose'],
  ['purpose_other', 'PurposeOther'],
  ['project_notes', 'ProjectNotes'],
] as const;
