import type { EncodedField } from '#app/request/encoded-request.ts';
import { behindLastLine, cursorIn, type Cursor } from './cursor.ts';
import type { ReadFields } from './read-fields.ts';

/** Reads the cell array `fields`, with the arrays `value_1`, … of values in parts and the copy of a file. */
export const readFields: ReadFields = (program) => {
  const values = new Map<string, readonly string[]>();
  for (const { 1: variable = '', index } of program.matchAll(/^(value_\d+) = \{$/gm)) {
    const cursor = cursorIn(program, index + variable.length + ' = {'.length);
    const parts: string[] = [];
    while (!cursor.sees('};')) parts.push(characters(cursor));
    values.set(variable, parts);
  }
  const cursor = behindLastLine(program, 'fields = {');
  const fields: EncodedField[] = [];
  while (!cursor.sees('};')) {
    const name = characters(cursor);
    cursor.take(',');
    fields.push(fieldOf(name, cursor, values, program));
  }
  return fields;
};

function fieldOf(
  name: string,
  cursor: Cursor,
  values: ReadonlyMap<string, readonly string[]>,
  program: string,
): EncodedField {
  if (cursor.sees('token')) {
    cursor.take('token');
    if (name !== 'token') throw new Error(`The token is sent as ${name}`);
    return { kind: 'token', name };
  }
  if (cursor.sees('strjoin')) {
    const [, variable = ''] = cursor.match(/strjoin\((value_\d+)\.', /);
    const between = characters(cursor);
    cursor.take(')');
    const parts = values.get(variable);
    if (parts === undefined) throw new Error(`There is no ${variable}`);
    return { kind: 'text', name, value: parts.join(between) };
  }
  if (cursor.sees('matlab')) {
    cursor.take('matlab.net.http.io.FileProvider(');
    const file = cursor.sees('upload_') ? copiedFile(program, cursor) : namedAlike(characters(cursor));
    cursor.take(')');
    return { kind: 'file', name, ...file };
  }
  return { kind: 'text', name, value: characters(cursor) };
}

interface NamedFile {
  readonly fileName: string;
  readonly reference: string;
}

function namedAlike(reference: string): NamedFile {
  return { fileName: reference.split(/[/\\]/).at(-1) ?? '', reference };
}

function copiedFile(program: string, cursor: Cursor): NamedFile {
  const [variable = ''] = cursor.match(/upload_\d+/);
  const start = `\n${variable} = fullfile(tempname, `;
  // Set once: a variable that two files share would send one of them twice.
  if (program.split(start).length !== 2) throw new Error(`${variable} is not set once`);
  const statement = cursorIn(program, program.indexOf(start));
  statement.take(start.trim());
  const fileName = characters(statement);
  statement.take(');');
  statement.take(`mkdir(fileparts(${variable}));`);
  statement.take('copyfile(');
  const reference = characters(statement);
  statement.take(`, ${variable});`);
  return { fileName, reference };
}

/** A character vector: a literal, `char(…)`, or several of both in brackets. */
function characters(cursor: Cursor): string {
  if (!cursor.sees('[')) return part(cursor);
  cursor.take('[');
  let all = part(cursor);
  while (!cursor.sees(']')) {
    cursor.take(',');
    all += part(cursor);
  }
  cursor.take(']');
  return all;
}

function part(cursor: Cursor): string {
  if (cursor.sees('char')) {
    const [, numbers = ''] = cursor.match(/char\((\d+|\[\d+(?:, \d+)*\])\)/);
    return String.fromCharCode(...numbers.replaceAll(/[[\]]/g, '').split(', ').map(Number));
  }
  const [, body = ''] = cursor.match(/'((?:[^'\n]|'')*)'(?!')/);
  return body.replaceAll("''", "'");
}
