import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { unicodeEscape } from '#app/snippets/unicode-escape.ts';

/** A regular string literal of C#. */
export function quoteCSharp(text: string): string {
  return `"${text.toWellFormed().replaceAll(/["\\]/g, '\\$&').replaceAll(EACH_INVISIBLE, unicodeEscape)}"`;
}
