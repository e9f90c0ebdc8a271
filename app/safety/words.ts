/** At most so many names are listed; the rest is counted. */
const LISTED = 4;
/** Characters shown of a name or value, at most. */
const SHOWN = 60;

/** `1 record`, `4 records`, `50,000 records`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** `1 record: 7`, or `9 records in arm 2: 1, 2, 3, 7 and 5 more`; `which` stands before the names. */
export function named(noun: string, names: readonly string[], which = ''): string {
  const listed = names.slice(0, LISTED).map(shown).join(', ');
  const more = names.length > LISTED ? ` and ${grouped(names.length - LISTED)} more` : '';
  return `${counted(names.length, noun)}${which}: ${listed}${more}`;
}

/**
 * A value inside a sentence: one line, cut to a readable length, without the characters that could hide or reorder
 * what follows.
 */
export function shown(value: string): string {
  const cut = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
  const clean = cut.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return RIGHT_TO_LEFT.test(clean) ? `${ISOLATED}${clean}${ISOLATED_END}` : clean;
}

/** Otherwise it would pull the numbers and names after it into its own direction. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const ISOLATED = '\u2068';
const ISOLATED_END = '\u2069';

/** A value in quotation marks. */
export function quoted(value: string): string {
  return `“${shown(value)}”`;
}
