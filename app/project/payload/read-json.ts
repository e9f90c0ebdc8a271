import type { Findings } from './finding.ts';
import { shorten } from './finding.ts';
import { jsonError } from './json-error.ts';
import { buildTable, type PayloadTable, type ReadOptions } from './table.ts';
import { placesInOrder, type Place } from './text-lines.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON list of objects. The parser of the language gives no places, so a second pass over the text finds
 * where each object of the list begins. Numbers count as their text, true and false as 1 and 0, null as blank.
 */
export function readJson(text: string, options: ReadOptions, findings: Findings): PayloadTable | null {
  let parsed: unknown;
  // A byte order mark is no JSON, although editors hide it.
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  try {
    parsed = JSON.parse(text.slice(start));
  } catch {
    const { offset, message } = whereItEnds(text, start);
    whole(findings, 'unreadable', placesInOrder(text)(offset), message);
    return null;
  }
  if (start === 1) {
    whole(
      findings,
      'unreadable',
      { line: 1, position: 1 },
      'The text begins with an invisible byte order mark, which is no JSON: save the file as UTF-8 without BOM.',
    );
  }
  const objects = Array.isArray(parsed) ? parsed : options.single ? [parsed] : null;
  if (objects === null || !objects.every(isObject)) {
    whole(findings, 'notAList', { line: 1, position: 1 }, noList(parsed));
    return null;
  }
  const offsets = objectOffsets(text, Array.isArray(parsed) ? 1 : 0);
  const placeOf = placesInOrder(text);
  const builder = buildTable();
  objects.forEach((object: JsonObject, index) => {
    const place = placeOf(offsets[index] ?? 0);
    const names = Object.keys(object);
    const cells = names.map((name) => cellOf(object[name], name, place, options, findings));
    builder.addRow(place, names, cells);
  });
  return builder.table();
}

function cellOf(
  value: unknown,
  column: string,
  place: Place,
  { nested }: ReadOptions,
  findings: Findings,
): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === null || value === undefined) return '';
  const text = JSON.stringify(value);
  if (!nested.includes(column)) {
    findings.add('error', () => ({
      ...place,
      record: '',
      column,
      value: shorten(text),
      rule: 'layout',
      message: Array.isArray(value)
        ? 'The value is a list, but each value must be one text: write one column or one row for each entry.'
        : 'The value is an object, but each value must be one text in quotes.',
    }));
  }
  return text;
}

/** Offsets of the braces that open an object at this depth of nesting. The text is known to be valid JSON. */
function objectOffsets(text: string, depthWanted: number): readonly number[] {
  const offsets: number[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 34) index = stringEnd(text, index);
    else if (code === 123 || code === 91) {
      if (code === 123 && depth === depthWanted) offsets.push(index);
      depth += 1;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return offsets;
}

/** The offset of the quotation mark that ends the string opened at `from`. */
function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1) {
    let before = end - 1;
    while (text.charCodeAt(before) === 92) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function whereItEnds(text: string, start: number): { readonly offset: number; readonly message: string } {
  const first = text.slice(start).trimStart().slice(0, 1);
  const other = first === '<' ? 'XML' : first === '[' || first === '{' ? null : 'CSV';
  if (other !== null) {
    const message = `This is not valid JSON: it looks like ${other}, so choose the format ${other}.`;
    return { offset: start, message };
  }
  const error = jsonError(text.slice(start));
  return {
    offset: start + (error?.offset ?? 0),
    message: `This is not valid JSON from here on. ${error?.message ?? ''}`.trimEnd(),
  };
}

function noList(parsed: unknown): string {
  if (!isObject(parsed)) return 'This must be a JSON list of objects, for example [{"record_id": "1"}].';
  const lists = Object.entries(parsed).filter(([, value]) => Array.isArray(value) && value.every(isObject));
  const [name] = lists.length === 1 ? (lists[0] ?? []) : [];
  return name === undefined
    ? 'This is a single object, which REDCap counts as 0 records: put it in square brackets.'
    : `This is an object around the list “${shorten(name)}”, which REDCap counts as 0 records: send the list alone, from its [ to its ].`;
}

function whole(findings: Findings, rule: 'unreadable' | 'notAList', place: Place, message: string): void {
  findings.add('error', () => ({ ...place, record: '', column: '', value: '', rule, message }));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same list with every object on a line of its own, character for character; null if it is no JSON list. */
export function breakJson(text: string): string | null {
  try {
    if (!Array.isArray(JSON.parse(text))) return null;
  } catch {
    return null;
  }
  const offsets = objectOffsets(text, 1);
  const pieces = offsets.map((offset, index) => text.slice(offset, offsets[index + 1] ?? text.length));
  return [text.slice(0, offsets[0] ?? text.length), ...pieces].join('\n');
}
