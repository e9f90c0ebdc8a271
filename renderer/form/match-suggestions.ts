import type { Suggestion } from './suggestions.ts';

/** Suggestions offered at once; drawing more would hold up typing, and nobody scrolls through them. */
export const OFFERED_AT_MOST = 500;

export interface Matches {
  readonly items: readonly Suggestion[];
  /** How many more there are. */
  readonly more: number;
}

/**
 * What stands in for the suggestions until their field is entered: one, since a combo box without any does not open.
 * It builds all that it is given even while it is closed, which took longer than the rest of a form.
 */
export function notYet(suggestions: readonly Suggestion[]): Matches {
  return { items: suggestions.slice(0, 1), more: 0 };
}

/** Suggestions whose name or label contains the text, names that begin with it first. Linear in the list. */
export function matchSuggestions(
  suggestions: readonly Suggestion[],
  text: string,
  without: ReadonlySet<string> = new Set(),
): Matches {
  const wanted = text.trim().toLowerCase();
  const first: Suggestion[] = [];
  const rest: Suggestion[] = [];
  let count = 0;
  const { names, labels } = lowerCase(suggestions);
  suggestions.forEach((suggestion, index) => {
    if (without.has(suggestion.name)) return;
    const name = names[index] ?? '';
    const begins = name.startsWith(wanted);
    if (!begins && !name.includes(wanted) && labels[index]?.includes(wanted) !== true) return;
    count += 1;
    const list = begins ? first : rest;
    if (list.length < OFFERED_AT_MOST) list.push(suggestion);
  });
  const items = [...first, ...rest].slice(0, OFFERED_AT_MOST);
  return { items, more: count - items.length };
}

interface LowerCase {
  readonly names: readonly string[];
  readonly labels: readonly string[];
}

const known = new WeakMap<readonly Suggestion[], LowerCase>();

/** A project may have 40,000 fields, and each keystroke compares them all: their small letters are made once. */
function lowerCase(suggestions: readonly Suggestion[]): LowerCase {
  const made = known.get(suggestions) ?? {
    names: suggestions.map(({ name }) => name.toLowerCase()),
    labels: suggestions.map(({ label }) => label.toLowerCase()),
  };
  known.set(suggestions, made);
  return made;
}
