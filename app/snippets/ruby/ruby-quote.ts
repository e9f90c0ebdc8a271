import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/** Double quotes; a hash sign is escaped where it would begin an interpolation: `#{`, `#$`, `#@`. */
export function quoteRuby(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text
    .toWellFormed()
    .replaceAll(/["\\]|#(?=[{$@])/g, '\\$&')
    .replaceAll(EACH_INVISIBLE, escape)}"`;
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
