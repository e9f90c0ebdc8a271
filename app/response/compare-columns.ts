import type { FieldValues } from '#app/safety/field-values.ts';
import { named, quoted } from '#app/safety/words.ts';
import type { ReceivedContent } from './compare.ts';

const RIGHTS = 'The data export rights of the token’s user may leave them out.';

/** Fields and instruments asked of Export Records against the columns that came. */
export function compareColumns(values: FieldValues, content: ReceivedContent): readonly string[] {
  const [fields, forms] = [values.list('fields'), values.list('forms')];
  const known = content.project?.forms?.map(({ name }) => name);
  const misspelt = known === undefined ? [] : forms.filter((name) => !known.includes(name));
  const names = namesOf(values, content);
  if (names === null) {
    const all = fields.length === 0 && misspelt.length === forms.length;
    return misspelt.map((name) => misspeltSentence(name, all));
  }
  const wanted = wantedNames(fields, forms, content);
  const missing = wanted.filter((name) => !names.has(name));
  const surplus = surplusOf(names, new Set(wanted), forms, content, fields.length + forms.length > 0);
  return [
    ...misspelt.map((name) => misspeltSentence(name, surplus.length > 0)),
    ...(missing.length > 0
      ? [`The answer lacks ${named('column', missing, ' of what was asked for')}. ${RIGHTS}`]
      : []),
    ...(surplus.length > 0 && misspelt.length === 0
      ? [`The answer has ${named('column', surplus, ' beyond what was asked for')}.`]
      : []),
  ];
}

/** An instrument that REDCap does not know is no error: it is left out, and none at all means all of them. */
function misspeltSentence(form: string, exportedAll: boolean): string {
  return exportedAll
    ? `There is no instrument ${quoted(form)} in this project, so REDCap exported all instruments instead.`
    : `There is no instrument ${quoted(form)} in this project, so nothing of it was exported.`;
}

/** The columns by field, a checkbox once; null where the columns are no field names. */
function namesOf(values: FieldValues, { columns }: ReceivedContent): ReadonlySet<string> | null {
  const labelled = values.text('rawOrLabelHeaders') === 'label' && values.text('format') === 'csv';
  if (columns.length === 0 || labelled || values.text('type') === 'eav') return null;
  return new Set(columns.map((column) => column.replace(/___.*$/s, '')));
}

/** The columns that must be there: of a project that is not known, only what the request itself names. */
function wantedNames(
  fields: readonly string[],
  forms: readonly string[],
  { project }: ReceivedContent,
): readonly string[] {
  const dictionary = project?.fields;
  if (!dictionary) return [...fields, ...forms.map((form) => `${form}_complete`)];
  const whole = fields.length + forms.length === 0;
  const [askedFields, askedForms] = [new Set(fields), new Set(forms)];
  const known = new Set(dictionary.map(({ name }) => name));
  const inDictionary = dictionary
    // Descriptive fields hold no data.
    .filter(
      ({ name, form, type }) =>
        type !== 'descriptive' && (whole || askedFields.has(name) || askedForms.has(form)),
    )
    .map(({ name }) => name);
  return [...inDictionary, ...fields.filter((name) => !known.has(name))];
}

function surplusOf(
  names: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  forms: readonly string[],
  { project, columns }: ReceivedContent,
  chosen: boolean,
): readonly string[] {
  // Without the dictionary it is not known which fields an instrument has.
  if (!chosen || (!project?.fields && forms.length > 0)) return [];
  const recordColumn = project?.recordIdField ?? columns[0];
  const complete = new Set(forms.map((form) => `${form}_complete`));
  return [...names].filter(
    (name) => !wanted.has(name) && !complete.has(name) && name !== recordColumn && !ADDED.test(name),
  );
}

/** Columns that REDCap adds of its own accord or by a switch of the request [S1]. */
const ADDED = /^redcap_|_(?:timestamp|return_code)$/;
