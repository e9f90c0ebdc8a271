import { calculationsOf, recalculate } from '../model/calculate.ts';
import { checkboxColumn } from '../model/field.ts';
import { ensureRow } from '../model/project.ts';
import type { Project, StudyRecord } from '../model/project.ts';

/** A value of a made-up record: a checkbox takes the list of its checked codes. */
export type Given = string | number | readonly string[];

/** Stores values of one event or instance; blank ones are left out. */
export function storeValues(
  record: StudyRecord,
  place: { readonly event: string; readonly form?: string; readonly instance?: number },
  values: Readonly<Record<string, Given>>,
): void {
  const row = ensureRow(record, place.event, place.form ?? '', place.instance ?? 0);
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object') for (const code of value) row.values.set(checkboxColumn(name, code), '1');
    else if (value !== '') row.values.set(name, String(value));
  }
}

/** Puts a text file into the project and gives its document id, the value of a file field. */
export function storeTextFile(project: Project, name: string, mediaType: string, text: string): string {
  const id = String(project.files.size + 1);
  project.files.set(id, { name, mediaType, bytes: new TextEncoder().encode(text) });
  return id;
}

/** Computes every calculated field of a project that has just been filled. */
export function calculateAll(project: Project, now: string): void {
  const calculations = calculationsOf(project.design);
  for (const record of project.records.values()) recalculate(project, record, calculations, now);
}
