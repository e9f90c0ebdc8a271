import type { OutlineChoice } from '#app/project/outline.ts';
import { shortened } from './problem.ts';

const MOST_NAMED = 8;

/** The codes (or names) with their labels as a sentence of its own, the first eight; empty without choices. */
export function choicesInWords(choices: readonly OutlineChoice[], noun: 'codes' | 'names' = 'codes'): string {
  if (choices.length === 0) return '';
  const named = choices.slice(0, MOST_NAMED).map(({ code, label }) => {
    const words = shortened(label, 30);
    return words === '' ? shortened(code) : `${shortened(code)} (${words})`;
  });
  const more = choices.length > MOST_NAMED ? ` and ${choices.length - MOST_NAMED} more` : '';
  return ` Its ${noun}: ${named.join(', ')}${more}.`;
}
