import type { RowPlace } from './row-place.ts';
import { doubtful, refused, type ValueProblem } from './value-problem.ts';

const LONGEST_RECORD_NAME = 100;

/** What is wrong with a record's name, or null. */
export function recordNameProblem(name: string): ValueProblem | null {
  if (name.trim() === '') return refused('blankRecord', 'The record name is blank: every row needs one.');
  if (name !== name.trim())
    return doubtful('spaces', 'The record name has spaces around it: REDCap may take it for another record.');
  return name.length > LONGEST_RECORD_NAME
    ? refused('format', `The record name is longer than ${String(LONGEST_RECORD_NAME)} characters.`)
    : null;
}

export function spacesProblem(value: string): ValueProblem | null {
  return value === value.trim()
    ? null
    : doubtful('spaces', 'The value has spaces around it, which are stored with it.');
}

/** The same for rows that write to the same place. A blank instance of a repeat is the first. */
export function rowKey(record: string, { event, instrument, instance }: RowPlace): string {
  return JSON.stringify([record, event, instrument, instance]);
}
