import type { Dag, Design } from './design.ts';
import type { LogEntry } from './log.ts';
import type { ProjectUser, UserRole } from './members.ts';
import type { Report } from './reports.ts';
import type { Repository } from './repository.ts';
import type { SettingName } from './settings.ts';

/**
 * One line of data: an event's own values (`form` empty, instance 0), one instance of a repeating instrument,
 * or one instance of a repeating event (`form` empty, instance 1 and up). A checkbox is kept per option.
 */
export interface Row {
  readonly event: string;
  readonly form: string;
  readonly instance: number;
  readonly values: Map<string, string>;
  /** In a generated project, the number of its record. */
  readonly generatedFrom?: number;
}

/** Times are server time, `YYYY-MM-DD HH:MM:SS`. */
export interface StudyRecord {
  readonly name: string;
  /** Unique group name; empty: in no Data Access Group. */
  readonly dag: string;
  readonly created: string;
  readonly modified: string;
  readonly rows: Map<string, Row>;
}

export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** One allocation list: the next unused entry of the record's stratum is handed out. */
export interface Randomization {
  readonly id: number;
  /** The event of each arm in which the allocation is stored. */
  readonly events: readonly string[];
  readonly targetField: string;
  readonly stratumFields: readonly string[];
  readonly allocations: readonly Allocation[];
  /** Index of an allocation → the record it was given to. */
  readonly given: Map<number, string>;
}

export interface Allocation {
  /** One value per stratum field. */
  readonly stratum: readonly string[];
  readonly group: string;
  readonly number: string;
}

export interface SurveyOptions {
  readonly queue: boolean;
  /** Names of the surveys that may be saved and returned to. */
  readonly saveAndReturn: readonly string[];
}

/** Characters of a record's name. */
export const LONGEST_NAME = 100;

export type ProjectStatus = 'development' | 'production';

/** A project of the practice server. What is no map and no list to add to is replaced as a whole when it changes. */
export interface Project {
  readonly id: number;
  readonly status: ProjectStatus;
  readonly created: string;
  readonly productionSince: string;
  design: Design;
  settings: Readonly<Record<SettingName, string | number>>;
  dags: readonly Dag[];
  readonly users: Map<string, ProjectUser>;
  roles: readonly UserRole[];
  readonly reports: readonly Report[];
  readonly surveyOptions: SurveyOptions;
  readonly repository: Repository;
  /** Oldest first. */
  readonly log: LogEntry[];
  /** An administrator has allowed that the log entries of a record go with it; otherwise they always stay. */
  readonly deletesLogging?: true;
  readonly records: Map<string, StudyRecord>;
  /** Document id, the stored value of a file field → the file. */
  readonly files: Map<string, StoredFile>;
  readonly randomizations: readonly Randomization[];
  /** Records that came with a project XML: what is computed in them is stored once they are saved again [S4]. */
  readonly uncalculated?: WeakSet<StudyRecord>;
  /** Its records are made while they are read and stand in order; nothing in it can be changed. */
  readonly generated?: GeneratedValues;
}

/** Where the values of a generated project come from, for exports of millions of them. */
export interface GeneratedValues {
  /** Undefined for what is no stored column, or computed from others. */
  readonly columnOf: (name: string) => GeneratedColumn | undefined;
}

/** A column that takes each value from a short table. */
export interface GeneratedColumn {
  /** The empty text is no value. */
  readonly values: readonly string[];
  /** Where in the table the record's value stands. */
  readonly indexFor: (record: number) => number;
}

export function rowKey(event: string, form: string, instance: number): string {
  return `${event}|${form}|${instance}`;
}

/** The record's rows in REDCap's order: by event, the event's own values first, then by instrument and instance. */
export function orderedRows(design: Design, record: StudyRecord): readonly Row[] {
  const rank = (row: Row): number => (row.form === '' ? -1 : (design.formOrder.get(row.form) ?? 0));
  return [...record.rows.values()]
    .filter((row) => isInDesign(design, row))
    .sort(
      (a, b) =>
        (design.eventOrder.get(a.event) ?? 0) - (design.eventOrder.get(b.event) ?? 0) ||
        rank(a) - rank(b) ||
        a.instance - b.instance,
    );
}

// Instances of what no longer repeats stay stored, but are not shown until it repeats again.
function isInDesign({ eventOrder, repeatKeys }: Design, { event, form, instance }: Row): boolean {
  if (!eventOrder.has(event)) return false;
  return repeatKeys.has(`${event}|${form}`) === instance > 0;
}

/** Record names as REDCap lists them: numbers by size, then texts. */
export function sortedRecordNames(project: Project): Iterable<string> {
  if (project.generated) return project.records.keys();
  return [...project.records.keys()].sort(compareNames);
}

export function compareNames(a: string, b: string): number {
  return naturalOrder.compare(a, b);
}

const naturalOrder = new Intl.Collator('en', { numeric: true });

export function armsOfRecord(design: Design, record: StudyRecord): ReadonlySet<number> {
  const arms = [...record.rows.values()].map((row) => design.eventByName.get(row.event)?.arm ?? 1);
  return new Set(arms);
}

/** Takes a record out of the project. Its allocation is free again, or a new record of its name would seem randomized. */
export function removeRecord({ records, randomizations }: Project, name: string): void {
  records.delete(name);
  for (const { given } of randomizations) {
    for (const [index, holder] of given) if (holder === name) given.delete(index);
  }
}

export function removeAllRecords(project: Project): void {
  for (const name of project.records.keys()) removeRecord(project, name);
}

/** The row, created empty when it is not there yet. */
export function ensureRow(record: StudyRecord, event: string, form: string, instance: number): Row {
  const key = rowKey(event, form, instance);
  const present = record.rows.get(key);
  if (present) return present;
  const row: Row = { event, form, instance, values: new Map() };
  record.rows.set(key, row);
  return row;
}

/** Where a field of this event is stored when no instance is named. */
export function findRow(record: StudyRecord, event: string, form: string, instance: number): Row | undefined {
  return record.rows.get(rowKey(event, form, instance));
}

/** The highest instance number in use, 0 when there is none. */
export function lastInstance(record: StudyRecord, event: string, form: string): number {
  let last = 0;
  for (const row of record.rows.values()) {
    if (row.event === event && row.form === form) last = Math.max(last, row.instance);
  }
  return last;
}
