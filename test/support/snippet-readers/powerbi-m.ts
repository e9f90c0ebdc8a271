import type { EncodedField } from '#app/request/encoded-request.ts';
import { cursorIn, type Cursor } from './cursor.ts';
import type { ReadFields } from './read-fields.ts';

/** Reads the list `Fields`: in each row the name, and the value in one or more parts. */
export const readFields: ReadFields = (program) => {
  const line = '\n    Fields = {\n';
  const start = program.indexOf(line);
  if (start === -1) throw new Error('The program has no list Fields');
  const cursor = cursorIn(program, start + line.length);
  const fields: EncodedField[] = [];
  do {
    if (fields.length > 0) cursor.take(',');
    cursor.take('{');
    const name = literal(cursor);
    const parts: string[] = [];
    while (!cursor.sees('}')) {
      cursor.take(',');
      if (cursor.sees('Token')) break;
      parts.push(literal(cursor));
    }
    if (cursor.sees('Token')) {
      cursor.take('Token');
      if (name !== 'token') throw new Error(`The token is sent as ${name}`);
      fields.push({ kind: 'token', name });
    } else {
      if (parts.some((part) => part.length > 20_001)) throw new Error('A part is too long to be escaped');
      fields.push({ kind: 'text', name, value: parts.join('') });
    }
    cursor.take('}');
  } while (cursor.sees(','));
  cursor.take('}');
  return fields;
};

function literal(cursor: Cursor): string {
  const [, body = ''] = cursor.match(/"((?:[^"\n]|"")*)"(?!")/);
  return body.replaceAll(/""|#\(([^)]*)\)/g, (sequence, inside: string | undefined) =>
    inside === undefined || sequence === '""' ? '"' : escaped(inside),
  );
}

function escaped(sequence: string): string {
  if (sequence === '#') return '#';
  if (sequence === 'lf') return '\n';
  if (sequence === 'cr') return '\r';
  if (sequence === 'tab') return '\t';
  if (!/^(?:[\da-f]{4}|[\da-f]{8})$/.test(sequence)) throw new Error(`There is no escape #(${sequence})`);
  return String.fromCodePoint(Number.parseInt(sequence, 16));
}
