import { ApiError } from '../answer.ts';
import type { DataRow } from '../formats/read-rows.ts';
import type { Field } from '../model/field.ts';
import type { Project } from '../model/project.ts';

/** What a column of an import is for. */
export type Column =
  | { readonly kind: 'record' | 'event' | 'instrument' | 'instance' | 'group' | 'passedOver' }
  | { readonly kind: 'value'; readonly field: Field };

/**
 * Sorts out the columns of all rows. Throws ApiError with REDCap's list when some are no fields [S13]. Calculated,
 * descriptive and file fields and the survey columns are passed over, so that an export can be imported again; so are
 * the blank columns of repeats and groups that the project does not have [S6, S7].
 */
export function columnsOf(project: Project, rows: readonly DataRow[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  const unknown = new Set<string>();
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      if (columns.has(name) || unknown.has(name)) continue;
      const column = columnOf(project, name) ?? blankPlace(name, rows);
      if (column) columns.set(name, column);
      else unknown.add(name);
    }
  }
  demandNoneUnknown(unknown);
  return columns;
}

const PLACES = new Set(['redcap_repeat_instrument', 'redcap_repeat_instance', 'redcap_data_access_group']);

function blankPlace(name: string, rows: readonly DataRow[]): Column | null {
  const blank = PLACES.has(name) && rows.every((row) => (row[name] ?? '').trim() === '');
  return blank ? { kind: 'passedOver' } : null;
}

/** Throws ApiError with the names, if there are any [S13]. */
export function demandNoneUnknown(unknown: ReadonlySet<string>): void {
  if (unknown.size === 0) return;
  throw new ApiError(
    `The following fields were not found in the project as real data fields: ${[...unknown].join(', ')}`,
  );
}

export function columnOf(project: Project, name: string): Column | null {
  const { design } = project;
  if (name === design.recordIdField.name) return { kind: 'record' };
  if (name === 'redcap_event_name') return design.longitudinal ? { kind: 'event' } : null;
  if (name === 'redcap_repeat_instrument') return design.repeats.length > 0 ? { kind: 'instrument' } : null;
  if (name === 'redcap_repeat_instance') return design.repeats.length > 0 ? { kind: 'instance' } : null;
  if (name === 'redcap_data_access_group') return project.dags.length > 0 ? { kind: 'group' } : null;
  if (name === 'redcap_survey_identifier') return { kind: 'passedOver' };
  const option = design.checkboxByColumn.get(name);
  if (option) return { kind: 'value', field: option.field };
  const field = design.fieldByName.get(name);
  const form = name.endsWith('_timestamp') ? name.slice(0, -'_timestamp'.length) : '';
  if (!field && design.formOrder.has(form)) return { kind: 'passedOver' };
  if (!field || field.type === 'checkbox') return null;
  const fixed = field.computation !== null || field.type === 'descriptive' || field.type === 'file';
  return fixed ? { kind: 'passedOver' } : { kind: 'value', field };
}
