import { checkboxSuffix } from '#app/project/checkbox-suffix.ts';
import type { OutlineField } from '#app/project/outline.ts';
import { choiceCheck, completeChoices, listed, tickCheck } from './choice-value.ts';
import { fieldCheck, notImported } from './field-check.ts';
import { shorten, type Rule, type Severity } from './finding.ts';
import type { ProjectView } from './project-view.ts';
import type { DateOrder } from './settings.ts';
import type { ValueCheck } from './value-problem.ts';

/** What a column of records is for. */
export type RecordColumn =
  | { readonly kind: 'record' | 'event' | 'instrument' | 'instance' | 'group' }
  /** Values of one instrument's field. */
  | { readonly kind: 'value'; readonly form: string; readonly check: ValueCheck }
  /** Passed over; a finding says why, if there is something to say. */
  | { readonly kind: 'ignored' };

/** A finding about a column as a whole. */
export interface ColumnProblem {
  readonly severity: Severity;
  readonly rule: Rule;
  readonly message: string;
}

export interface JudgedColumn {
  readonly column: RecordColumn;
  readonly problem: ColumnProblem | null;
}

const placeColumns = {
  redcap_event_name: 'event',
  redcap_repeat_instrument: 'instrument',
  redcap_repeat_instance: 'instance',
  redcap_data_access_group: 'group',
} as const;

/** Says what a column of flat records is for, by its name. */
export function judgeColumn(name: string, view: ProjectView, order: DateOrder): JudgedColumn {
  const trimmed = name.trim();
  if (trimmed === '') return ignored('column', 'A column has no name: give it one, or take it out.');
  if (trimmed !== name && isKnown(trimmed, view)) {
    return ignored('column', `The column name has spaces around it: write ${shorten(trimmed)}.`);
  }
  if (name === view.recordIdField) return { column: { kind: 'record' }, problem: null };
  const place = placeColumn(name);
  if (place !== null) return { column: { kind: place }, problem: forbidden(name, place, view) };
  if (name === 'redcap_survey_identifier') return { column: { kind: 'ignored' }, problem: null };
  const suffixed = formColumn(name, view);
  if (suffixed !== null) return { column: suffixed, problem: null };
  const ticked = checkboxColumn(name, view);
  if (ticked !== null) return ticked;
  const field = view.field(name);
  return field === undefined ? unknown(name, view) : fieldColumn(field, order);
}

function placeColumn(name: string): 'event' | 'instrument' | 'instance' | 'group' | null {
  return Object.hasOwn(placeColumns, name) ? placeColumns[name as keyof typeof placeColumns] : null;
}

function forbidden(
  name: string,
  kind: 'event' | 'instrument' | 'instance' | 'group',
  view: ProjectView,
): ColumnProblem | null {
  const why =
    kind === 'event' && view.project.longitudinal === false
      ? 'This project has no events'
      : (kind === 'instrument' || kind === 'instance') && view.repeats === false
        ? 'Nothing repeats in this project'
        : kind === 'group' && view.groupNames?.size === 0
          ? 'This project has no data access groups'
          : null;
  return why === null ? null : problem('place', `${why}: take the column ${name} out.`);
}

function formColumn(name: string, { formNames }: ProjectView): RecordColumn | null {
  if (name.endsWith('_complete')) {
    const form = name.slice(0, -'_complete'.length);
    if (formNames.has(form)) return { kind: 'value', form, check: choiceCheck(completeChoices) };
  }
  if (name.endsWith('_timestamp') && formNames.has(name.slice(0, -'_timestamp'.length))) {
    return { kind: 'ignored' };
  }
  return null;
}

function checkboxColumn(name: string, view: ProjectView): JudgedColumn | null {
  const listedAs = view.checkboxFieldOf(name);
  const cut = name.indexOf('___');
  if (cut <= 0 && listedAs === undefined) return null;
  const field = view.field(listedAs ?? name.slice(0, cut));
  if (field === undefined || field.type !== 'checkbox') return null;
  const suffix = name.slice(cut + 3);
  if (listedAs !== undefined || field.choices.some(({ code }) => checkboxSuffix(code) === suffix)) {
    return { column: { kind: 'value', form: field.form, check: tickCheck }, problem: null };
  }
  const message = `The checkbox field ${field.name} has no choice with the code ${shorten(suffix)}: ${listed(field.choices)}.`;
  return { column: { kind: 'ignored' }, problem: problem('column', message) };
}

function fieldColumn(field: OutlineField, order: DateOrder): JudgedColumn {
  if (field.type === 'checkbox') {
    const example = `${field.name}___${checkboxSuffix(field.choices[0]?.code ?? '1')}`;
    return ignored(
      'column',
      `${field.name} is a checkbox field: write one column for each choice, such as ${shorten(example)}, with 1 or 0.`,
    );
  }
  const why = notImported(field);
  if (why !== null) {
    const message = `${field.name} ${why}: its values are passed over or refused, so take the column out.`;
    return { column: { kind: 'ignored' }, problem: { severity: 'warning', rule: 'notImported', message } };
  }
  return { column: { kind: 'value', form: field.form, check: fieldCheck(field, order) }, problem: null };
}

function unknown(name: string, view: ProjectView): JudgedColumn {
  const labelled = view.fieldOfLabel(name) ?? view.suggest(name, view.columnNames());
  const hint =
    labelled === undefined ? 'Correct the name, or take the column out.' : `Did you mean ${labelled}?`;
  return ignored('column', `The project has no field ${shorten(name)}. ${hint}`);
}

function isKnown(name: string, view: ProjectView): boolean {
  return view.field(name) !== undefined || placeColumn(name) !== null || formColumn(name, view) !== null;
}

function problem(rule: Rule, message: string): ColumnProblem {
  return { severity: 'error', rule, message };
}

function ignored(rule: Rule, message: string): JudgedColumn {
  return { column: { kind: 'ignored' }, problem: problem(rule, message) };
}
