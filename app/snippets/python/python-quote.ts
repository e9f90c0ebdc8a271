import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/** A string literal on one line; what cannot be seen is written as escapes. */
export function quotePython(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text.toWellFormed().replaceAll(/["\\]/g, '\\$&').replaceAll(EACH_INVISIBLE, escape)}"`;
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
  return code > 0xff
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\x${code.toString(16).padStart(2, '0')}`;
}
