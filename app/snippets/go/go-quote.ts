import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { unicodeEscape } from '#app/snippets/unicode-escape.ts';

/** An interpreted string literal of Go. */
export function quoteGo(text: string): string {
  return `"${text.toWellFormed().replaceAll(/["\\]/g, '\\$&').replaceAll(EACH_INVISIBLE, unicodeEscape)}"`;
}
