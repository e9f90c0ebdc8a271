import type { EncodedField } from '#app/request/encoded-request.ts';
import { backslashMeaning, behindLastLine, unescaped, type Cursor } from './cursor.ts';
import type { ReadFields } from './read-fields.ts';

/** Reads the Python list `fields` of a do-file; Stata's own signs for macros and comments must not stand in it. */
export const readFields: ReadFields = (program) => {
  const cursor = behindLastLine(program, 'fields = [');
  const fields: EncodedField[] = [];
  while (!cursor.sees(']')) {
    fields.push(row(cursor));
    cursor.take(',');
  }
  return fields;
};

function row(cursor: Cursor): EncodedField {
  cursor.take('(');
  const name = literal(cursor);
  cursor.take(',');
  if (cursor.sees('token')) {
    cursor.take('token');
    cursor.take(')');
    if (name !== 'token') throw new Error(`The token is sent as ${name}`);
    return { kind: 'token', name };
  }
  const value = text(cursor);
  if (!cursor.sees(',')) {
    cursor.take(')');
    return { kind: 'text', name, value };
  }
  cursor.take(',');
  const fileName = literal(cursor);
  cursor.take(')');
  return { kind: 'file', name, fileName, reference: value };
}

function text(cursor: Cursor): string {
  const first = literal(cursor);
  if (!cursor.sees('.join')) return first;
  cursor.take('.join([');
  const parts: string[] = [];
  while (!cursor.sees('])')) {
    parts.push(literal(cursor));
    cursor.take(',');
  }
  cursor.take('])');
  return parts.join(first);
}

const known = /^\\(?:["\\nrt]|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8})$/;

function literal(cursor: Cursor): string {
  const [whole = '', body = ''] = cursor.match(/"((?:[^"\\\n]|\\.)*)"/);
  if (/[`$]|\/\*|(?<!:)\/\//.test(whole)) throw new Error(`Stata could read ${whole} in its own way`);
  return unescaped(body, /\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|.)/, backslashMeaning(known));
}
