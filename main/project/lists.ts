import { choicesOf } from '#app/project/choices.ts';
import type {
  CheckboxColumn,
  FormAtEvent,
  NamedItem,
  OutlineField,
  OutlineGroup,
} from '#app/project/outline.ts';

/** One row of an answer as text: whatever is no text or number is ''. */
export type Row = (column: string) => string;

/** A list of the project that one request reads. */
export interface ListKind<Item> {
  /** As it stands in a sentence after “The”. */
  readonly name: string;
  readonly content: string;
  /** The user rights the server wants for it. */
  readonly rights: readonly string[];
  /** A refusal of the server that means: there are none. */
  readonly none?: RegExp;
  /** null: the row cannot be used. */
  readonly toItem: (row: Row) => Item | null;
}

const named = (name: string, label: string): NamedItem | null => (name === '' ? null : { name, label });

export const fieldList = {
  name: 'fields',
  content: 'metadata',
  rights: ['API Export'],
  toItem: (row) => {
    const name = row('field_name');
    if (name === '') return null;
    const type = row('field_type');
    return {
      name,
      label: row('field_label'),
      form: row('form_name'),
      type,
      identifier: isYes(row('identifier')),
      required: isYes(row('required_field')),
      choices: choicesOf(type, row('select_choices_or_calculations')),
      // A slider keeps here whether its number is shown.
      validation: type === 'text' ? row('text_validation_type_or_show_slider_number') : '',
      min: row('text_validation_min'),
      max: row('text_validation_max'),
      calculated: type === 'calc' || /@CALC(?:TEXT|DATE)\b/i.test(row('field_annotation')),
    };
  },
} as const satisfies ListKind<OutlineField>;

const isYes = (value: string): boolean => value === 'y' || value === 'Y';

export const formList = {
  name: 'instruments',
  content: 'instrument',
  rights: ['API Export'],
  toItem: (row) => named(row('instrument_name'), row('instrument_label')),
} as const satisfies ListKind<NamedItem>;

/** All columns of an export; those of checkbox fields carry a code. */
export const columnList = {
  name: 'names of export columns',
  content: 'exportFieldNames',
  rights: ['API Export'],
  toItem: (row) => {
    const [name, field] = [row('export_field_name'), row('original_field_name')];
    return name === '' || field === '' ? null : { name, field, code: row('choice_value') };
  },
} as const satisfies ListKind<CheckboxColumn>;

export const eventList = {
  name: 'events',
  content: 'event',
  rights: ['API Export'],
  none: /cannot export events for classic projects/i,
  toItem: (row) => named(row('unique_event_name'), row('event_name')),
} as const satisfies ListKind<NamedItem>;

export const armList = {
  name: 'arms',
  content: 'arm',
  rights: ['API Export'],
  none: /cannot export arms for classic projects/i,
  toItem: (row) => named(row('arm_num'), row('name')),
} as const satisfies ListKind<NamedItem>;

export const mappingList = {
  name: 'instruments of each event',
  content: 'formEventMapping',
  rights: ['API Export'],
  none: /cannot export form\/event mappings for classic projects/i,
  toItem: (row) => {
    const [event, form] = [row('unique_event_name'), row('form')];
    return event === '' || form === '' ? null : { event, form };
  },
} as const satisfies ListKind<FormAtEvent>;

export const repeatingList = {
  name: 'repeating instruments and events',
  content: 'repeatingFormsEvents',
  rights: ['API Export', 'Project Design and Setup'],
  none: /does not contain any repeating instruments and events/i,
  toItem: (row) => {
    const [event, form] = [row('event_name'), row('form_name')];
    return event === '' && form === '' ? null : { event, form };
  },
} as const satisfies ListKind<FormAtEvent>;

export const groupList = {
  name: 'data access groups',
  content: 'dag',
  rights: ['API Export', 'Data Access Groups'],
  toItem: (row) => {
    const group = named(row('unique_group_name'), row('data_access_group_name'));
    const id = row('data_access_group_id');
    return group === null || id === '' ? group : { ...group, id };
  },
} as const satisfies ListKind<OutlineGroup>;

export const userList = {
  name: 'users',
  content: 'user',
  rights: ['API Export', 'User Rights'],
  toItem: (row) => named(row('username'), `${row('firstname')} ${row('lastname')}`.trim()),
} as const satisfies ListKind<NamedItem>;

export const roleList = {
  name: 'user roles',
  content: 'userRole',
  rights: ['API Export', 'User Rights'],
  toItem: (row) => named(row('unique_role_name'), row('role_label')),
} as const satisfies ListKind<NamedItem>;

/** The record names: the API has no list of them, so the record ID field alone is exported, as clients do [S4]. */
export const recordList = (recordIdField: string): ListKind<NamedItem> => ({
  name: 'record names',
  content: 'record',
  rights: ['API Export'],
  toItem: (row) => named(row(recordIdField), ''),
});
