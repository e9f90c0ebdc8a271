import Papa from 'papaparse';
import { ApiError, outOfMemory } from '../answer.ts';
import type { Format } from '../answer.ts';
import { isSent, textOf } from '../body.ts';
import type { Parameters } from '../body.ts';
import { tableFormat } from '../call.ts';
import type { Call } from '../call.ts';
import { badlyFormatted, isObject, readXml } from './xml-read.ts';
import type { XmlElement } from './xml-read.ts';

/** In characters: what is read from them can be fifty times as large. */
const LONGEST_DATA = 32 * 1024 * 1024;

/** Rows: each takes some kilobytes while it is imported. */
const MOST_ROWS = 500_000;

/** Rows of a list of groups, events or roles, which are compared with each other. */
const MOST_LISTED = 5000;

export type DataRow = Readonly<Record<string, string>>;

/**
 * The `data` of an import as rows of texts, from CSV, JSON or XML. Blank CSV lines are ignored. A single JSON object
 * is no row at all [S4], except where `single` says that the method takes one. Throws ApiError when `data` is missing
 * or cannot be read.
 */
export function readRows(call: Call, options: { readonly single?: boolean } = {}): readonly DataRow[] {
  return parseRows(tableFormat(call), demandData(call.parameters), {
    single: options.single ?? false,
    delimiter: csvDelimiterOf(call),
  });
}

/** The text to import. Throws ApiError when it was not sent, or is more than the server can hold in memory [S7]. */
export function demandData(parameters: Parameters, name = 'data'): string {
  if (!isSent(parameters, name)) throw new ApiError(`The parameter "${name}" is missing`);
  const data = textOf(parameters, name);
  if (data.length > LONGEST_DATA) throw outOfMemory();
  return data;
}

/** Rows of texts from text in the given format; see readRows. */
export function parseRows(
  format: Format,
  text: string,
  options: { readonly single: boolean; readonly delimiter: string; readonly nested?: boolean },
): readonly DataRow[] {
  const nested = options.nested ?? false;
  const data = text.replace(/^\uFEFF/, '');
  switch (format) {
    case 'csv':
      return readCsv(data, options.delimiter);
    case 'json':
      return readJson(data, options.single, nested);
    case 'xml':
      return readXmlRows(data, nested);
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

function readCsv(data: string, delimiter: string): readonly DataRow[] {
  const options = { delimiter, skipEmptyLines: 'greedy', preview: MOST_ROWS } as const;
  const { data: lines, errors, meta } = Papa.parse<string[]>(data, options);
  if (meta.truncated) throw outOfMemory();
  if (errors.some(({ type }) => type === 'Quotes')) throw badlyFormatted('CSV');
  const [header = [], ...rows] = lines;
  const columns = header.map((column) => column.trim());
  return rows.map((cells) =>
    Object.fromEntries(
      columns.map((column, index) => [column, cells[index] ?? '']).filter(([column]) => column !== ''),
    ),
  );
}

function demandFew<Row>(rows: readonly Row[], most = MOST_ROWS): readonly Row[] {
  if (rows.length > most) throw outOfMemory();
  return rows;
}

/** The rows of an import of a list of groups, events or roles. Throws ApiError when there are too many. */
export function demandShortList(rows: readonly DataRow[]): readonly DataRow[] {
  return demandFew(rows, MOST_LISTED);
}

function readJson(data: string, single: boolean, nested: boolean): readonly DataRow[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    throw badlyFormatted('JSON');
  }
  const textRow = (row: Readonly<Record<string, unknown>>): DataRow =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        nested && isObject(value) ? joined(textPairs(value)) : textOfValue(value),
      ]),
    );
  if (Array.isArray(parsed)) return demandFew(parsed).filter(isObject).map(textRow);
  if (!isObject(parsed)) throw badlyFormatted('JSON');
  return single ? [textRow(parsed)] : [];
}

function textPairs(values: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(values).map(([name, value]) => [name, textOfValue(value)] as const);
}

function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return '';
}

/**
 * The rows of an import in which a column may hold values by name (`forms`, `forms_export`): an object in JSON and
 * elements in XML become `name:value,name:value`, as CSV has them [S1].
 */
export function readNestedRows(call: Call): readonly DataRow[] {
  return parseRows(tableFormat(call), demandData(call.parameters), {
    single: false,
    delimiter: csvDelimiterOf(call),
    nested: true,
  });
}

function joined(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map((pair) => pair.join(':')).join(',');
}

/** `<records><item>…</item></records>`, or a lone `<item>`. */
function readXmlRows(data: string, nested: boolean): readonly DataRow[] {
  const document = readXml(data);
  const roots = document.names.flatMap((name) => document.children(name));
  const items = document.names.includes('item') ? roots : roots.flatMap((root) => root.children('item'));
  const textOfElement = (element: XmlElement | undefined): string => {
    if (!element) return '';
    if (!nested || element.names.length === 0) return element.text;
    return joined(element.names.map((name) => [name, element.children(name)[0]?.text ?? ''] as const));
  };
  return demandFew(items).map((item) =>
    Object.fromEntries(item.names.map((name) => [name, textOfElement(item.children(name)[0])])),
  );
}
