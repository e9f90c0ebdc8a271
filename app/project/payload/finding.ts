export type Severity = 'error' | 'warning';

/** What a finding is about. `blocksExecute` tells which of these keep a request from being sent. */
export type Rule =
  | 'unreadable'
  | 'notAList'
  | 'noRecordId'
  | 'nothingToImport'
  | 'tooManyRows'
  | 'layout'
  | 'column'
  | 'notImported'
  | 'place'
  | 'duplicate'
  | 'blankRecord'
  | 'spaces'
  | 'choice'
  | 'format'
  | 'range'
  | 'keepsNames'
  | 'erases';

/** One thing to look at in data to import. */
export interface Finding {
  /** Line of the text, from 1. */
  readonly line: number;
  /** Character of that line from which the row or column starts, from 1. */
  readonly position: number;
  /** Name of the record, '' where none is meant. */
  readonly record: string;
  /** '' where the whole row is meant. */
  readonly column: string;
  /** Shortened; '' where no single value is meant. Text of the user's data: hostile. */
  readonly value: string;
  readonly message: string;
  readonly severity: Severity;
  readonly rule: Rule;
}

export interface FindingList {
  /** By line; the first of each severity, errors before warnings where there are too many. */
  readonly shown: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
}

/** Findings that are kept; the rest are only counted. */
export const MAX_FINDINGS = 200;

/** Collects findings. The finding is made only if it is kept, so that a million bad cells cost a count each. */
export interface Findings {
  readonly add: (severity: Severity, make: () => Omit<Finding, 'severity'>) => void;
  readonly list: () => FindingList;
}

export function collectFindings(): Findings {
  const kept: Readonly<Record<Severity, Finding[]>> = { error: [], warning: [] };
  const counts = { error: 0, warning: 0 };
  return {
    add(severity, make) {
      counts[severity] += 1;
      if (kept[severity].length < MAX_FINDINGS) kept[severity].push({ ...make(), severity });
    },
    list() {
      const shown = [...kept.error, ...kept.warning.slice(0, MAX_FINDINGS - kept.error.length)];
      shown.sort((one, other) => one.line - other.line || one.position - other.position);
      return { shown, errors: counts.error, warnings: counts.warning };
    },
  };
}

/**
 * The one decision on what findings may do: these three keep the request from being sent, since REDCap would
 * certainly misread it. All others are shown to be looked at, for the server may know what this app does not
 * (missing data codes, rights, validation types of its own).
 */
export function blocksExecute({ rule }: Finding): boolean {
  return rule === 'unreadable' || rule === 'notAList' || rule === 'noRecordId';
}

const LONGEST_VALUE = 60;

/** A value as it stands in a finding: one line, of bounded length. */
export function shorten(value: string): string {
  // Cut first: the value may be megabytes long.
  const start = value.slice(0, LONGEST_VALUE * 2).toWellFormed();
  // oxlint-disable-next-line no-control-regex
  const oneLine = start.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ');
  const characters = [...oneLine];
  const isCut = characters.length > LONGEST_VALUE || value.length > start.length;
  return isCut ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : oneLine;
}
