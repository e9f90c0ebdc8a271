import type { PayloadSettings } from './settings.ts';
import type { PayloadTable } from './table.ts';
import type { Place } from './text-lines.ts';

/** What an import error of the server names. */
export interface RowTarget {
  readonly record: string;
  /** '' or an unknown field: the record's first row is meant. */
  readonly field: string;
}

/**
 * Where a record's value stands: the first row of the record that has something in the field's column, else its first
 * row, else null. `recordIdField` is the project's, null if it is not known: then the first column counts.
 */
export function findRow(
  table: PayloadTable,
  { layout }: PayloadSettings,
  recordIdField: string | null,
  { record, field }: RowTarget,
): Place | null {
  const indexOf = (name: string) => table.columns.findIndex((column) => column.name === name);
  const named = indexOf(layout === 'eav' ? 'record' : (recordIdField ?? table.columns[0]?.name ?? ''));
  const recordColumn = named === -1 ? 0 : named;
  const fieldColumn = indexOf(layout === 'eav' ? 'field_name' : field);
  let first: Place | null = null;
  for (const { line, position, columns, cells } of table.rows) {
    if ((cells[columns.indexOf(recordColumn)] ?? '').trim() !== record.trim()) continue;
    first ??= { line, position };
    const cell = cells[columns.indexOf(fieldColumn)] ?? '';
    if (layout === 'eav' ? cell === field : cell !== '') return { line, position };
  }
  return first;
}
