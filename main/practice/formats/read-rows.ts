import { XMLParser } from 'fast-xml-parser';
import Papa from 'papaparse';
import { ApiError } from '../answer.ts';
import { isSent, textOf } from '../body.ts';
import { tableFormat } from '../call.ts';
import type { Call } from '../call.ts';

export type DataRow = Readonly<Record<string, string>>;

/**
 * The `data` of an import as rows of texts, from CSV, JSON or XML. Blank CSV lines are ignored. A single JSON object
 * is no row at all [S4], except where `single` says that the method takes one. Throws ApiError when `data` is missing
 * or cannot be read.
 */
export function readRows(call: Call, options: { readonly single?: boolean } = {}): readonly DataRow[] {
  if (!isSent(call.parameters, 'data')) throw new ApiError('The parameter "data" is missing');
  const data = textOf(call.parameters, 'data').replace(/^\uFEFF/, '');
  switch (tableFormat(call)) {
    case 'csv':
      return readCsv(data, csvDelimiterOf(call));
    case 'json':
      return readJson(data, options.single ?? false);
    case 'xml':
      return readXml(data);
  }
}

/** REDCap spells the tab as a word; empty means comma [S1]. */
export function csvDelimiterOf(call: Call): string {
  const delimiter = textOf(call.parameters, 'csvDelimiter');
  if (delimiter === '') return ',';
  if (delimiter === 'tab' || delimiter === '\t') return '\t';
  if ([',', ';', '|', '^'].includes(delimiter)) return delimiter;
  throw new ApiError('The value of the parameter "csvDelimiter" is not valid');
}

export function badlyFormatted(format: string): ApiError {
  return new ApiError(
    `The data being imported is not formatted correctly. It could not be read as ${format}.`,
  );
}

function readCsv(data: string, delimiter: string): readonly DataRow[] {
  const { data: lines, errors } = Papa.parse<string[]>(data, { delimiter, skipEmptyLines: 'greedy' });
  if (errors.some(({ type }) => type === 'Quotes')) throw badlyFormatted('CSV');
  const [header = [], ...rows] = lines;
  const columns = header.map((column) => column.trim());
  return rows.map((cells) =>
    Object.fromEntries(
      columns.map((column, index) => [column, cells[index] ?? '']).filter(([column]) => column !== ''),
    ),
  );
}

function readJson(data: string, single: boolean): readonly DataRow[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    throw badlyFormatted('JSON');
  }
  if (Array.isArray(parsed)) return parsed.filter(isObject).map(textRow);
  if (!isObject(parsed)) throw badlyFormatted('JSON');
  return single ? [textRow(parsed)] : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textRow(row: Readonly<Record<string, unknown>>): DataRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOfValue(value)]));
}

function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return '';
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // Only XML's own five entities and character references; a document type is refused before.
  processEntities: true,
  htmlEntities: false,
});

/** `<records><item>…</item></records>`, or a lone `<item>`. */
function readXml(data: string): readonly DataRow[] {
  const root = parseXml(data, parser);
  const items = isObject(root['item']) ? root : Object.values(root).find(isObject);
  const found = items?.['item'];
  return (Array.isArray(found) ? found : [found]).filter(isObject).map(textRow);
}

/** Parses XML without document types or entity declarations. Throws ApiError when it is not well formed. */
export function parseXml(data: string, using: XMLParser): Readonly<Record<string, unknown>> {
  if (/<!DOCTYPE|<!ENTITY/i.test(data)) throw badlyFormatted('XML without a document type');
  try {
    const parsed: unknown = using.parse(data, true);
    if (isObject(parsed)) return parsed;
  } catch {
    // Falls to the refusal below: the parser's own words mean nothing to a researcher.
  }
  throw badlyFormatted('XML');
}
