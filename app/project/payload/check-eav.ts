import { nearestName } from '#app/nearest-name.ts';
import { counted } from '#app/safety/words.ts';
import { choiceCheck, completeChoices, tickCheck } from './choice-value.ts';
import { fieldCheck, notImported } from './field-check.ts';
import { shorten, type Findings } from './finding.ts';
import type { ProjectView } from './project-view.ts';
import { judgeColumn } from './record-column.ts';
import { recordNameProblem, rowKey, spacesProblem } from './row-identity.ts';
import { reporter } from './reporter.ts';
import { misplaced, placeProblems, type RowPlace } from './row-place.ts';
import type { DateOrder, PayloadSettings } from './settings.ts';
import type { PayloadRow, PayloadTable } from './table.ts';
import { doubtful, refused, type ValueCheck, type ValueProblem } from './value-problem.ts';

const known = [
  'record',
  'field_name',
  'value',
  'redcap_event_name',
  'redcap_repeat_instrument',
  'redcap_repeat_instance',
  'redcap_data_access_group',
];

/** What a row's `field_name` means. */
type NamedField =
  | { readonly form: string; readonly check: ValueCheck; readonly severalValues: boolean }
  | { readonly problem: ValueProblem | null };

/** Checks records with one row per value: the columns are always record, field_name and value [S1]. */
export function checkEav(
  table: PayloadTable,
  settings: PayloadSettings,
  view: ProjectView | null,
  findings: Findings,
): void {
  const tell = reporter(findings);
  const start = { line: 1, position: 1 };
  const indexes = new Map(table.columns.map(({ name }, index) => [name, index]));
  for (const placed of table.columns) {
    if (known.includes(placed.name)) continue;
    const near = placed.name === view?.recordIdField ? 'record' : nearestName(placed.name, known);
    tell.fail(
      placed,
      { column: placed.name },
      'column',
      `EAV data have no column ${shorten(placed.name)}. ${near === undefined ? 'Take it out, or choose the type flat.' : `Did you mean ${near}?`}`,
    );
  }
  const missing = ['record', 'field_name', 'value'].filter((name) => !indexes.has(name));
  for (const name of missing) {
    const isRecord = name === 'record';
    tell.fail(
      start,
      { column: name },
      isRecord ? 'noRecordId' : 'column',
      `EAV data need the column ${name}${isRecord ? ', which holds the record names' : ''}.`,
    );
  }
  if (missing.length > 0 || view === null) return;
  const has = {
    event: indexes.has('redcap_event_name'),
    instrument: indexes.has('redcap_repeat_instrument'),
    instance: indexes.has('redcap_repeat_instance'),
    group: indexes.has('redcap_data_access_group'),
  };
  if (view.longitudinal && !has.event) {
    tell.warn(
      start,
      { column: 'redcap_event_name' },
      'place',
      'The project has events, but the data have no column redcap_event_name: REDCap stores everything in the first event.',
    );
  }
  const fields = new Map<string, NamedField>();
  const seen = new Map<string, number>();
  let erased = 0;
  let firstErased = 1;
  for (const row of table.rows) {
    const cell = (name: string) => cellOf(row, indexes.get(name));
    const record = cell('record');
    const value = cell('value');
    const name = cell('field_name');
    const named = recordNameProblem(record);
    if (named !== null) tell.report(row, { record, column: 'record', value: record }, named);
    const place: RowPlace = {
      event: cell('redcap_event_name'),
      instrument: cell('redcap_repeat_instrument'),
      instance: cell('redcap_repeat_instance'),
      group: cell('redcap_data_access_group'),
    };
    for (const [kind, problem] of placeProblems(place, has, view))
      tell.report(row, { record, value: place[kind] }, problem);
    const field = fields.get(name) ?? namedField(name, view, settings.dateOrder);
    fields.set(name, field);
    if ('problem' in field) {
      if (field.problem !== null) tell.report(row, { record, column: name, value }, field.problem);
      continue;
    }
    const problem =
      value === ''
        ? null
        : ((view.isMissingCode(value) ? null : field.check(value)) ??
          misplaced(name, field.form, place, view) ??
          spacesProblem(value));
    if (problem !== null) tell.report(row, { record, column: name, value }, problem);
    if (value === '') {
      if (erased === 0) firstErased = row.line;
      erased += 1;
    }
    const key = rowKey(record, place) + JSON.stringify([name, field.severalValues ? value : '']);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, row.line);
    else if (place.instance !== 'new')
      tell.warn(
        row,
        { record, column: name, value },
        'duplicate',
        `Line ${String(before)} is for the same value: the later one counts.`,
      );
  }
  if (settings.overwrites && erased > 0) {
    tell.warn(
      { line: firstErased, position: 1 },
      {},
      'erases',
      `${counted(erased, 'blank value')} may erase what is stored, because blank values overwrite.`,
    );
  }
}

function namedField(name: string, view: ProjectView, order: DateOrder): NamedField {
  if (name === '') return { problem: refused('column', 'The row names no field in field_name.') };
  const field = view.field(name);
  if (field !== undefined) {
    const why = notImported(field);
    if (why !== null) return { problem: doubtful('notImported', `${name} ${why}: take the row out.`) };
    return { form: field.form, check: fieldCheck(field, order), severalValues: field.type === 'checkbox' };
  }
  // What else a flat column can be: a checkbox's choice, an instrument's state, or a column that is passed over.
  const { column, problem } = judgeColumn(name, view, order);
  if (column.kind !== 'value') return { problem };
  return {
    form: column.form,
    check: name.includes('___') ? tickCheck : choiceCheck(completeChoices),
    severalValues: false,
  };
}

function cellOf({ columns, cells }: PayloadRow, column: number | undefined): string {
  if (column === undefined) return '';
  const index = columns[column] === column ? column : columns.indexOf(column);
  return index === -1 ? '' : (cells[index] ?? '');
}
