import { EACH_INVISIBLE } from './invisible.ts';

/** Characters of a label that are looked at. */
const LOOKED_AT = 5000;

/**
 * A label of the dictionary as one line of plain text: tags are left out, white space is one space, and nothing
 * invisible stays. A `<` that begins no tag is kept, as in `BMI <25`.
 */
export function plainLabel(label: string): string {
  return label
    .slice(0, LOOKED_AT)
    .toWellFormed()
    .replaceAll(/<\/?(?:br|p|div|li|[uo]l|t[drh]|h\d)\b[^<>]*>/gi, ' ')
    .replaceAll(/<[A-Za-z/!][^<>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(EACH_INVISIBLE, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** The text cut to so many bytes of UTF-8, never within a character; three points show the cut. */
export function withinBytes(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += utf8Length(character);
    if (bytes > most) return `${kept}...`;
    if (bytes <= most - 3) kept += character;
  }
  return text;
}

/** The text cut to so many characters (code points); three points show the cut. */
export function withinCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 3).join('')}...`;
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
