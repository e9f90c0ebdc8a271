import type { EncodedField } from '#app/request/encoded-request.ts';
import { backslashMeaning, behindLastLine, unescaped, type Cursor } from './cursor.ts';
import type { ReadFields } from './read-fields.ts';

/** Reads the vector of pairs `fields`; a dollar sign in a literal must be escaped, or Julia would fill it in. */
export const readFields: ReadFields = (program) => {
  const cursor = behindLastLine(program, 'fields = Pair{String,Any}[');
  const fields: EncodedField[] = [];
  while (!cursor.sees(']')) {
    const name = literal(cursor);
    cursor.take('=>');
    fields.push(field(name, cursor));
    cursor.take(',');
  }
  return fields;
};

function field(name: string, cursor: Cursor): EncodedField {
  if (cursor.sees('token')) {
    cursor.take('token');
    if (name !== 'token') throw new Error(`The token is sent as ${name}`);
    return { kind: 'token', name };
  }
  if (cursor.sees('HTTP')) {
    cursor.take('HTTP.Multipart(');
    const fileName = literal(cursor);
    cursor.take(', open(');
    const reference = literal(cursor);
    cursor.take('), "application/octet-stream")');
    return { kind: 'file', name, fileName, reference };
  }
  return { kind: 'text', name, value: text(cursor) };
}

function text(cursor: Cursor): string {
  if (!cursor.sees('join')) return literal(cursor);
  cursor.take('join([');
  const parts: string[] = [];
  while (!cursor.sees(']')) {
    parts.push(literal(cursor));
    cursor.take(',');
  }
  cursor.take('],');
  const between = literal(cursor);
  cursor.take(')');
  return parts.join(between);
}

const known = /^\\(?:["\\$nrt]|u[\da-f]{4}|U[\da-f]{8})$/;

function literal(cursor: Cursor): string {
  const [, body = ''] = cursor.match(/"((?:[^"\\\n$]|\\.)*)"/);
  return unescaped(body, /\\(?:u[\da-f]{4}|U[\da-f]{8}|.)/, backslashMeaning(known));
}
