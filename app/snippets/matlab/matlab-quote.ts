import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/**
 * A character vector, on one line. Quotes are doubled; what cannot be seen is a number in brackets, in UTF-16
 * units as MATLAB counts.
 */
export function quoteMatlab(text: string): string {
  if (isPlain(text)) return `'${text}'`;
  const parts: string[] = [];
  let start = 0;
  const wellFormed = text.toWellFormed();
  for (const { 0: character, index } of wellFormed.matchAll(EACH_INVISIBLE)) {
    if (index > start) parts.push(quoted(wellFormed.slice(start, index)));
    parts.push(`char(${units(character).join(', ')})`.replace(/^char\((.*, .*)\)$/, 'char([$1])'));
    start = index + character.length;
  }
  if (parts.length === 0) return quoted(wellFormed);
  if (start < wellFormed.length) parts.push(quoted(wellFormed.slice(start)));
  return parts.length === 1 ? parts.join('') : `[${parts.join(', ')}]`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function units(character: string): readonly number[] {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
}
