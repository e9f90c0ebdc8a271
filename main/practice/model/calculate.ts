import { laterDate } from '../logic/date-difference.ts';
import { evaluate } from '../logic/evaluate.ts';
import type { Scope } from '../logic/evaluate.ts';
import type { Logic } from '../logic/parse.ts';
import { LogicError } from '../logic/tokens.ts';
import { numberOf } from '../logic/values.ts';
import type { Value } from '../logic/values.ts';
import { holdsField } from './cells.ts';
import type { Design } from './design.ts';
import type { Field } from './field.ts';
import type { Project, Row, StudyRecord } from './project.ts';
import { projectLogic, rowScope } from './scope.ts';

export interface Calculation {
  readonly field: Field;
  readonly valueIn: (scope: Scope) => string;
}

/** The design's calculations, read once; one that cannot be read is left out, as its field stays blank. */
export function calculationsOf(design: Design): readonly Calculation[] {
  return design.computedFields.flatMap((field) => {
    try {
      return [{ field, valueIn: readCalculation(design, field) }];
    } catch (error) {
      if (error instanceof LogicError) return [];
      throw error;
    }
  });
}

/** A field that the server has filled anew. */
export interface Recalculated {
  readonly row: Row;
  readonly field: Field;
  readonly value: string;
}

/**
 * Computes the record's calculated fields anew, in dictionary order, wherever their instrument has data. Gives those
 * whose value has changed.
 */
export function recalculate(
  project: Project,
  record: StudyRecord,
  calculations: readonly Calculation[],
  now: string,
): readonly Recalculated[] {
  if (calculations.length === 0) return [];
  const changed: Recalculated[] = [];
  for (const row of record.rows.values()) {
    const scope = rowScope({ project, now, username: null }, record, row);
    for (const { field, valueIn } of calculations) {
      if (!holdsField(project.design, row, field)) continue;
      const value = valueIn(scope);
      if (value === (row.values.get(field.name) ?? '')) continue;
      if (value === '') row.values.delete(field.name);
      else row.values.set(field.name, value);
      changed.push({ row, field, value });
    }
  }
  return changed;
}

function readCalculation(design: Design, { computation, validation }: Field): Calculation['valueIn'] {
  if (computation === null) return () => '';
  if (computation.gives === 'value') {
    const logic = projectLogic(design, computation.logic);
    return (scope) => writtenValue(evaluate(logic, scope));
  }
  const inputs = inputsOf(design, computation.logic);
  return (scope) => {
    const [from, amount, unit] = inputs.map((input) => evaluate(input, scope));
    const later = numberOf(amount ?? '');
    if (later === null) return '';
    return inValidation(validation, laterDate(String(from), later, String(unit), scope.now));
  };
}

// They are read as those of a function.
function inputsOf(design: Design, text: string): readonly Logic[] {
  const logic = projectLogic(design, `concat(${text})`);
  if (logic.kind !== 'call' || logic.inputs.length !== 3) throw new LogicError('A date needs three inputs.');
  return logic.inputs;
}

/** 14 digits at most, as PHP writes a number: 0.1 + 0.2 is 0.3. */
function writtenValue(value: Value): string {
  if (typeof value === 'boolean') return String(Number(value));
  return typeof value === 'number' ? String(Number(value.toPrecision(14))) : value;
}

/** What of a time the field's validation keeps. */
function inValidation(validation: string, time: string): string {
  if (validation.startsWith('datetime_seconds')) return time;
  return time.slice(0, validation.startsWith('datetime') ? 16 : 10);
}
