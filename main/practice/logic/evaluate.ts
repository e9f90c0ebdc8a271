import { assertNever } from '#app/assert-never.ts';
import type { BinarySign, Logic, Reference } from './parse.ts';
import { callFunction } from './functions.ts';
import { isTrue, numberOf } from './values.ts';
import type { Value } from './values.ts';

export interface Scope {
  /** The stored value of a reference; empty when there is none. */
  readonly valueOf: (reference: Reference) => string;
  /** Server time, `YYYY-MM-DD HH:MM:SS`. */
  readonly now: string;
}

/** The value of an expression. Never throws: what cannot be computed is blank, as in REDCap. */
export function evaluate(logic: Logic, scope: Scope): Value {
  switch (logic.kind) {
    case 'value':
      return logic.value;
    case 'reference':
      return scope.valueOf(logic.reference);
    case 'not':
      return !isTrue(evaluate(logic.operand, scope));
    case 'minus':
      return arithmetic('-', 0, evaluate(logic.operand, scope));
    case 'binary':
      return binary(logic, scope);
    case 'call':
      if (logic.name === 'if') return choose(logic.inputs, scope);
      return callFunction(
        logic.name,
        logic.inputs.map((input) => evaluate(input, scope)),
        scope.now,
      );
    default:
      return assertNever(logic);
  }
}

/** Does the condition hold? Blank and 0 do not. */
export function holds(logic: Logic, scope: Scope): boolean {
  return isTrue(evaluate(logic, scope));
}

function choose([condition, yes, no]: readonly Logic[], scope: Scope): Value {
  const branch = condition && holds(condition, scope) ? yes : no;
  return branch ? evaluate(branch, scope) : '';
}

function binary(logic: Extract<Logic, { kind: 'binary' }>, scope: Scope): Value {
  if (logic.sign === 'or') return holds(logic.left, scope) || holds(logic.right, scope);
  if (logic.sign === 'and') return holds(logic.left, scope) && holds(logic.right, scope);
  const left = evaluate(logic.left, scope);
  const right = evaluate(logic.right, scope);
  return logic.sign === '+' ||
    logic.sign === '-' ||
    logic.sign === '*' ||
    logic.sign === '/' ||
    logic.sign === '%' ||
    logic.sign === '^'
    ? arithmetic(logic.sign, left, right)
    : compare(logic.sign, left, right);
}

// Numbers compare as numbers even when stored as text; a blank is less or greater than nothing.
function compare(
  sign: Exclude<BinarySign, ArithmeticSign | 'or' | 'and'>,
  left: Value,
  right: Value,
): boolean {
  const a = numberOf(left);
  const b = numberOf(right);
  const numeric = a !== null && b !== null;
  const x = numeric ? a : String(left);
  const y = numeric ? b : String(right);
  if (sign === '=') return x === y;
  if (sign === '<>') return x !== y;
  if (x === '' || y === '') return false;
  switch (sign) {
    case '<':
      return x < y;
    case '>':
      return x > y;
    case '<=':
      return x <= y;
    case '>=':
      return x >= y;
    default:
      return assertNever(sign);
  }
}

type ArithmeticSign = '+' | '-' | '*' | '/' | '%' | '^';

function arithmetic(sign: ArithmeticSign, left: Value, right: Value): Value {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === null || b === null) return '';
  const result = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '%': a % b,
    '^': a ** b,
  }[sign];
  return Number.isFinite(result) ? result : '';
}
