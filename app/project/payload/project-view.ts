import { once } from '#app/once.ts';
import type { FormAtEvent, OutlineField, ProjectOutline } from '#app/project/outline.ts';
import { nameSuggester, type SuggestName } from './suggest-name.ts';

/** The columns that REDCap adds to records itself. */
export const placeColumnNames = [
  'redcap_event_name',
  'redcap_repeat_instrument',
  'redcap_repeat_instance',
  'redcap_data_access_group',
  'redcap_survey_identifier',
] as const;

/** What the checks need of a project; sent to the worker, so plain data. */
export type PayloadProject = Pick<
  ProjectOutline,
  | 'longitudinal'
  | 'autoNumbering'
  | 'recordIdField'
  | 'fields'
  | 'forms'
  | 'checkboxColumns'
  | 'missingCodes'
  | 'events'
  | 'mappings'
  | 'repeatingForms'
  | 'dags'
>;

export function payloadProject(outline: ProjectOutline): PayloadProject {
  const { longitudinal, autoNumbering, recordIdField, fields, forms, checkboxColumns } = outline;
  const { missingCodes, events, mappings, repeatingForms, dags } = outline;
  return {
    longitudinal,
    autoNumbering,
    recordIdField,
    fields,
    forms,
    checkboxColumns,
    missingCodes,
    events,
    mappings,
    repeatingForms,
    dags,
  };
}

/** A project made ready for many look-ups. A list that could not be read makes its questions unanswerable. */
export interface ProjectView {
  readonly project: PayloadProject;
  readonly recordIdField: string | null;
  readonly longitudinal: boolean;
  readonly field: (name: string) => OutlineField | undefined;
  /** The checkbox field whose column has this name, as the server says; undefined: none, or it did not say. */
  readonly checkboxFieldOf: (column: string) => string | undefined;
  /** Whether the value says that there is none, which any field takes. */
  readonly isMissingCode: (value: string) => boolean;
  readonly formNames: ReadonlySet<string>;
  readonly eventNames: ReadonlySet<string> | null;
  readonly groupNames: ReadonlySet<string> | null;
  readonly isDesignated: (event: string, form: string) => boolean;
  readonly repeatsInstrument: (event: string, form: string) => boolean;
  readonly repeatsEvent: (event: string) => boolean;
  /** The field of this label, for those who exported labels as headings. */
  readonly fieldOfLabel: (label: string) => string | undefined;
  readonly suggest: SuggestName;
  /** All names that a column of records may have. */
  readonly columnNames: () => readonly string[];
  /** Whether anything repeats; null: not known. */
  readonly repeats: boolean | null;
}

export function viewProject(project: PayloadProject): ProjectView {
  const fields = project.fields ?? [];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const checkboxFields = new Map(project.checkboxColumns?.map(({ name, field }) => [name, field]));
  const missingCodes = new Set(project.missingCodes.map(({ code }) => code));
  const forms = project.forms?.map(({ name }) => name) ?? fields.map(({ form }) => form);
  const longitudinal = project.longitudinal === true;
  const designated = project.mappings && formsByEvent(project.mappings, longitudinal);
  const repeating = formsByEvent(project.repeatingForms ?? [], longitudinal);
  const repeatsAt = (event: string, form: string) =>
    repeating.get(longitudinal ? event : '')?.has(form) ?? false;
  // Only a column that is no field's asks for these two, and 40,000 labels take a while.
  const labels = once(() => fieldsByLabel(fields));
  const columnNames = once(() => [
    ...fields.map(({ name }) => name),
    ...checkboxFields.keys(),
    ...placeColumnNames,
    ...[...new Set(forms)].map((form) => `${form}_complete`),
  ]);
  return {
    project,
    recordIdField: project.recordIdField ?? fields[0]?.name ?? null,
    longitudinal,
    field: (name) => byName.get(name),
    checkboxFieldOf: (column) => checkboxFields.get(column),
    isMissingCode: (value) => missingCodes.has(value),
    formNames: new Set(forms),
    eventNames: project.events && new Set(project.events.map(({ name }) => name)),
    groupNames: project.dags && new Set(project.dags.map(({ name }) => name)),
    isDesignated: (event, form) =>
      !longitudinal || !designated || (designated.get(event)?.has(form) ?? false),
    repeatsInstrument: repeatsAt,
    repeatsEvent: (event) => longitudinal && repeatsAt(event, ''),
    fieldOfLabel: (label) => (label === '' ? undefined : labels().get(label.trim().toLowerCase())),
    suggest: nameSuggester(),
    columnNames,
    repeats: project.repeatingForms === null ? null : project.repeatingForms.length > 0,
  };
}

function fieldsByLabel(fields: readonly OutlineField[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { name, label } of fields) {
    const words = label.slice(0, 200).trim().toLowerCase();
    if (!labels.has(words)) labels.set(words, name);
  }
  return labels;
}

function formsByEvent(
  pairs: readonly FormAtEvent[],
  longitudinal: boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const forms = new Map<string, Set<string>>();
  for (const { event, form } of pairs) {
    const key = longitudinal ? event : '';
    const known = forms.get(key);
    if (known === undefined) forms.set(key, new Set([form]));
    else known.add(form);
  }
  return forms;
}
