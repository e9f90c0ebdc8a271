import type { Logic, Names, Reference } from '../logic/parse.ts';
import { parseLogic } from '../logic/parse.ts';
import type { Scope } from '../logic/evaluate.ts';
import { isLogicFunction } from '../logic/functions.ts';
import { checkboxColumn } from './field.ts';
import { isRepeatingEvent, isRepeatingForm } from './design.ts';
import type { Design } from './design.ts';
import { findRow } from './project.ts';
import type { Row, StudyRecord } from './project.ts';

/** Reads logic against a project's names. Throws LogicError. */
export function projectLogic(design: Design, text: string): Logic {
  const names: Names = {
    isEvent: (name) => design.longitudinal && design.eventByName.has(name),
    isField: (name) => design.fieldByName.has(name) || PSEUDO.has(name),
    isFunction: isLogicFunction,
  };
  return parseLogic(text, names);
}

const PSEUDO = new Set(['record-name', 'event-name', 'user-dag-name', 'record-dag-name', 'current-instance']);

/** Who reads the logic, and when. */
export interface Reading {
  /** Server time. */
  readonly now: string;
  /** Unique name of the user's Data Access Group; empty: in none. */
  readonly userDag: string;
}

/** What `[event][field(code)][instance]` means for one row: without an event, the row's own. */
export function rowScope(design: Design, record: StudyRecord, row: Row, { now, userDag }: Reading): Scope {
  return {
    now,
    valueOf: (reference) =>
      reference.field === 'user-dag-name' ? userDag : valueOf(design, record, row, reference),
  };
}

function valueOf(design: Design, record: StudyRecord, row: Row, reference: Reference): string {
  const { field: name, code } = reference;
  if (name === 'record-name' || name === design.recordIdField.name) return record.name;
  if (name === 'event-name') return row.event;
  if (name === 'record-dag-name') return record.dag;
  if (name === 'current-instance') return row.instance === 0 ? '' : String(row.instance);
  const field = design.fieldByName.get(name);
  if (!field) return '';
  const event = eventOf(design, row, reference.event);
  const form = isRepeatingForm(design, event, field.form) ? field.form : '';
  const instance = instanceOf(design, record, row, { event, form, asked: reference.instance });
  const values = findRow(record, event, form, instance)?.values;
  if (field.type === 'checkbox') return values?.get(checkboxColumn(name, code ?? '')) ?? '0';
  return values?.get(name) ?? '';
}

function eventOf(design: Design, row: Row, asked: string | undefined): string {
  const arm = design.eventByName.get(row.event)?.arm;
  const events = design.events.filter((event) => event.arm === arm).map(({ uniqueName }) => uniqueName);
  const here = events.indexOf(row.event);
  switch (asked) {
    case undefined:
    case 'event-name':
      return row.event;
    case 'first-event-name':
      return events[0] ?? '';
    case 'last-event-name':
      return events.at(-1) ?? '';
    case 'previous-event-name':
      return events[here - 1] ?? '';
    case 'next-event-name':
      return events[here + 1] ?? '';
    default:
      return asked;
  }
}

interface Place {
  readonly event: string;
  readonly form: string;
  readonly asked: string | undefined;
}

// Without an instance: the row's own, which a row beside the repeats does not have; in another event the first.
function instanceOf(design: Design, record: StudyRecord, row: Row, { event, form, asked }: Place): number {
  if (form === '' && !isRepeatingEvent(design, event)) return 0;
  const here = row.event === event;
  const own = here ? (row.form === form ? row.instance : 0) : 1;
  switch (asked) {
    case undefined:
    case 'current-instance':
      return own;
    case 'first-instance':
      return 1;
    case 'previous-instance':
      return own - 1;
    case 'next-instance':
      return own + 1;
    case 'last-instance':
      return lastInstance(record, event, form);
    default:
      return Number(asked);
  }
}

/** The highest instance number in use, 0 when there is none. */
export function lastInstance(record: StudyRecord, event: string, form: string): number {
  let last = 0;
  for (const row of record.rows.values()) {
    if (row.event === event && row.form === form) last = Math.max(last, row.instance);
  }
  return last;
}
