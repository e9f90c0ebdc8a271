import { EACH_INVISIBLE, hasInvisible } from '#app/snippets/invisible.ts';
import { isPlain } from '#app/snippets/plain-text.ts';

/** A shell word in single quotes, where only the single quote itself is special. A shell cannot hold NUL. */
export function quoteShell(text: string): string {
  if (isPlain(text)) return `'${text}'`;
  return `'${text.toWellFormed().replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}

/** An address or file name as a shell word in which everything can be seen; line feeds at its end are lost. */
export function visibleWord(text: string): string {
  return hasInvisible(text) ? `"$(printf ${printfFormat(text.replaceAll('\0', ''))})"` : quoteShell(text);
}

/** The format with which `printf` writes exactly this text: what cannot be seen, NUL included, in octal. */
export function printfFormat(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replaceAll("'", "'\\''")
    .replaceAll(EACH_INVISIBLE, octal)
    .replace(/^-/, '\\055'); // an option, otherwise
  return `'${escaped}'`;
}

function octal(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return utf8(character.codePointAt(0) ?? 0)
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
}

function utf8(code: number): readonly number[] {
  const continued = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), continued(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), continued(6), continued(0)];
  return [0xf0 | (code >> 18), continued(12), continued(6), continued(0)];
}
