import { calculationsOf, recalculate } from '../model/calculate.ts';
import { nextRecordNames } from '../model/next-name.ts';
import { ensureRow, lastInstance } from '../model/project.ts';
import type { Project, StudyRecord } from '../model/project.ts';
import type { CheckedEntry } from './check.ts';

export interface ImportOptions {
  /** Blank values erase stored ones instead of being passed over. */
  readonly overwrite: boolean;
  /** Given record names only group rows; the server assigns new ones. */
  readonly autoNumber: boolean;
  /** Group of a user who is in one: new records go there. */
  readonly userGroup: string;
  readonly now: string;
}

export interface Imported {
  /** Name as stored. */
  readonly name: string;
  /** Name as given. */
  readonly given: string;
  readonly isNew: boolean;
  /** What was stored, as the log writes it: `sex = '1', race___2 = '1'`. */
  readonly changes: string;
}

/** Stores a checked import and computes calculated fields anew; gives the records touched, in order. */
export function applyImport(
  project: Project,
  entries: readonly CheckedEntry[],
  options: ImportOptions,
): readonly Imported[] {
  const imported = new Map<string, { name: string; isNew: boolean; changes: string[] }>();
  const free = nextRecordNames(project, options.userGroup);
  for (const entry of entries) {
    if (!bringsAnything(entry, options)) continue;
    let one = imported.get(entry.record);
    if (one === undefined) {
      const name = options.autoNumber ? String(free.next().value) : entry.record;
      one = { name, isNew: !project.records.has(name), changes: [] };
      imported.set(entry.record, one);
    }
    storeEntry(project, one.name, entry, options);
    one.changes.push(...changesOf(entry, options));
  }
  const calculations = calculationsOf(project.design);
  for (const { name } of imported.values()) {
    const record = project.records.get(name);
    if (record) recalculate(project, record, calculations, options.now);
  }
  return [...imported].map(([given, { name, isNew, changes }]) => {
    return { given, name, isNew, changes: changes.join(', ') };
  });
}

function changesOf({ values }: CheckedEntry, { overwrite }: ImportOptions): readonly string[] {
  return values
    .filter(([, value]) => value !== '' || overwrite)
    .map(([column, value]) => `${column} = '${value}'`);
}

// The record ID alone makes a record in the event of its row [S4]; an instance of an instrument needs a value.
function bringsAnything({ form, values, group }: CheckedEntry, { overwrite }: ImportOptions): boolean {
  if (form === '' || (values.length > 0 && overwrite)) return true;
  return values.some(([, value]) => value !== '') || (group ?? '') !== '';
}

function storeEntry(project: Project, name: string, entry: CheckedEntry, options: ImportOptions): void {
  const before = project.records.get(name);
  const record: StudyRecord = {
    name,
    dag: groupOf(entry, before?.dag ?? options.userGroup, options),
    created: before?.created ?? options.now,
    modified: options.now,
    rows: before?.rows ?? new Map(),
  };
  project.records.set(name, record);
  const { event, form } = entry;
  const instance = entry.instance === 'new' ? lastInstance(record, event, form) + 1 : entry.instance;
  const row = ensureRow(record, event, form, instance);
  for (const [column, value] of entry.values) {
    if (value === '') {
      if (options.overwrite) row.values.delete(column);
    } else if (value === '0' && column.includes('___')) row.values.delete(column);
    else row.values.set(column, value);
  }
}

// Only a user who is in no group may move records between groups [S1].
function groupOf(entry: CheckedEntry, before: string, { overwrite, userGroup }: ImportOptions): string {
  if (userGroup !== '' || entry.group === undefined) return before;
  return entry.group === '' && !overwrite ? before : entry.group;
}
