import type { FieldValues } from '#app/safety/field-values.ts';
import { named, quoted } from '#app/safety/words.ts';
import type { ReceivedContent } from './compare.ts';

const RIGHTS = 'The data export rights of the token’s user may leave them out.';

/** Fields and instruments asked of Export Records against the columns that came. */
export function compareColumns(values: FieldValues, content: ReceivedContent): readonly string[] {
  const [fields, forms] = [values.list('fields'), values.list('forms')];
  const known = content.project?.forms?.map(({ name }) => name);
  const misspelt = known === undefined ? [] : forms.filter((name) => !known.includes(name));
  if (content.rowCount === 0) return misspelt.map((name) => `${noInstrument(name)}.`);
  const names = namesOf(values, content);
  if (names === null) {
    const all = fields.length === 0 && misspelt.length === forms.length;
    return misspelt.map((name) => misspeltSentence(name, all));
  }
  const sparse = isSparse(values);
  const wanted = wantedNames(fields, forms, content);
  // Blank values do not come.
  const missing = sparse ? [] : wanted.filter((name) => !names.has(name));
  const surplus = surplusOf(names, new Set(wanted), forms, content, fields.length + forms.length > 0, sparse);
  const noun = sparse ? 'field' : 'column';
  return [
    ...misspelt.map((name) => misspeltSentence(name, surplus.length > 0)),
    ...(missing.length > 0
      ? [`The answer lacks ${named(noun, missing, ' of what was asked for')}. ${RIGHTS}`]
      : []),
    ...(surplus.length > 0 && misspelt.length === 0
      ? [`The answer has ${named(noun, surplus, ' beyond what was asked for')}.`]
      : []),
    ...(sparse ? [] : missingExtras(values, names)),
  ];
}

/** Columns that a switch of the request asks for. */
function missingExtras(values: FieldValues, names: ReadonlySet<string>): readonly string[] {
  const sentences: string[] = [];
  if (values.text('exportDataAccessGroups') === 'true' && !names.has('redcap_data_access_group')) {
    sentences.push(
      'The data access groups that were asked for did not come: the project has none, or the token’s user is in one.',
    );
  }
  const survey = [...names].some(
    (name) => name === 'redcap_survey_identifier' || name.endsWith('_timestamp'),
  );
  if (values.text('exportSurveyFields') === 'true' && !survey) {
    sentences.push(
      'The survey fields that were asked for did not come: nothing exported belongs to a survey.',
    );
  }
  return sentences;
}

/** An instrument that REDCap does not know is no error: it is left out, and none at all means all of them. */
function misspeltSentence(form: string, exportedAll: boolean): string {
  return exportedAll
    ? `${noInstrument(form)}, so REDCap exported all instruments instead.`
    : `${noInstrument(form)}, so nothing of it was exported.`;
}

const noInstrument = (form: string): string => `There is no instrument ${quoted(form)} in this project`;

/** Only what has a value comes, each by the name of its field: one row for each in EAV, one element in ODM. */
const isSparse = (values: FieldValues): boolean =>
  values.text('type') === 'eav' || values.text('format') === 'odm';

/** What came by field, a checkbox once: columns, or the names in EAV and ODM; null where that is not known. */
function namesOf(values: FieldValues, { columns, seen }: ReceivedContent): ReadonlySet<string> | null {
  if (isSparse(values)) {
    const names = seen.get('field_name');
    return names === undefined ? null : fieldsIn(names);
  }
  const labelled = values.text('rawOrLabelHeaders') === 'label' && values.text('format') === 'csv';
  return columns.length === 0 || labelled ? null : fieldsIn(columns);
}

const fieldsIn = (columns: Iterable<string>): ReadonlySet<string> =>
  new Set([...columns].map((column) => column.replace(/___.*$/s, '')));

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
  const status = (project.forms ?? []).flatMap(({ name }) =>
    askedForms.has(name) ? [`${name}_complete`] : [],
  );
  return [...inDictionary, ...fields.filter((name) => !known.has(name)), ...status];
}

function surplusOf(
  names: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  forms: readonly string[],
  { project, columns }: ReceivedContent,
  chosen: boolean,
  sparse: boolean,
): readonly string[] {
  // Without the dictionary it is not known which fields an instrument has, nor which of EAV's is the record ID.
  if (!chosen || (!project?.fields && (forms.length > 0 || sparse))) return [];
  const recordColumn = project?.recordIdField ?? columns[0];
  const complete = new Set(forms.map((form) => `${form}_complete`));
  return [...names].filter(
    (name) => !wanted.has(name) && !complete.has(name) && name !== recordColumn && !ADDED.test(name),
  );
}

/** Columns that REDCap adds of its own accord or by a switch of the request [S1]. */
const ADDED = /^redcap_|_(?:timestamp|return_code)$/;
