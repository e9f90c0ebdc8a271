import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { quotePython as quote } from './python-quote.ts';

/** Bytes of a literal, so that a line with its indent stays within what a host program reads of a line. */
const LITERAL_BYTES = 180;

/** A text as literals that Python joins, none longer than a line may be. A longer text is cut after its line feeds. */
export function pythonLiterals(text: string): readonly string[] {
  if (isShort(text)) return [quote(text)];
  const lines = text.split(/(?<=\n)/);
  return lines.flatMap((line) => (isShort(line) ? [quote(line)] : inPieces(line)));
}

/** Whether its literal surely fits: a character takes ten bytes at worst, a plain one at most two. */
function isShort(line: string): boolean {
  return line.length <= LITERAL_BYTES / 10 || (line.length <= LITERAL_BYTES / 2 && /^[ -~]*\n?$/.test(line));
}

function inPieces(line: string): readonly string[] {
  const literals: string[] = [];
  let inside = '';
  let bytes = 0;
  for (const character of line) {
    const written = quote(character).slice(1, -1);
    const length = Math.max(written.length, utf8Length(written));
    if (bytes + length > LITERAL_BYTES) {
      literals.push(`"${inside}"`);
      inside = '';
      bytes = 0;
    }
    inside += written;
    bytes += length;
  }
  literals.push(`"${inside}"`);
  return literals;
}

/** A text as one expression; brackets hold it together when it takes several lines. */
export function pythonText(text: string, indent: string): string {
  const literals = pythonLiterals(text);
  if (literals.length === 1) return literals[0] ?? '""';
  return `(\n${literals.map((literal) => `${indent}    ${literal}`).join('\n')}\n${indent})`;
}

/** Sets a variable to the request's fields, as a list of pairs in short lines. A file cannot be among them. */
export function pythonPairs(variable: string, request: EncodedRequest): string {
  const rows = request.fields.map((field) => {
    const value = field.kind === 'text' ? pythonText(field.value, '        ') : field.kind;
    const name = pythonText(field.name, '        ');
    return value.startsWith('(') || name.startsWith('(') || name.length + value.length > LITERAL_BYTES
      ? `    (\n        ${name},\n        ${value},\n    ),`
      : `    (${name}, ${value}),`;
  });
  return `${variable} = [\n${rows.join('\n')}\n]`;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
