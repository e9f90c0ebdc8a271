import { computationOf } from './computation.ts';
import type { Computation } from './computation.ts';

/** The 18 columns of REDCap's data dictionary as the API names them, in their order [S4]. */
export const METADATA_COLUMNS = [
  'field_name',
  'form_name',
  'section_header',
  'field_type',
  'field_label',
  'select_choices_or_calculations',
  'field_note',
  'text_validation_type_or_show_slider_number',
  'text_validation_min',
  'text_validation_max',
  'identifier',
  'branching_logic',
  'required_field',
  'custom_alignment',
  'question_number',
  'matrix_group_name',
  'matrix_ranking',
  'field_annotation',
] as const;

export type MetadataColumn = (typeof METADATA_COLUMNS)[number];
export type MetadataRow = Readonly<Record<MetadataColumn, string>>;

/** REDCap's field types; `status` is the `<form>_complete` field that every instrument ends with. */
export const FIELD_TYPES = [
  'text',
  'notes',
  'radio',
  'dropdown',
  'checkbox',
  'yesno',
  'truefalse',
  'calc',
  'slider',
  'file',
  'descriptive',
  'sql',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number] | 'status';

export interface Choice {
  readonly code: string;
  readonly label: string;
}

export interface Field {
  readonly name: string;
  readonly form: string;
  readonly type: FieldType;
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Text validation, e.g. `date_ymd`, `integer`; for files `signature`; else empty. */
  readonly validation: string;
  /** Null for a field that is entered. */
  readonly computation: Computation | null;
  /** The dictionary row it was read from; a status field has none of its own. */
  readonly row: MetadataRow | null;
}

const STATUS_CHOICES: readonly Choice[] = [
  { code: '0', label: 'Incomplete' },
  { code: '1', label: 'Unverified' },
  { code: '2', label: 'Complete' },
];

/** Reads `1, Male | 2, Female`. An item without a comma is its own code. */
export function parseChoices(text: string): readonly Choice[] {
  return text
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      const comma = item.indexOf(',');
      if (comma < 0) return { code: item, label: item };
      return { code: item.slice(0, comma).trim(), label: item.slice(comma + 1).trim() };
    });
}

export function isFieldType(text: string): text is FieldType {
  return FIELD_TYPES.some((type) => type === text);
}

/** A field from its dictionary row; the type must have been checked. */
export function fieldFromRow(row: MetadataRow): Field {
  const type = isFieldType(row.field_type) ? row.field_type : 'text';
  return {
    name: row.field_name,
    form: row.form_name,
    type,
    label: row.field_label,
    choices: choicesOf(type, row.select_choices_or_calculations),
    validation: row.text_validation_type_or_show_slider_number,
    computation: computationOf(type, row),
    row,
  };
}

export function statusField(form: string): Field {
  return {
    name: `${form}_complete`,
    form,
    type: 'status',
    label: 'Complete?',
    choices: STATUS_CHOICES,
    validation: '',
    computation: null,
    row: null,
  };
}

/** The stored and exported name of one checkbox option [S4]; minus signs become underscores. */
export function checkboxColumn(fieldName: string, code: string): string {
  return `${fieldName}___${code.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')}`;
}

/** The names under which a field is stored and exported: one, or one per checkbox option. */
export function storedColumns(field: Field): readonly string[] {
  if (field.type !== 'checkbox') return [field.name];
  return field.choices.map(({ code }) => checkboxColumn(field.name, code));
}

function choicesOf(type: FieldType, text: string): readonly Choice[] {
  switch (type) {
    case 'radio':
    case 'dropdown':
    case 'checkbox':
      return parseChoices(text);
    case 'yesno':
      return [
        { code: '1', label: 'Yes' },
        { code: '0', label: 'No' },
      ];
    case 'truefalse':
      return [
        { code: '1', label: 'True' },
        { code: '0', label: 'False' },
      ];
    default:
      return [];
  }
}
