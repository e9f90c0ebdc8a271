import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';
import { unicodeEscape } from '#app/snippets/unicode-escape.ts';

/** A regular string literal of C#. */
export function quoteCSharp(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text.toWellFormed().replaceAll(/["\\]/g, '\\$&').replaceAll(EACH_INVISIBLE, unicodeEscape)}"`;
}
