import { isRepeatingEvent, isRepeatingForm } from './design.ts';
import type { Design } from './design.ts';
import { storedColumns } from './field.ts';
import { ensureRow, rowKey } from './project.ts';
import type { Project, Row, StudyRecord } from './project.ts';

/**
 * Moves values after a change of what repeats: the only values become instance 1, and instance 1 becomes the only
 * values. Further instances of what no longer repeats stay stored out of sight.
 */
export function followRepeats(project: Project): void {
  const { design } = project;
  const columns = columnsByForm(design);
  for (const record of project.records.values()) {
    for (const row of record.rows.values()) {
      const repeats =
        row.form === '' ? isRepeatingEvent(design, row.event) : isRepeatingForm(design, row.event, row.form);
      if (row.instance === 1 && !repeats) moveTo(record, row, [...row.values.keys()], '', 0);
    }
    for (const row of record.rows.values()) {
      if (row.instance !== 0) continue;
      if (isRepeatingEvent(design, row.event)) {
        moveTo(record, row, [...row.values.keys()], '', 1);
        continue;
      }
      for (const [form, names] of columns) {
        const own = names.filter((name) => row.values.has(name));
        if (own.length > 0 && isRepeatingForm(design, row.event, form)) moveTo(record, row, own, form, 1);
      }
    }
  }
}

// An event's own row stays even when it is left without values: the record begins with it.
function moveTo(
  record: StudyRecord,
  from: Row,
  columns: readonly string[],
  form: string,
  instance: number,
): void {
  const target = ensureRow(record, from.event, form, instance);
  for (const column of columns) {
    const value = from.values.get(column);
    if (value !== undefined && !target.values.has(column)) target.values.set(column, value);
    from.values.delete(column);
  }
  if (form === '') record.rows.delete(rowKey(from.event, from.form, from.instance));
}

function columnsByForm({ dataFields }: Design): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, string[]>();
  for (const field of dataFields) {
    const before = columns.get(field.form) ?? [`${field.form}_timestamp`];
    columns.set(field.form, [...before, ...storedColumns(field)]);
  }
  return columns;
}
