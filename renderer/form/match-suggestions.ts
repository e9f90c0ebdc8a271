import type { Suggestion } from './suggestions.ts';

/** Suggestions whose name or label contains the text, names that begin with it first. Linear in the list. */
export function matchSuggestions(
  suggestions: readonly Suggestion[],
  text: string,
  without: ReadonlySet<string> = new Set(),
): readonly Suggestion[] {
  const wanted = text.trim().toLowerCase();
  const first: Suggestion[] = [];
  const rest: Suggestion[] = [];
  for (const suggestion of suggestions) {
    if (without.has(suggestion.name)) continue;
    const name = suggestion.name.toLowerCase();
    if (name.startsWith(wanted)) first.push(suggestion);
    else if (name.includes(wanted) || suggestion.label.toLowerCase().includes(wanted)) rest.push(suggestion);
  }
  return [...first, ...rest];
}
