import Papa from 'papaparse';
import { XML_DECLARATION, answerIn, escapeXml } from '../answer.ts';
import type { Answer, Format } from '../answer.ts';

export type Cell = string | number;
export type TableRow = readonly Cell[];

export interface Table {
  readonly columns: readonly string[];
  /** The CSV heading where it differs from the column names. */
  readonly headings?: readonly string[];
  readonly rows: Iterable<TableRow>;
  readonly delimiter?: string;
  /** Name of the XML root element. */
  readonly root?: string;
}

const ROWS_PER_PIECE = 200;

/** A table in the format asked for, made piece by piece while it is sent. */
export function tableAnswer(format: Format, table: Table): Answer {
  return answerIn(format, tablePieces(format, table));
}

/** One object: JSON is the object itself, CSV a heading and one row, XML one `item` [S4]. */
export function objectAnswer(format: Format, columns: readonly string[], row: TableRow): Answer {
  if (format === 'json') return answerIn(format, JSON.stringify(objectOf(columns, row)));
  if (format === 'xml') return answerIn(format, `${XML_DECLARATION}${xmlItem(columns, row)}`);
  return tableAnswer(format, { columns, rows: [row] });
}

/** A bare number in every format [S4]. */
export function countAnswer(format: Format, count: number): Answer {
  return answerIn(format, String(count));
}

function* tablePieces(format: Format, table: Table): Generator<string> {
  const { columns, rows, root = 'items' } = table;
  switch (format) {
    case 'json':
      yield '[';
      yield* joined(rows, (row) => JSON.stringify(objectOf(columns, row)), ',');
      yield ']';
      return;
    case 'xml':
      yield `${XML_DECLARATION}\n<${root}>`;
      yield* joined(rows, (row) => xmlItem(columns, row), '');
      yield `</${root}>`;
      return;
    case 'csv':
      yield csvLine(table.headings ?? columns, table.delimiter ?? ',');
      yield* joined(rows, (row) => `\n${csvLine(row, table.delimiter ?? ',')}`, '');
  }
}

function* joined(
  rows: Iterable<TableRow>,
  write: (row: TableRow) => string,
  separator: string,
): Generator<string> {
  let piece: string[] = [];
  let first = true;
  for (const row of rows) {
    piece.push(first ? write(row) : `${separator}${write(row)}`);
    first = false;
    if (piece.length < ROWS_PER_PIECE) continue;
    yield piece.join('');
    piece = [];
  }
  yield piece.join('');
}

function objectOf(columns: readonly string[], row: TableRow): Readonly<Record<string, Cell>> {
  return Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '']));
}

// PHP's CSV writer, which REDCap uses, also quotes a value that holds white space.
function csvLine(cells: TableRow, delimiter: string): string {
  return Papa.unparse([[...cells]], { delimiter, quotes: (cell) => /\s/.test(String(cell)) });
}

function xmlItem(columns: readonly string[], row: TableRow): string {
  const cells = columns.map((column, index) => {
    return `<${column}>${escapeXml(String(row[index] ?? ''))}</${column}>`;
  });
  return `<item>${cells.join('')}</item>`;
}
