import { XMLParser } from 'fast-xml-parser';
import papaparse from 'papaparse';
import { LONGEST_CELL } from '#app/host/contract.ts';
import { decodeEntities } from '#app/response/error-message.ts';

/** One row of an answer as names and values, in the order received. */
export type RowRecord = ReadonlyMap<string, string>;

/** The cells of one line of CSV. */
export function csvCells(line: string, delimiter: string): readonly string[] {
  const parsed = papaparse.parse<readonly string[]>(line.replace(/\r$/, ''), { delimiter, newline: '\n' });
  return parsed.data[0] ?? [];
}

/** The keys and values of one JSON object; what is not text is written as JSON. Throws when it is no object. */
export function jsonRecord(text: string): RowRecord {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new TypeError('A row is not an object.');
  return new Map(Object.entries(value).map(([name, each]) => [name, jsonCell(each)]));
}

function jsonCell(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** Put before element names; no name in XML can begin with it. */
const MARK = '|';

// Entities stay off: the parser sees hostile text, and only XML's own five are decoded, afterwards.
const parser = new XMLParser({
  preserveOrder: true,
  processEntities: false,
  htmlEntities: false,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  cdataPropName: '#cdata',
  maxNestedTags: 50,
  // A field may be called `constructor`, which the parser refuses as a name of its own objects. It asks twice for
  // an empty element.
  transformTagName: (name) => (name.startsWith(MARK) ? name : `${MARK}${name}`),
});

/** The child elements of one XML element and their text. Throws when it cannot be read. */
export function xmlRecord(text: string): RowRecord {
  const nodes: unknown = parser.parse(text);
  const root = listOf(nodes)
    .flatMap((node) => Object.entries(node))
    .find(([name]) => name.startsWith(MARK));
  const record = new Map<string, string>();
  for (const child of listOf(root?.[1])) {
    for (const [name, content] of Object.entries(child)) {
      if (name.startsWith(MARK)) record.set(name.slice(MARK.length), textOf(content));
    }
  }
  return record;
}

function textOf(nodes: unknown): string {
  let text = '';
  for (const node of listOf(nodes)) {
    for (const [name, content] of Object.entries(node)) {
      if (name === '#text') text += decodeEntities(String(content));
      else if (name === '#cdata')
        text += listOf(content)
          .map((each) => String(each['#text'] ?? ''))
          .join('');
      else if (name.startsWith(MARK)) text += textOf(content);
    }
  }
  return text;
}

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];

export const shownCell = (text: string): string =>
  text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL).toWellFormed()}…`;
