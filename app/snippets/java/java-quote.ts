import { isPlain } from '#app/snippets/plain-text.ts';

/**
 * A Java string literal in ASCII, so that `java FILE` reads it alike in every locale. Controls are octal and never
 * `\u000a`: Java replaces `\u` escapes before it looks for the ends of lines and literals.
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
  const code = character.charCodeAt(0);
  return code < 0x80 ? `\\${code.toString(8).padStart(3, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
