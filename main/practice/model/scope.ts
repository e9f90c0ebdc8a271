import type { Logic, Names, Reference } from '../logic/parse.ts';
import { parseLogic } from '../logic/parse.ts';
import type { Scope } from '../logic/evaluate.ts';
import { isLogicFunction } from '../logic/functions.ts';
import { checkboxColumn } from './field.ts';
import { isRepeatingEvent, isRepeatingForm } from './design.ts';
import type { Design } from './design.ts';
import { findRow, lastInstance } from './project.ts';
import type { Project, Row, StudyRecord } from './project.ts';
import { isKnownSmartVariable, smartValue } from './smart-variables.ts';
import type { Circumstances } from './smart-variables.ts';

/** Reads logic against a project's names. Throws LogicError. */
export function projectLogic(design: Design, text: string): Logic {
  const names: Names = {
    isEvent: (name) => design.longitudinal && design.eventByName.has(name),
    isField: (name) => design.fieldByName.has(name) || isKnownSmartVariable(name),
    isFunction: isLogicFunction,
  };
  return parseLogic(text, names);
}

/** Who reads the logic, and when. */
export interface Reading {
  readonly project: Project;
  /** Server time. */
  readonly now: string;
  /** Null where the server itself computes. */
  readonly username: string | null;
}

/** What `[event][field(code)][instance]` means for one row: without an event, the row's own. */
export function rowScope({ project, now, username }: Reading, record: StudyRecord, row: Row): Scope {
  const circumstances = { project, record, row, username };
  return { now, valueOf: (reference) => valueOf(circumstances, reference) };
}

function valueOf(circumstances: Circumstances, reference: Reference): string {
  const { project, record, row } = circumstances;
  const { design } = project;
  const { field: name, code } = reference;
  if (name === design.recordIdField.name) return record.name;
  const field = design.fieldByName.get(name);
  if (!field) return smartValue(name, circumstances);
  const { event: asked } = reference;
  const event =
    asked === undefined
      ? row.event
      : design.eventByName.has(asked)
        ? asked
        : smartValue(asked, circumstances);
  const form = isRepeatingForm(design, event, field.form) ? field.form : '';
  const instance = instanceOf(design, record, row, { event, form, asked: reference.instance });
  const values = findRow(record, event, form, instance)?.values;
  if (field.type === 'checkbox') return values?.get(checkboxColumn(name, code ?? '')) ?? '0';
  return values?.get(name) ?? '';
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
