import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/** A JavaScript string literal. */
export function quoteJavaScript(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text.toWellFormed().replaceAll(/["\\]/g, '\\$&').replaceAll(EACH_INVISIBLE, escape)}"`;
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
