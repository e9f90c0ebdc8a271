import type { Findings } from './finding.ts';
import type { ProjectView } from './project-view.ts';
import { judgeColumn, type RecordColumn } from './record-column.ts';
import { reporter, type Reporter } from './reporter.ts';
import { misplaced, placeProblems, type PlaceColumn, type RowPlace } from './row-place.ts';
import { recordNameProblem, rowKey, spacesProblem } from './row-identity.ts';
import type { PayloadSettings } from './settings.ts';
import type { PayloadRow, PayloadTable } from './table.ts';
import { counted } from '#app/safety/words.ts';

const placeKinds = ['event', 'instrument', 'instance', 'group'] as const satisfies readonly PlaceColumn[];

/** Checks records with one row per record, event and instance against the project. */
export function checkFlat(
  table: PayloadTable,
  settings: PayloadSettings,
  view: ProjectView,
  findings: Findings,
): void {
  const tell = reporter(findings);
  const columns = table.columns.map((placed): RecordColumn => {
    const { column, problem } = judgeColumn(placed.name, view, settings.dateOrder);
    if (problem !== null) tell.report(placed, { column: placed.name }, problem);
    return column;
  });
  const indexOf = (kind: RecordColumn['kind']) => columns.findIndex((column) => column.kind === kind);
  const record = indexOf('record');
  if (view.recordIdField !== null && record === -1) {
    tell.fail(
      { line: 1, position: 1 },
      {},
      'noRecordId',
      `No column has the name of the record ID field: add ${view.recordIdField}${settings.newNames ? ', which is needed even when new names are assigned' : ''}.`,
    );
    return;
  }
  const at = {
    event: indexOf('event'),
    instrument: indexOf('instrument'),
    instance: indexOf('instance'),
    group: indexOf('group'),
  };
  const has = {
    event: at.event !== -1,
    instrument: at.instrument !== -1,
    instance: at.instance !== -1,
    group: at.group !== -1,
  };
  if (view.longitudinal && !has.event) {
    tell.warn(
      { line: 1, position: 1 },
      { column: 'redcap_event_name' },
      'place',
      'The project has events, but the data have no column redcap_event_name: REDCap stores everything in the first event.',
    );
  }
  const seen = new Map<string, number>();
  const erased = { cells: 0, rows: 0, line: 0 };
  for (const row of table.rows) {
    const cell = cellReader(row);
    const name = record === -1 ? '' : cell(record);
    const named = recordNameProblem(name);
    if (named !== null)
      tell.report(row, { record: name, column: view.recordIdField ?? '', value: name }, named);
    const place: RowPlace = {
      event: cell(at.event),
      instrument: cell(at.instrument),
      instance: cell(at.instance),
      group: cell(at.group),
    };
    for (const [kind, problem] of placeProblems(place, has, view)) {
      tell.report(row, { record: name, column: placeName(kind), value: place[kind] }, problem);
    }
    const { blanks, values } = checkCells(row, name, place, columns, table, view, tell);
    if (values === 0 && blanks === 0) {
      tell.warn(
        row,
        { record: name },
        'nothingToImport',
        'This row holds no values: REDCap creates nothing for it and still reports success.',
      );
    }
    if (blanks > 0) {
      erased.cells += blanks;
      erased.rows += 1;
      if (erased.line === 0) erased.line = row.line;
    }
    tellDuplicate(row, name, place, seen, tell);
  }
  if (settings.overwrites && erased.cells > 0) {
    tell.warn(
      { line: erased.line, position: 1 },
      {},
      'erases',
      `${counted(erased.cells, 'blank cell')} in ${counted(erased.rows, 'row')} may erase stored values, because blank values overwrite. Take out the columns that should stay as they are.`,
    );
  }
}

function checkCells(
  row: PayloadRow,
  record: string,
  place: RowPlace,
  columns: readonly RecordColumn[],
  table: PayloadTable,
  view: ProjectView,
  tell: Reporter,
): { readonly blanks: number; readonly values: number } {
  let blanks = 0;
  let values = 0;
  for (let index = 0; index < row.cells.length; index += 1) {
    const value = row.cells[index] ?? '';
    const at = row.columns[index] ?? -1;
    const column = columns[at];
    // What is passed over has its own finding; the row is not empty for that.
    if (column?.kind === 'ignored' && value !== '') values += 1;
    if (column?.kind !== 'value') continue;
    const name = table.columns[at]?.name ?? '';
    if (value === '') {
      // A blank where nothing can be stored erases nothing.
      if (misplaced(name, column.form, place, view) === null) blanks += 1;
      continue;
    }
    values += 1;
    const problem =
      (view.isMissingCode(value) ? null : column.check(value)) ??
      misplaced(name, column.form, place, view) ??
      spacesProblem(value);
    if (problem !== null) tell.report(row, { record, column: name, value }, problem);
  }
  return { blanks, values };
}

function tellDuplicate(
  row: PayloadRow,
  name: string,
  place: RowPlace,
  seen: Map<string, number>,
  tell: Reporter,
): void {
  if (name === '' || place.instance === 'new') return;
  const key = rowKey(name, place);
  const before = seen.get(key);
  if (before === undefined) seen.set(key, row.line);
  else {
    tell.warn(
      row,
      { record: name },
      'duplicate',
      `Line ${String(before)} is for the same record${place.event === '' ? '' : ', event'}${place.instance === '' ? '' : ' and instance'}: where both give a value, the later one counts.`,
    );
  }
}

/** Rows leave out columns in JSON and XML. Rows of one shape are told apart by their array of columns. */
function cellReader({ columns, cells }: PayloadRow): (column: number) => string {
  return (column) => {
    if (column === -1) return '';
    const index = columns[column] === column ? column : columns.indexOf(column);
    return index === -1 ? '' : (cells[index] ?? '');
  };
}

function placeName(kind: (typeof placeKinds)[number]): string {
  return {
    event: 'redcap_event_name',
    instrument: 'redcap_repeat_instrument',
    instance: 'redcap_repeat_instance',
    group: 'redcap_data_access_group',
  }[kind];
}
