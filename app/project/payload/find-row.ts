import type { PayloadSettings } from './settings.ts';
import type { PayloadTable } from './table.ts';
import type { Place } from './text-lines.ts';

/** What an import error of the server names. */
export interface RowTarget {
  readonly record: string;
  /** '' or an unknown field: the record's first row is meant. */
  readonly field: string;
  /** The refused value: it tells the rows of one record apart. */
  readonly value: string;
}

/**
 * Where a record's value stands: the first row of the record that has this value in the field's column, else one that
 * has any, else its first row, else null. A checkbox field stands for its columns. `recordIdField` is the project's,
 * null if it is not known: then the first column counts.
 */
export function findRow(
  table: PayloadTable,
  { layout }: PayloadSettings,
  recordIdField: string | null,
  { record, field, value }: RowTarget,
): Place | null {
  const indexOf = (name: string) => table.columns.findIndex((column) => column.name === name);
  const named = indexOf(layout === 'eav' ? 'record' : (recordIdField ?? table.columns[0]?.name ?? ''));
  const recordColumn = named === -1 ? 0 : named;
  const valueColumns = layout === 'eav' ? [indexOf('value')] : columnsOf(table, field);
  const nameColumn = indexOf('field_name');
  let first: Place | null = null;
  let filled: Place | null = null;
  for (const { line, position, columns, cells } of table.rows) {
    const cellAt = (column: number) => cells[columns.indexOf(column)] ?? '';
    if (cellAt(recordColumn).trim() !== record.trim()) continue;
    first ??= { line, position };
    if (layout === 'eav' && !isColumnOf(cellAt(nameColumn), field)) continue;
    const found = valueColumns.map(cellAt).filter((cell) => cell !== '');
    if (found.length > 0 || layout === 'eav') filled ??= { line, position };
    if (value !== '' && found.some((cell) => isValue(cell, value))) return { line, position };
  }
  return filled ?? first;
}

const isColumnOf = (column: string, field: string): boolean =>
  column === field || (field !== '' && column.startsWith(`${field}___`));

const columnsOf = ({ columns }: PayloadTable, field: string): readonly number[] =>
  columns.flatMap(({ name }, index) => (isColumnOf(name, field) ? [index] : []));

/** Long values come back cut off, with three dots at the end. */
const isValue = (cell: string, value: string): boolean =>
  cell.trim() === value.trim() || (value.endsWith('…') && cell.startsWith(value.slice(0, -1)));
