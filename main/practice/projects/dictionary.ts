import { METADATA_COLUMNS, fieldFromRow } from '../model/field.ts';
import type { Field, FieldType, MetadataColumn, MetadataRow } from '../model/field.ts';

/** Columns of the data dictionary under short names; what is left out is empty. */
export interface FieldOptions {
  readonly choices?: string;
  readonly calc?: string;
  readonly validation?: string;
  readonly min?: string;
  readonly max?: string;
  readonly note?: string;
  readonly section?: string;
  readonly branching?: string;
  readonly annotation?: string;
  readonly identifier?: true;
  readonly required?: true;
}

export type FieldLine = readonly [
  name: string,
  type: Exclude<FieldType, 'status'>,
  label: string,
  options?: FieldOptions,
];

/** The fields of one instrument, from compact lines. */
export function instrumentFields(form: string, lines: readonly FieldLine[]): readonly Field[] {
  return lines.map(([name, type, label, options = {}]) =>
    fieldFromRow(rowOf(form, name, type, label, options)),
  );
}

function rowOf(form: string, name: string, type: string, label: string, options: FieldOptions): MetadataRow {
  const cells: Partial<Record<MetadataColumn, string>> = {
    field_name: name,
    form_name: form,
    section_header: options.section ?? '',
    field_type: type,
    field_label: label,
    select_choices_or_calculations: options.choices ?? options.calc ?? '',
    field_note: options.note ?? '',
    text_validation_type_or_show_slider_number: options.validation ?? '',
    text_validation_min: options.min ?? '',
    text_validation_max: options.max ?? '',
    identifier: options.identifier ? 'y' : '',
    branching_logic: options.branching ?? '',
    required_field: options.required ? 'y' : '',
    field_annotation: options.annotation ?? '',
  };
  return Object.fromEntries(METADATA_COLUMNS.map((column) => [column, cells[column] ?? ''])) as MetadataRow;
}
