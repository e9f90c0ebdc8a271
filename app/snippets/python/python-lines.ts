import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { quotePython as quote } from './python-quote.ts';

/** Bytes of a literal, so that a line with its indent stays within what a host program reads of a line. */
const LITERAL_BYTES = 180;

/** A text as literals that Python joins, none longer than a line may be; each ends where a line of the text ends. */
export function pythonLiterals(text: string): readonly string[] {
  const literals: string[] = [];
  let inside = '';
  let bytes = 0;
  const end = () => {
    if (inside !== '') literals.push(`"${inside}"`);
    inside = '';
    bytes = 0;
  };
  for (const character of text) {
    const written = quote(character).slice(1, -1);
    const length = written.length === 1 ? utf8Length(written) : Math.max(written.length, utf8Length(written));
    if (bytes + length > LITERAL_BYTES) end();
    inside += written;
    bytes += length;
    if (character === '\n') end();
  }
  end();
  return literals.length === 0 ? ['""'] : literals;
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
