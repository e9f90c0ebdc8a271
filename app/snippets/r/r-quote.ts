import { isPlain } from '#app/snippets/plain-text.ts';

/** A string in ASCII, so that the file reads alike in every locale. R forbids NUL, and mixing `\u` with `\x`. */
export function quoteR(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text
    .toWellFormed()
    .replaceAll('\0', '')
    .replaceAll(/["\\]|[^ -~]/gu, escape)}"`;
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
