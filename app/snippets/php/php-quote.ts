import { EACH_INVISIBLE, hasInvisible } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/** Single quotes, which leave everything but themselves alone; double quotes with escapes for what cannot be seen. */
export function quotePhp(text: string): string {
  if (isPlain(text)) return `'${text}'`;
  const whole = text.toWellFormed();
  if (!hasInvisible(whole)) return `'${whole.replaceAll(/['\\]/g, '\\$&')}'`;
  return `"${whole.replaceAll(/["\\$]/g, '\\$&').replaceAll(EACH_INVISIBLE, escape)}"`;
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
