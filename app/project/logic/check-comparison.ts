import { nearestName } from '#app/nearest-name.ts';
import type { OutlineChoice, OutlineField } from '#app/project/outline.ts';
import { dateProblem } from './check-date.ts';
import { choicesInWords } from './choice-words.ts';
import type { KnownValues } from './known-values.ts';
import type { OutlineIndex } from './outline-index.ts';
import { meaningProblem, quoted, shortened, type LogicProblem } from './problem.ts';
import type { BinaryNode, LogicNode, ReferenceNode } from './tree.ts';

const COMPARISONS: ReadonlySet<string | null> = new Set(['=', '<>', '<', '<=', '>', '>=']);

type Literal = Extract<LogicNode, { kind: 'string' | 'number' }>;

/** What two values beside a sign get wrong: chains, values that stand alone, codes a field does not have, dates. */
export function checkComparison(node: BinaryNode, index: OutlineIndex | null): readonly LogicProblem[] {
  if (node.sign === 'and' || node.sign === 'or') {
    return [node.left, node.right].filter(isLiteral).map((literal) => loneValue(literal, node));
  }
  if (!COMPARISONS.has(node.sign)) return [];
  if (node.left.kind === 'binary' && COMPARISONS.has(node.left.sign)) {
    return [
      meaningProblem(
        'warning',
        node,
        'Compare two values at a time and join them with and, as in [age] >= 18 and [age] < 65.',
      ),
    ];
  }
  const [reference, literal] =
    node.left.kind === 'reference' ? [node.left, node.right] : [node.right, node.left];
  if (index === null || reference.kind !== 'reference' || !isLiteral(literal)) return [];
  return checkValue(reference, node, literal, index);
}

function isLiteral(node: LogicNode): node is Literal {
  return node.kind === 'string' || node.kind === 'number';
}

/** `[sex] = "1" or "2"`: REDCap takes the second value for a condition, which always holds. */
function loneValue(literal: Literal, { left, right, sign }: BinaryNode): LogicProblem {
  const written = literal.kind === 'string' ? `"${shortened(literal.value)}"` : literal.value;
  const other = literal === right ? left : right;
  const compared = lastComparison(other);
  if (compared === null) {
    return meaningProblem(
      'warning',
      literal,
      `${written} alone is no condition: compare a field with it, as in [age] = ${written}.`,
    );
  }
  const full = `${compared} = ${literal.kind === 'string' ? `"${literal.value}"` : literal.value}`;
  return meaningProblem(
    'warning',
    literal,
    `${written} alone is no condition: name the field again after ${sign ?? 'or'}, as in ${compared} = ${written}.`,
    full.length <= 200 ? full : undefined,
  );
}

function lastComparison(node: LogicNode): string | null {
  const last = node.kind === 'binary' && (node.sign === 'and' || node.sign === 'or') ? node.right : node;
  if (last.kind !== 'binary' || last.sign !== '=' || last.left.kind !== 'reference') return null;
  const { event, target, instance } = last.left;
  if (target === null || target.modifiers.length > 0) return null;
  const code = target.code === null ? '' : `(${target.code})`;
  return `${event === null ? '' : `[${event.name}]`}[${target.name}${code}]${instance === null ? '' : `[${instance.name}]`}`;
}

function checkValue(
  { target }: ReferenceNode,
  { sign }: BinaryNode,
  literal: Literal,
  { fields, missingCodes, valuesOf }: OutlineIndex,
): readonly LogicProblem[] {
  const value = literal.value.trim();
  if (target === null || value === '') return [];
  const isEquation = sign === '=' || sign === '<>';
  const known = valuesOf(target.name);
  if (known !== null) return isEquation ? checkKnownValue(literal, value, known) : [];
  const field = fields?.get(target.name);
  if (field === undefined || missingCodes.some(({ code }) => isSameCode(code, value))) return [];
  // A label or the text of a box is compared with words, not with codes.
  if (target.modifiers.some((modifier) => modifier !== 'value')) return [];
  if (field.type === 'checkbox') return target.code === null ? [] : checkBoxValue(literal, value);
  if (isDateField(field)) return dateProblem(literal, field.name);
  return isEquation ? checkChoice(literal, value, field) : [];
}

/** A smart variable for an event, a group or a role is compared with a unique name. */
function checkKnownValue(
  literal: Literal,
  value: string,
  { what, values }: KnownValues,
): readonly LogicProblem[] {
  if (values.some(({ code }) => isSameCode(code, value))) return [];
  const labelled = labelledAs(value, values);
  if (labelled !== undefined) {
    return [
      meaningProblem(
        'warning',
        literal,
        `Logic compares unique names, not labels: the ${what} ${quoted(value)} is named "${shortened(labelled.code)}".`,
        `"${labelled.code}"`,
      ),
    ];
  }
  const near = nearestName(
    value,
    values.map(({ code }) => code),
  );
  const meant = near === undefined ? choicesInWords(values, 'names') : ` Did you mean "${shortened(near)}"?`;
  return [
    meaningProblem(
      'warning',
      literal,
      `The project has no ${what} ${quoted(value)}.${meant}`,
      near === undefined ? undefined : `"${near}"`,
    ),
  ];
}

function labelledAs(value: string, choices: readonly OutlineChoice[]): OutlineChoice | undefined {
  const wanted = value.toLowerCase();
  return choices.find(({ label }) => label.trim().toLowerCase() === wanted);
}

function checkBoxValue(literal: Literal, value: string): readonly LogicProblem[] {
  if (value === '0' || value === '1') return [];
  return [
    meaningProblem(
      'warning',
      literal,
      `A box is "1" when it is checked and "0" when not; it is never ${quoted(value)}.`,
    ),
  ];
}

function checkChoice(
  literal: Literal,
  value: string,
  { name, choices }: OutlineField,
): readonly LogicProblem[] {
  if (choices.length === 0 || choices.some(({ code }) => isSameCode(code, value))) return [];
  const labelled = labelledAs(value, choices);
  if (labelled !== undefined) {
    return [
      meaningProblem(
        'warning',
        literal,
        `Logic compares codes, not labels: ${quoted(value)} has the code "${shortened(labelled.code)}".`,
        `"${labelled.code}"`,
      ),
    ];
  }
  return [
    meaningProblem(
      'warning',
      literal,
      `${quoted(name)} has no choice ${quoted(value)}.${choicesInWords(choices)}`,
    ),
  ];
}

/** REDCap compares numbers as numbers, so that 1 and 01 are the same. */
function isSameCode(code: string, value: string): boolean {
  if (code.toLowerCase() === value.toLowerCase()) return true;
  return /^-?\d+$/.test(code) && /^-?\d+$/.test(value) && Number(code) === Number(value);
}

function isDateField({ validation }: OutlineField): boolean {
  return validation.startsWith('date');
}
