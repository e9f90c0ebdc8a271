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
  const { columns, rows, root = 'items', delimiter = ',' } = table;
  switch (format) {
    case 'json': {
      yield '[';
      let separator = '';
      for (const batch of batches(rows)) {
        yield separator + batch.map((row) => JSON.stringify(objectOf(columns, row))).join(',');
        separator = ',';
      }
      yield ']';
      return;
    }
    case 'xml':
      yield `${XML_DECLARATION}\n<${root}>`;
      for (const batch of batches(rows)) yield batch.map((row) => xmlItem(columns, row)).join('');
      yield `</${root}>`;
      return;
    case 'csv':
      yield csvLines([table.headings ?? columns], delimiter);
      for (const batch of batches(rows)) yield `\n${csvLines(batch, delimiter)}`;
  }
}

function* batches(rows: Iterable<TableRow>): Generator<readonly TableRow[]> {
  let batch: TableRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_PIECE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function objectOf(columns: readonly string[], row: TableRow): Readonly<Record<string, Cell>> {
  return Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '']));
}

// PHP's CSV writer, which REDCap uses, also quotes a value that holds white space.
function csvLines(rows: readonly TableRow[], delimiter: string): string {
  const lines = rows.map((row) => [...row]);
  return Papa.unparse(lines, { delimiter, newline: '\n', quotes: (cell) => /\s/.test(String(cell)) });
}

function xmlItem(columns: readonly string[], row: TableRow): string {
  const cells = columns.map((column, index) => {
    return `<${column}>${escapeXml(String(row[index] ?? ''))}</${column}>`;
  });
  return `<item>${cells.join('')}</item>`;
}
