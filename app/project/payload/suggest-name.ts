import { nearestAmong, type FindNearest } from '#app/nearest-name.ts';

/** Finds the name that was probably meant, or undefined. */
export type SuggestName = (typed: string, names: readonly string[]) => string | undefined;

/** Comparing with 40,000 names takes a while; who mistyped more names than this has another file in hand. */
const MOST_SEARCHES = 25;

const finders = new WeakMap<readonly string[], FindNearest>();

/** A suggester for one check: it remembers its answers and stops searching after a number of names. */
export function nameSuggester(): SuggestName {
  const known = new Map<string, string | undefined>();
  return (typed, names) => {
    if (known.has(typed) || known.size >= MOST_SEARCHES) return known.get(typed);
    const find = finders.get(names) ?? nearestAmong(names);
    finders.set(names, find);
    const found = find(typed);
    known.set(typed, found);
    return found;
  };
}
