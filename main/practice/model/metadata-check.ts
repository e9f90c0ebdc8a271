import { METADATA_COLUMNS, isFieldType } from './field.ts';
import type { MetadataRow } from './field.ts';

/** An imported row with all 18 columns; what was not sent is empty. */
export function metadataRow(row: Readonly<Record<string, string>>): MetadataRow {
  const cells = METADATA_COLUMNS.map((column) => [column, (row[column] ?? '').trim()] as const);
  return Object.fromEntries(cells) as MetadataRow;
}

const MOST_FIELDS = 50_000;
const MOST_FORMS = 10_000;

/** Columns of exports and imports that are no fields; the status of each form is one more. */
const RESERVED = [
  'redcap_event_name',
  'redcap_repeat_instrument',
  'redcap_repeat_instance',
  'redcap_data_access_group',
  'redcap_survey_identifier',
];

/** What REDCap would refuse in a dictionary, a sentence each. */
export function metadataProblems(rows: readonly MetadataRow[]): readonly string[] {
  if (rows.length === 0) return ['The data dictionary contains no fields.'];
  const forms = new Set(rows.map((row) => row.form_name));
  if (rows.length > MOST_FIELDS || forms.size > MOST_FORMS) {
    return [
      `The data dictionary has more than ${MOST_FIELDS} fields or ${MOST_FORMS} instruments, which is more than this server can hold.`,
    ];
  }
  const seen = new Set<string>();
  const reserved = new Set([...RESERVED, ...[...forms].map((form) => `${form}_complete`)]);
  const problems = rows.flatMap((row) => {
    const { field_name: name } = row;
    const duplicate = seen.has(name);
    seen.add(name);
    return [
      ...rowProblems(row),
      ...(duplicate ? [`The field "${name}" is listed more than once.`] : []),
      ...(reserved.has(name)
        ? [`The field name "${name}" is reserved: REDCap has a column of that name.`]
        : []),
    ];
  });
  if (rows[0]?.field_type !== 'text') problems.push('The first field, the record ID, must be a text field.');
  return problems;
}

const NEEDS_CHOICES = new Set(['radio', 'dropdown', 'checkbox', 'calc']);

function rowProblems(row: MetadataRow): readonly string[] {
  const { field_name: name, form_name: form, field_type: type } = row;
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) {
    problems.push(
      `The field name "${name}" is not valid: it may hold lower-case letters, digits and underscores.`,
    );
  }
  if (!/^[a-z][a-z0-9_]*$/.test(form))
    problems.push(`The field "${name}" has no valid form name ("${form}").`);
  if (!isFieldType(type)) problems.push(`The field "${name}" has the unknown field type "${type}".`);
  if (NEEDS_CHOICES.has(type) && row.select_choices_or_calculations === '') {
    problems.push(`The field "${name}" of type ${type} needs choices or a calculation.`);
  }
  return problems;
}
