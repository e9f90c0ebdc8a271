import type { EncodedField } from '#app/request/encoded-request.ts';
import { cursorIn, type Cursor } from './cursor.ts';
import type { ReadBatches, ReadFields } from './read-fields.ts';

/** Reads the list `Fields`. */
export const readFields: ReadFields = (program) => fieldsIn(program, 'Fields');

/**
 * Reads the lists `NameFields` and `RowFields`. Both are sent by the one function `Send`, which encodes every field
 * by `Pair`; the names come from the answer and stand in no literal.
 */
export const readBatches: ReadBatches = (program) => {
  const once = (pattern: RegExp): readonly string[] => {
    const found = [...program.matchAll(new RegExp(pattern, 'g'))];
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} times: ${pattern}`);
    return [...found[0]];
  };
  once(/Text\.Combine\(List\.Transform\(fields, Pair\), "&"\)/);
  once(/Csv\.Document\(Send\(NameFields\), /);
  once(/\(index\) => \{"records\[" & Text\.From\(index, "en-US"\) & "\]", records\{index\}\}\)/);
  const [, size] = once(/List\.Split\(Records, (\d+)\)/);
  const [, pause] = once(
    /Function\.InvokeAfter\(\(\) => Send\(RowFields & Chosen\(records\)\), #duration\(0, 0, 0, ([\d.]+)\)\)/,
  );
  const rows = fieldsIn(program, 'RowFields');
  return {
    names: fieldsIn(program, 'NameFields'),
    rowsOf: (records) => [
      ...rows,
      ...records.map((value, index) => ({ kind: 'text', name: `records[${index}]`, value }) as const),
    ],
    recordsPerBatch: Number(size),
    pauseSeconds: Number(pause),
  };
};

/** In each row of the list the name, and the value in one or more parts. */
function fieldsIn(program: string, list: string): readonly EncodedField[] {
  const line = `\n    ${list} = {\n`;
  const start = program.indexOf(line);
  if (start === -1) throw new Error(`The program has no list ${list}`);
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
}

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
