import { ApiError } from '../answer.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { checkboxColumn } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Project } from '../model/project.ts';
import { columnOf, columnsOf, demandNoneUnknown } from './columns.ts';

/** One line of an import: where it goes, as written, and the values it brings. */
export interface Entry {
  readonly record: string;
  readonly event: string;
  readonly instrument: string;
  /** A number, `new`, or empty. */
  readonly instance: string;
  /** undefined: the group is not mentioned. */
  readonly group: string | undefined;
  readonly values: readonly EntryValue[];
}

export interface EntryValue {
  /** Name under which the value is stored. */
  readonly column: string;
  readonly field: Field;
  readonly value: string;
}

/** Rows of a flat import. Without the record ID column nothing can be placed: no entries, as in REDCap. */
export function flatEntries(project: Project, rows: readonly DataRow[]): readonly Entry[] {
  const columns = columnsOf(project, rows);
  const { recordIdField, firstEvent } = project.design;
  return rows.flatMap((row) => {
    // A field may be called `constructor`, which every object seems to have.
    const record = Object.hasOwn(row, recordIdField.name) ? (row[recordIdField.name] ?? '').trim() : '';
    if (record === '') return [];
    const values: EntryValue[] = [];
    for (const [name, value] of Object.entries(row)) {
      const column = columns.get(name);
      if (column?.kind === 'value')
        values.push({ column: name, field: column.field, value: keptText(column.field, value) });
    }
    return [
      {
        record,
        event: (row['redcap_event_name'] ?? '').trim() || firstEvent.uniqueName,
        instrument: (row['redcap_repeat_instrument'] ?? '').trim(),
        instance: (row['redcap_repeat_instance'] ?? '').trim(),
        group: row['redcap_data_access_group']?.trim(),
        values,
      },
    ];
  });
}

/** Rows of an import as values (`record, field_name, value`), gathered by place. */
export function eavEntries(project: Project, rows: readonly DataRow[]): readonly Entry[] {
  const { design } = project;
  const entries = new Map<string, { entry: Entry; values: EntryValue[] }>();
  const unknown = new Set<string>();
  for (const row of rows) {
    const { record = '', field_name: name = '', value = '' } = row;
    if (record.trim() === '') continue;
    const place = {
      record: record.trim(),
      event: (row['redcap_event_name'] ?? '').trim() || design.firstEvent.uniqueName,
      instrument: (row['redcap_repeat_instrument'] ?? '').trim(),
      instance: (row['redcap_repeat_instance'] ?? '').trim(),
    };
    if (place.instance === 'new') throw new ApiError('The instance "new" can only be used with type "flat"');
    const group = name === 'redcap_data_access_group' ? value.trim() : undefined;
    const key = JSON.stringify([place.record, place.event, place.instrument, place.instance, group]);
    const values = entries.get(key)?.values ?? [];
    if (!entries.has(key)) entries.set(key, { entry: { ...place, group, values }, values });
    const found = eavValue(project, name, value);
    if (found === null) unknown.add(name);
    else values.push(...found);
  }
  demandNoneUnknown(unknown);
  return [...entries.values()].map(({ entry }) => entry);
}

// A checkbox may be written as its base name with a code, or as name___code with 0 or 1.
function eavValue(project: Project, name: string, value: string): readonly EntryValue[] | null {
  const field = project.design.fieldByName.get(name);
  if (field?.type === 'checkbox') {
    const code = value.trim();
    const known = field.choices.some((choice) => choice.code === code);
    return [
      known
        ? { column: checkboxColumn(name, code), field, value: '1' }
        : { column: name, field, value: code },
    ];
  }
  const column = columnOf(project, name);
  if (!column) return null;
  if (column.kind !== 'value') return [];
  return [{ column: name, field: column.field, value: keptText(column.field, value) }];
}

// Free text keeps the white space around it, as the projects of real servers show; elsewhere it is no part of a value.
function keptText(field: Field, value: string): string {
  const trimmed = value.trim();
  const free = field.type === 'notes' || (field.type === 'text' && field.validation === '');
  return free && trimmed !== '' ? value : trimmed;
}
