import type { OutlineChoice } from '#app/project/outline.ts';
import { completion, matching, MOST_COMPLETIONS, type Completion, type Completions } from './completion.ts';
import { shortened } from './problem.ts';
import type { Token } from './tokens.ts';

/** The codes that are compared with, in quotes; null when the text begins none of them. */
export function choiceCompletions(
  text: string,
  at: number,
  partial: Token | undefined,
  choices: readonly OutlineChoice[],
): Completions | null {
  const from = partial?.from ?? at;
  const written = text.slice(from, at);
  const quote = written.startsWith("'") ? "'" : '"';
  const typed = written.replace(/^["']/, '');
  const items = choices
    .filter(({ code }) => !code.includes(quote))
    .map(({ code, label }) =>
      completion('choice', `${quote}${code}${quote}`, shortened(label, 60), `${quote}${code}${quote}`),
    );
  const shown = typed === '' ? items : matchingCodes(items, quote, typed);
  if (shown.length === 0) return null;
  const rest =
    partial?.kind === 'string' ? restOfString(text.slice(at), quote) : /^\w*/.exec(text.slice(at))?.[0];
  return { from, to: at + (rest ?? '').length, items: shown.slice(0, MOST_COMPLETIONS) };
}

function matchingCodes(items: readonly Completion[], quote: string, typed: string): readonly Completion[] {
  const begins = matching(items, `${quote}${typed}`);
  return [...begins, ...matching(items, typed).filter((item) => !begins.includes(item))];
}

/** What is left of the string being edited: up to its closing quote if one follows the word at once. */
function restOfString(after: string, quote: string): string {
  const [rest = ''] = /^[\w -]*/.exec(after) ?? [];
  return after[rest.length] === quote ? after.slice(0, rest.length + 1) : '';
}
