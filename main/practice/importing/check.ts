import Papa from 'papaparse';
import { ApiError } from '../answer.ts';
import { eventLabel, isDesignated, isRepeatingEvent, isRepeatingForm } from '../model/design.ts';
import type { Design } from '../model/design.ts';
import { LONGEST_NAME } from '../model/project.ts';
import type { Project } from '../model/project.ts';
import { checkValue } from '../model/validation.ts';
import type { DateOrder } from '../model/validation.ts';
import type { Entry, EntryValue } from './entries.ts';

/** An entry whose place and values have been found right. */
export interface CheckedEntry {
  readonly record: string;
  readonly event: string;
  readonly form: string;
  /** 0: not a repeat. */
  readonly instance: number | 'new';
  readonly group: string | undefined;
  readonly values: readonly (readonly [column: string, value: string])[];
}

export type Problem = [record: string, field: string, value: string, why: string];

/** Throws ApiError with one CSV line per problem, if there are any [S12, S11]. */
export function demandNoProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new ApiError(Papa.unparse([...problems], { quotes: true, newline: '\n' }));
}

/**
 * Checks a whole import before anything is stored. Throws ApiError: for unknown events with their list, else with one
 * CSV line per bad value, `"record","field","value","explanation"` [S12, S11]. The data of a project XML are kept as
 * they were stored (`stored`): a project may hold values that are older than their field's validation.
 */
export function checkEntries(
  project: Project,
  entries: readonly Entry[],
  order: DateOrder | 'stored',
): readonly CheckedEntry[] {
  const { design } = project;
  const unknown = new Set(entries.map(({ event }) => event).filter((name) => !design.eventByName.has(name)));
  if (unknown.size > 0) {
    throw new ApiError(`The following values of redcap_event_name are invalid: ${[...unknown].join(', ')}`);
  }
  const problems: Problem[] = [];
  const checked = entries.map((entry) => checkEntry(project, entry, order, problems));
  demandNoProblems(problems);
  return checked;
}

function checkEntry(
  project: Project,
  entry: Entry,
  order: DateOrder | 'stored',
  problems: Problem[],
): CheckedEntry {
  const { design } = project;
  const { record, event, instrument: form, group } = entry;
  const placed = placeOf(design, entry);
  if (typeof placed === 'object') problems.push([record, placed.field, placed.value, placed.why]);
  if (group !== undefined && group !== '' && !project.dags.some(({ uniqueName }) => uniqueName === group)) {
    problems.push([record, 'redcap_data_access_group', group, 'The value is not a valid Data Access Group']);
  }
  if (record.length > LONGEST_NAME)
    problems.push([record, design.recordIdField.name, record, 'The record name is too long']);
  const values = entry.values.map(({ column, field, value }) => {
    if (value === '') return [column, ''] as const;
    const result = order === 'stored' ? ({ ok: true, value } as const) : checkValue(field, value, order);
    const why = result.ok ? misplaced(design, entry, field) : result.why;
    if (why !== null) problems.push([record, column, value, why]);
    return [column, result.ok ? result.value : ''] as const;
  });
  return { record, event, form, group, values, instance: typeof placed === 'object' ? 0 : placed };
}

/** The instance number, or what is wrong with the repeat columns. */
function placeOf(
  design: Design,
  { event, instrument, instance }: Entry,
): number | 'new' | { readonly field: string; readonly value: string; readonly why: string } {
  if (instrument !== '' && !isRepeatingForm(design, event, instrument)) {
    const why = `The instrument '${instrument}' is not a repeating instrument in the event '${event}'.`;
    return { field: 'redcap_repeat_instrument', value: instrument, why };
  }
  const repeats = instrument !== '' || isRepeatingEvent(design, event);
  if (!repeats) {
    if (instance === '') return 0;
    const why = 'An instance number can only be given for a repeating instrument or a repeating event.';
    return { field: 'redcap_repeat_instance', value: instance, why };
  }
  if (instance === '') return 1;
  if (instance === 'new') return 'new';
  if (/^[1-9]\d{0,4}$/.test(instance)) return Number(instance);
  const why = 'The instance must be a whole number above 0, or the word new.';
  return { field: 'redcap_repeat_instance', value: instance, why };
}

function misplaced(design: Design, { event, instrument }: Entry, field: EntryValue['field']): string | null {
  const found = design.eventByName.get(event);
  if (found && !isDesignated(design, event, field.form)) {
    return `This field ('${field.name}') exists on an instrument that is not designated for the event named '${eventLabel(design, found)}'. You are not allowed to import data for this field into this event.`;
  }
  if (instrument !== '' && field.form !== instrument) {
    return `This field ('${field.name}') is not on the repeating instrument '${instrument}' named in redcap_repeat_instrument.`;
  }
  if (instrument === '' && isRepeatingForm(design, event, field.form)) {
    return `This field ('${field.name}') is on a repeating instrument: redcap_repeat_instrument and redcap_repeat_instance must be given.`;
  }
  return null;
}
