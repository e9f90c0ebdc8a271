import type { EncodedField } from '#app/request/encoded-request.ts';
import { backslashMeaning, behindLastLine, unescaped, type Cursor } from './cursor.ts';
import type { ReadFields } from './read-fields.ts';

/** Reads the hash tables of `$fields`. The program must be ASCII: Windows PowerShell 5.1 knows no UTF-8 without a mark. */
export const readFields: ReadFields = (program) => {
  if (!/^[\n -~]*$/.test(program)) throw new Error('The program is not ASCII');
  const cursor = behindLastLine(program, '$fields = @(');
  const fields: EncodedField[] = [];
  while (!cursor.sees(')')) fields.push(field(cursor));
  return fields;
};

function field(cursor: Cursor): EncodedField {
  cursor.take('@{ name = ');
  const name = text(cursor);
  if (cursor.sees('; path')) {
    cursor.take('; path = ');
    const reference = text(cursor);
    cursor.take('; fileName = ');
    const fileName = text(cursor);
    cursor.take('}');
    return { kind: 'file', name, fileName, reference };
  }
  cursor.take('; value = ');
  if (cursor.sees('$token')) {
    cursor.take('$token }');
    if (name !== 'token') throw new Error(`The token is sent as ${name}`);
    return { kind: 'token', name };
  }
  const value = cursor.sees('@(') ? lines(cursor) : text(cursor);
  cursor.take('}');
  return { kind: 'text', name, value };
}

function lines(cursor: Cursor): string {
  cursor.take('@(');
  const parts: string[] = [];
  while (!cursor.sees(')')) parts.push(text(cursor));
  cursor.take(') -join "`n"');
  return parts.join('\n');
}

const known = /^\\(?:[\\nrt]|u[\da-f]{4})$/;

/** A literal in single quotes, where only a quote written twice has a meaning, or one that .NET unescapes. */
function text(cursor: Cursor): string {
  if (!cursor.sees('[regex]')) return literal(cursor);
  cursor.take('[regex]::Unescape(');
  const body = literal(cursor);
  cursor.take(')');
  return unescaped(body, /\\(?:u[\da-f]{4}|.)/, backslashMeaning(known));
}

function literal(cursor: Cursor): string {
  const [, body = ''] = cursor.match(/'((?:[ -&(-~]|'')*)'/);
  return body.replaceAll("''", "'");
}
