import type { OutlineField, ProjectOutline } from '#app/project/outline.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { fieldValues } from './field-values.ts';
import { identify } from './identify.ts';

/** Methods whose answer holds values of the fields that `fields` and `forms` choose; none chosen means all. */
const exportsOfValues = new Set(['export_records', 'export_project_xml']);

/** Whether the answer to a request holds values that could be identifiers. */
export function isExportOfValues(fields: readonly EncodedField[]): boolean {
  const method = identify(fields);
  return method !== undefined && exportsOfValues.has(method.id);
}

/**
 * The fields marked as identifiers whose values a request would export; null when the request exports no values,
 * or the dictionary is not known.
 */
export function exportedIdentifiers(
  fields: readonly EncodedField[],
  outline: ProjectOutline | null,
): readonly OutlineField[] | null {
  if (!isExportOfValues(fields) || outline?.fields == null) return null;
  const values = fieldValues(fields);
  if (values.text('returnMetadataOnly') === 'true') return [];
  return chosenFields(identifiersOf(outline.fields), values.list('fields'), values.list('forms'));
}

const known = new WeakMap<readonly OutlineField[], readonly OutlineField[]>();

/** A project may have 40,000 fields, which are looked through once and not at every keystroke. */
function identifiersOf(all: readonly OutlineField[]): readonly OutlineField[] {
  const identifiers = known.get(all) ?? all.filter(({ identifier }) => identifier);
  known.set(all, identifiers);
  return identifiers;
}

/**
 * The names to export so that the same choice leaves its identifiers out: every other field of it, and the status
 * of each instrument that was chosen whole.
 */
export function withoutIdentifiers(
  all: readonly OutlineField[],
  fields: readonly string[],
  forms: readonly string[],
): readonly string[] {
  const chosen = chosenFields(all, fields, forms);
  const whole = fields.length === 0 && forms.length === 0 ? [...new Set(all.map(({ form }) => form))] : forms;
  const names = chosen
    // A descriptive field has no value to export.
    .filter(({ identifier, type }) => !identifier && type !== 'descriptive')
    .map(({ name }) => name);
  // Names that the dictionary does not know, such as a status field, stay as they were chosen.
  const inDictionary = new Set(all.map(({ name }) => name));
  const others = fields.filter((name) => !inDictionary.has(name));
  return [...new Set([...names, ...others, ...whole.map((form) => `${form}_complete`)])];
}

/** REDCap exports the union of fields and forms, and everything when neither is given [S5]. */
function chosenFields(
  all: readonly OutlineField[],
  fields: readonly string[],
  forms: readonly string[],
): readonly OutlineField[] {
  if (fields.length === 0 && forms.length === 0) return all;
  const [names, formNames] = [new Set(fields), new Set(forms)];
  return all.filter(({ name, form }) => names.has(name) || formNames.has(form));
}

/** How many identifiers an export holds, as a sentence; empty when it holds none. */
export function identifierSentence(identifiers: readonly OutlineField[]): string {
  if (identifiers.length === 0) return '';
  const names = identifiers.slice(0, 3).map(({ name }) => name);
  const more = identifiers.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return `Holds ${identifiers.length === 1 ? '1 identifier' : `${identifiers.length} identifiers`}: ${list}.`;
}
