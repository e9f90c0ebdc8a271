import { Buffer } from 'node:buffer';
import type { Project } from './project.ts';

/** What Export Logging can be limited to. */
export type LogKind = 'export' | 'manage' | 'user' | 'record_add' | 'record_edit' | 'record_delete';

/** What the log calls an export of data; a running server ends it with a blank [S7]. */
export const EXPORT_ACTION = 'Data Export (API) ';

export interface LogEntry {
  /** `YYYY-MM-DD HH:MM:SS` */
  readonly time: string;
  readonly username: string;
  readonly kind: LogKind;
  readonly action: string;
  readonly details: string;
  /** Name of the record it is about; empty: about none. */
  readonly record: string;
  /** Group of that record at the time. */
  readonly dag: string;
}

const LONGEST_LOG = 200_000;
const LONGEST_DETAILS = 4000;

/** Adds to the project's log, oldest first; a log that grows too long loses its oldest half. */
export function addToLog(project: Project, entry: LogEntry): void {
  const { details } = entry;
  project.log.push({ ...entry, details: details.length > LONGEST_DETAILS ? beginningOf(details) : details });
  if (project.log.length > LONGEST_LOG) project.log.splice(0, LONGEST_LOG / 2);
}

/** Takes what was logged about the records out of the log. */
export function forgetLogOf({ log }: Project, records: ReadonlySet<string>): void {
  let kept = 0;
  for (const entry of log) {
    if (records.has(entry.record)) continue;
    log[kept] = entry;
    kept += 1;
  }
  log.length = kept;
}

// Copied, because a slice would keep the whole text in memory for as long as the log lasts.
function beginningOf(text: string): string {
  return Buffer.from(text.slice(0, LONGEST_DETAILS), 'utf16le').toString('utf16le');
}
