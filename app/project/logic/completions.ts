import type { OutlineChoice, ProjectOutline } from '#app/project/outline.ts';
import { bracketCompletions } from './complete-bracket.ts';
import { choiceCompletions } from './complete-choice.ts';
import {
  beginning,
  completion,
  fieldCompletions,
  matching,
  MOST_COMPLETIONS,
  type Completion,
  type Completions,
} from './completion.ts';
import { logicFunctions } from './functions.ts';
import { outlineIndex, type OutlineIndex } from './outline-index.ts';
import { isInstance, readPart } from './reference.ts';
import { tokenize, type Token } from './tokens.ts';
import type { ReferencePart } from './tree.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

const BOX: readonly OutlineChoice[] = [
  { code: '1', label: 'Checked' },
  { code: '0', label: 'Not checked' },
];

const SIGNS: readonly Completion[] = [
  completion('sign', 'and', 'both must hold', 'and '),
  completion('sign', 'or', 'one must hold', 'or '),
  beginning('sign', '=', 'is equal to', '= '),
  beginning('sign', '<>', 'is not equal to', '<> '),
  completion('sign', '<', 'is less than', '< '),
  completion('sign', '<=', 'is at most', '<= '),
  completion('sign', '>', 'is greater than', '> '),
  completion('sign', '>=', 'is at least', '>= '),
];

/**
 * What may stand at a position of the logic, the best first, at most 100; null where nothing can be offered (in a
 * comment, in free text). Any text and any position are taken. Without an outline only signs and functions are known.
 */
export function completions(
  text: string,
  position: number,
  outline: ProjectOutline | null,
): Completions | null {
  const at = Math.max(0, Math.min(position, text.length));
  const index = outline === null ? null : outlineIndex(outline);
  const before = tokenize(text.slice(0, at)).tokens;
  const last = before.at(-1);
  const touching = last !== undefined && last.to === at ? last : undefined;
  if (touching?.kind === 'comment') return null;
  if (touching?.kind === 'bracket' && !touching.closed) {
    return bracketCompletions(text, at, touching, bracketsBefore(before, before.length - 1), index);
  }
  // A closed string or bracket is complete: what follows it comes after a space.
  if (touching?.kind === 'bracket' || (touching?.kind === 'string' && touching.closed)) return null;
  const partial = touching !== undefined && touching.kind !== 'sign' ? touching : undefined;
  const earlier = partial === undefined ? before : before.slice(0, -1);
  const codes = comparedCodes(earlier, index);
  if (codes.length > 0) {
    const choices = choiceCompletions(text, at, partial, codes);
    if (choices !== null) return choices;
  }
  if (partial?.kind === 'string' || partial?.kind === 'number' || partial?.kind === 'date') return null;
  return wordCompletions(text, at, partial, expectsValue(earlier), index);
}

/** What the left side of the comparison can be whose right side is being written; empty where that is not known. */
function comparedCodes(tokens: readonly Token[], index: OutlineIndex | null): readonly OutlineChoice[] {
  const sign = tokens.at(-1);
  if (index === null || sign?.kind !== 'sign' || !COMPARISONS.has(sign.value)) return [];
  const parts = bracketsBefore(tokens, tokens.length - 1);
  const part = parts.findLast((each) => !isInstance(each));
  if (part === undefined) return [];
  const known = index.valuesOf(part.name);
  if (known !== null) return known.values;
  const field = index.fields?.get(part.name);
  if (field === undefined || field.choices.length === 0) return [];
  if (field.type === 'checkbox') return part.code === null ? [] : BOX;
  return [...field.choices, ...index.missingCodes];
}

/** The closed brackets that end right before a token and touch each other, in the order of the text. */
function bracketsBefore(tokens: readonly Token[], end: number): readonly ReferencePart[] {
  const parts: ReferencePart[] = [];
  let edge = tokens[end]?.kind === 'bracket' ? tokens[end].from : undefined;
  for (let at = end - 1; at >= 0 && parts.length < 3; at -= 1) {
    const token = tokens[at];
    if (token?.kind !== 'bracket' || !token.closed || (edge !== undefined && token.to !== edge)) break;
    const part = readPart(token, () => undefined);
    if (part === null) break;
    parts.unshift(part);
    edge = token.from;
  }
  return parts;
}

function expectsValue(tokens: readonly Token[]): boolean {
  const last = tokens.findLast(({ kind }) => kind !== 'comment');
  if (last === undefined) return true;
  if (last.kind === 'sign') return last.value !== ')';
  return last.kind === 'word' && /^(?:and|or|not)$/i.test(last.value);
}

function wordCompletions(
  text: string,
  at: number,
  partial: Token | undefined,
  valueExpected: boolean,
  index: OutlineIndex | null,
): Completions | null {
  const from = partial?.from ?? at;
  const typed = text.slice(from, at).toLowerCase();
  const rest = /^\w*/.exec(text.slice(at))?.[0] ?? '';
  const items = valueExpected
    ? [...functionCompletions(typed), ...(typed === '' ? [] : bracketedFields(typed, index))]
    : matching(SIGNS, typed);
  return items.length === 0 ? null : { from, to: at + rest.length, items: items.slice(0, MOST_COMPLETIONS) };
}

function functionCompletions(typed: string): readonly Completion[] {
  const all = logicFunctions
    .filter(({ unlisted }) => unlisted === undefined)
    .map(({ name, inputs, help }) => completion('function', `${name}(${inputs})`, help, `${name}(`));
  return matching(all, typed);
}

/** For those who type a field's name without its bracket. */
function bracketedFields(typed: string, index: OutlineIndex | null): readonly Completion[] {
  return index === null ? [] : fieldCompletions(index, typed, null, '[');
}
