import { isPlain } from '#app/snippets/plain-text.ts';

/**
 * A Java string literal in ASCII, so that `java FILE` reads it alike in every locale. Line ends are never `\u000a`
 * or `\u000d`: Java replaces `\u` escapes before it looks for the ends of lines and literals.
 */
export function quoteJava(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text.toWellFormed().replaceAll(/["\\]|[^ -~]/g, escape)}"`;
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
