import { assertNever } from '#app/assert-never.ts';
import { rText } from './r-fields.ts';
import { quoteR as quote } from './r-quote.ts';

/** A payload that R reads into a data frame of texts and writes again without a change that matters. */
export interface TablePayload {
  readonly kind: 'csv' | 'json';
  readonly text: string;
}

/** The payload as a table; null when a data frame would change it, or it is none. */
export function tablePayload(format: string, data: string): TablePayload | null {
  if (data.includes('\0')) return null;
  if (format === 'csv') {
    return isPlainCsv(data) ? { kind: 'csv', text: data.replaceAll('\r\n', '\n') } : null;
  }
  return format === 'json' && isPlainJson(data) ? { kind: 'json', text: data } : null;
}

/** The statements that set `variable` to the data frame. Blank cells are NA; these columns are numbers. */
export function readTable(
  variable: string,
  payload: TablePayload,
  numbers: readonly string[],
): readonly string[] {
  return [rText(payload.kind, payload.text), ...frameOf(variable, payload, numbers), ''];
}

function frameOf(variable: string, { kind }: TablePayload, numbers: readonly string[]): readonly string[] {
  const convert = numbers.map(
    (column) =>
      `if (${quote(column)} %in% names(${variable})) ${variable}$${column} <- as.integer(${variable}$${column})`,
  );
  switch (kind) {
    case 'csv':
      return [
        '# As text, so that 007 stays 007. To read a file: file = "name.csv" in place of text = csv.',
        `${variable} <- read.csv(
  text = csv,
  colClasses = "character",
  na.strings = "",
  check.names = FALSE,
  encoding = "UTF-8"
)`,
        ...convert,
      ];
    case 'json':
      return [`${variable} <- jsonlite::fromJSON(json)`, `${variable}[${variable} == ""] <- NA`, ...convert];
    default:
      return assertNever(kind);
  }
}

/** A header of different names, at least one row, each row as long, and quotes only where CSV has them. */
function isPlainCsv(text: string): boolean {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n\r]*))(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) return false;
    const [, quoted, bare = '', end] = match;
    if (quoted?.includes('\r') === true) return false;
    rows.at(-1)?.push(quoted ?? bare);
    if (end?.endsWith('\n') === true && cell.lastIndex < text.length) rows.push([]);
    if (end === ',' && cell.lastIndex === text.length) rows.at(-1)?.push('');
  }
  const [header = [], ...others] = rows;
  return (
    others.length > 0 &&
    header.every((name) => name !== '') &&
    new Set(header).size === header.length &&
    others.every((row) => row.length === header.length && row.some((value) => value !== ''))
  );
}

/** A list of objects with the same names and texts as values. */
function isPlainJson(text: string): boolean {
  const rows = parsed(text);
  if (!Array.isArray(rows) || rows.length === 0) return false;
  const names = new Set<string>();
  for (const row of rows as readonly unknown[]) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
    if (!Object.values(row).every((value) => typeof value === 'string')) return false;
    names.add(JSON.stringify(Object.keys(row)));
  }
  return names.size === 1 && !names.has('[]');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
