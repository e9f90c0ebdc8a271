import { isPlain } from './plain-text.ts';

/**
 * Characters a reader cannot see or that change how the text around them is shown: controls, format and
 * bidirectional marks, letters and marks without a shape (such as the Hangul filler), separators other than the
 * space, halves of pairs. Programs write them as escapes, so that what is read is what is sent.
 */
const invisible =
  /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000]/u;

/** The same characters, to replace each of them. */
export const EACH_INVISIBLE = new RegExp(invisible, 'gu');

/** Whether the text holds an invisible character. */
export function hasInvisible(text: string): boolean {
  return !isPlain(text) && invisible.test(text);
}
