import { ApiError } from '../answer.ts';
import { isOn, listOf, textOf } from '../body.ts';
import { invalidValues } from '../call.ts';
import type { Call } from '../call.ts';
import { holds } from '../logic/evaluate.ts';
import { ownFields } from '../logic/parse.ts';
import type { Logic } from '../logic/parse.ts';
import { LogicError } from '../logic/tokens.ts';
import { demandExportRights, isExported, recordNameFor } from './export-rights.ts';
import { storedColumns } from './field.ts';
import type { Field } from './field.ts';
import { isDesignated, isRepeatingForm } from './design.ts';
import type { Design } from './design.ts';
import { compareNames, orderedRows, sortedRecordNames } from './project.ts';
import type { Row, StudyRecord } from './project.ts';
import { projectLogic, rowScope } from './scope.ts';

export interface Selection {
  /** In project order; descriptive fields have no data and are never among them. */
  readonly fields: readonly Field[];
  readonly everyField: boolean;
  /** Found while they are read. */
  readonly lines: Iterable<SelectedLine>;
}

export interface SelectedLine {
  readonly record: StudyRecord;
  readonly row: Row;
}

/** The fields, records and rows that an export's parameters ask for. Throws ApiError for names that are not known. */
export function selectData(call: Call): Selection {
  const { design } = call.project;
  demandExportRights(call.user, design);
  const { fields, everyField } = selectFields(call);
  const nameFor = recordNameFor(call.user, design);
  const events = selectEvents(call);
  const condition = filterOf(design, textOf(call.parameters, 'filterLogic'));
  const chosen = new Set(fields.map(({ name }) => name));
  const forms = new Set(fields.map(({ form }) => form));
  for (const form of formsOfFilter(design, condition, chosen)) forms.add(form);
  const columns = fields.flatMap(storedColumns);
  const boxes = new Set(fields.flatMap(({ type, form }) => (type === 'checkbox' ? [form] : [])));
  const records = selectRecords(call);
  const reading = { project: call.project, now: call.now, username: call.user.username };
  function* lines(): Generator<SelectedLine> {
    for (const record of records()) {
      const shown = nameFor ? { ...record, name: nameFor(record.name) } : record;
      for (const row of orderedRows(design, record)) {
        if (events && !events.has(row.event)) continue;
        if (!design.longitudinal && row.event !== design.firstEvent.uniqueName) continue;
        if (row.form !== '' && !forms.has(row.form)) continue;
        if (!everyField && !concerns(design, row, { chosen, forms, columns, boxes })) continue;
        if (condition && !holds(condition, rowScope(reading, record, row))) continue;
        yield { record: shown, row };
      }
    }
  }
  return { fields, everyField, lines: { [Symbol.iterator]: lines } };
}

/**
 * Rows of a repeating instrument that is only asked about come with the record ID: the API "will only return the
 * records … where the logic evaluates as TRUE" [S1], and such logic is true for those rows.
 */
function formsOfFilter(
  design: Design,
  condition: Logic | null,
  chosen: ReadonlySet<string>,
): readonly string[] {
  if (condition === null || !chosen.has(design.recordIdField.name)) return [];
  return ownFields(condition).flatMap((name) => design.fieldByName.get(name)?.form ?? []);
}

interface Wanted {
  readonly chosen: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly columns: readonly string[];
  /** Instruments of the chosen checkboxes. */
  readonly boxes: ReadonlySet<string>;
}

// A row is worth a line when it holds a chosen value. The record ID is a value of every row that is no repeat, and so is
// a checkbox, if only unchecked, where its instrument belongs [S7].
function concerns(design: Design, row: Row, { chosen, forms, columns, boxes }: Wanted): boolean {
  if (row.form !== '') return forms.has(row.form);
  if (chosen.has(design.recordIdField.name)) return true;
  if (columns.some((column) => row.values.has(column))) return true;
  return [...boxes].some(
    (form) => isDesignated(design, row.event, form) && !isRepeatingForm(design, row.event, form),
  );
}

/**
 * Union of `fields` and `forms`; none is all. An unknown field is refused [S13]; an unknown form is passed over, so
 * that a list of nothing but misspelt forms exports everything, as REDCap does. What the user may not export is left
 * out.
 */
function selectFields(call: Call): { readonly fields: readonly Field[]; readonly everyField: boolean } {
  const { design } = call.project;
  const names = new Set(listOf(call.parameters, 'fields'));
  const unknown = [...names].filter((name) => !design.fieldByName.has(name));
  if (unknown.length > 0) throw invalidValues('fields', unknown);
  const forms = new Set(listOf(call.parameters, 'forms').filter((form) => design.formOrder.has(form)));
  const everyField = names.size + forms.size === 0;
  const fields = design.dataFields.filter(
    (field) =>
      field.type !== 'descriptive' &&
      (everyField || names.has(field.name) || forms.has(field.form)) &&
      isExported(call.user, design, field),
  );
  return { fields, everyField };
}

function selectEvents(call: Call): ReadonlySet<string> | null {
  const { design } = call.project;
  const events = listOf(call.parameters, 'events');
  if (!design.longitudinal || events.length === 0) return null;
  const unknown = events.filter((name) => !design.eventByName.has(name));
  if (unknown.length > 0) throw invalidValues('events', unknown);
  return new Set(events);
}

/** Unknown record names select nothing [S4]. */
function selectRecords(call: Call): () => Generator<StudyRecord> {
  const names = new Set(listOf(call.parameters, 'records'));
  const from = timeOf(call, 'dateRangeBegin') ?? '';
  const to = timeOf(call, 'dateRangeEnd') ?? '9999';
  const between = (time: string): boolean => time >= from && time <= to;
  const ranged = from !== '' || to !== '9999';
  const changed = new Set(ranged ? changesIn(call, between) : []);
  return function* records() {
    for (const name of names.size > 0 ? [...names].sort(compareNames) : sortedRecordNames(call.project)) {
      const record = call.project.records.get(name);
      if (!record || !maySee(call, record)) continue;
      if (!ranged || changed.has(name) || between(record.created) || between(record.modified)) yield record;
    }
  };
}

// A record may have been changed again since: only the log still knows of the time between.
function changesIn({ project }: Call, between: (time: string) => boolean): readonly string[] {
  return project.log
    .filter(({ kind, time }) => (kind === 'record_add' || kind === 'record_edit') && between(time))
    .map(({ record }) => record);
}

function timeOf(call: Call, name: string): string | null {
  const text = textOf(call.parameters, name).trim();
  if (text === '') return null;
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) {
    throw new ApiError(
      `The value of the parameter "${name}" is not valid: it must be written as YYYY-MM-DD HH:MM:SS`,
    );
  }
  return text;
}

function filterOf(design: Design, text: string): Logic | null {
  if (text.trim() === '') return null;
  try {
    return projectLogic(design, text);
  } catch (error) {
    if (!(error instanceof LogicError)) throw error;
    throw new ApiError(`The value of the parameter "filterLogic" is not valid. ${error.message}`);
  }
}

/** A member of a Data Access Group sees its records alone; who is in none sees all. */
export function maySee({ user }: Pick<Call, 'user'>, record: Pick<StudyRecord, 'dag'>): boolean {
  return user.dag === '' || record.dag === user.dag;
}

/** The user may see groups only when in none [S1]. */
export function showsGroups(call: Call): boolean {
  return (
    isOn(call.parameters, 'exportDataAccessGroups') && call.user.dag === '' && call.project.dags.length > 0
  );
}
