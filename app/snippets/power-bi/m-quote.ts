import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/** A text literal of Power Query M: quotes are doubled, and `#(` begins an escape. */
export function quoteM(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text
    .toWellFormed()
    .replaceAll('"', '""')
    .replaceAll('#(', '#(#)(')
    .replaceAll(EACH_INVISIBLE, escape)}"`;
}

function escape(character: string): string {
  if (character === '\n') return '#(lf)';
  if (character === '\r') return '#(cr)';
  if (character === '\t') return '#(tab)';
  const code = character.codePointAt(0) ?? 0;
  return `#(${code.toString(16).padStart(code > 0xffff ? 8 : 4, '0')})`;
}
