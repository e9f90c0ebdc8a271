import { calculationsOf, recalculate } from '../model/calculate.ts';
import type { Recalculated } from '../model/calculate.ts';
import type { Design } from '../model/design.ts';
import { nextRecordNames } from '../model/next-name.ts';
import { ensureRow, lastInstance, rowKey } from '../model/project.ts';
import type { Project, Row, StudyRecord } from '../model/project.ts';
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
  /** By event and instance; one whose values all are as they were is among them. */
  readonly saved: readonly SavedPlace[];
  /** The group that the record was moved into; null: it stays where it was. */
  readonly movedTo: string | null;
  readonly computed: readonly Recalculated[];
}

export interface SavedPlace {
  readonly row: Row;
  /** What is not as it was: stored name → new value; blank: erased. */
  readonly values: ReadonlyMap<string, string>;
}

interface Importing {
  readonly name: string;
  readonly isNew: boolean;
  readonly groupBefore: string;
  readonly saved: Map<string, { readonly row: Row; readonly values: Map<string, string> }>;
}

/** Stores a checked import and computes calculated fields anew; gives the records touched, in order. */
export function applyImport(
  project: Project,
  entries: readonly CheckedEntry[],
  options: ImportOptions,
): readonly Imported[] {
  const importing = new Map<string, Importing>();
  const free = nextRecordNames(project, options.userGroup);
  for (const entry of entries) {
    if (!bringsAnything(entry, options)) continue;
    let one = importing.get(entry.record);
    if (one === undefined) {
      const name = options.autoNumber ? String(free.next().value) : entry.record;
      const before = project.records.get(name);
      const groupBefore = before?.dag ?? options.userGroup;
      one = { name, isNew: before === undefined, groupBefore, saved: new Map() };
      importing.set(entry.record, one);
    }
    storeEntry(project, one, entry, options);
  }
  const calculations = calculationsOf(project.design);
  return [...importing].map(([given, { name, isNew, groupBefore, saved }]) => {
    const record = project.records.get(name);
    const computed = record ? recalculate(project, record, calculations, options.now) : [];
    const group = record?.dag ?? groupBefore;
    const movedTo = group === groupBefore ? null : group;
    return { given, name, isNew, saved: [...saved.values()], movedTo, computed };
  });
}

// The record ID alone makes a record in the event of its row [S4]; an instance of an instrument needs a value.
function bringsAnything({ form, values, group }: CheckedEntry, { overwrite }: ImportOptions): boolean {
  if (form === '' || (values.length > 0 && overwrite)) return true;
  return values.some(([, value]) => value !== '') || (group ?? '') !== '';
}

function storeEntry(project: Project, one: Importing, entry: CheckedEntry, options: ImportOptions): void {
  const { name } = one;
  const before = project.records.get(name);
  const dag = groupOf(entry, before?.dag ?? options.userGroup, options);
  const record: StudyRecord = {
    name,
    dag,
    created: before?.created ?? options.now,
    modified: options.now,
    rows: before?.rows ?? new Map(),
  };
  project.records.set(name, record);
  const { event, form } = entry;
  const instance = entry.instance === 'new' ? lastInstance(record, event, form) + 1 : entry.instance;
  const row = ensureRow(record, event, form, instance);
  const key = rowKey(event, form, instance);
  const place = one.saved.get(key) ?? { row, values: new Map<string, string>() };
  one.saved.set(key, place);
  for (const [column, value] of store(project.design, row, entry.values, options.overwrite)) {
    place.values.set(column, value);
  }
}

/** Puts values into a row and gives those that are not as they were. An unchecked box is not kept. */
function store(
  { checkboxByColumn }: Design,
  row: Row,
  values: CheckedEntry['values'],
  overwrite: boolean,
): CheckedEntry['values'] {
  const changed: (readonly [string, string])[] = [];
  for (const [column, value] of values) {
    if (value === '' && !overwrite) continue;
    const kept = value === '0' && checkboxByColumn.has(column) ? '' : value;
    if (kept === (row.values.get(column) ?? '')) continue;
    if (kept === '') row.values.delete(column);
    else row.values.set(column, kept);
    changed.push([column, kept]);
  }
  return changed;
}

// Only a user who is in no group may move records between groups [S1].
function groupOf(entry: CheckedEntry, before: string, { overwrite, userGroup }: ImportOptions): string {
  if (userGroup !== '' || entry.group === undefined) return before;
  return entry.group === '' && !overwrite ? before : entry.group;
}
