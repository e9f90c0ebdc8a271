import { XML_DECLARATION, answerIn, escapeXml } from '../answer.ts';
import type { Answer, Format } from '../answer.ts';
import { csvLines } from './csv-lines.ts';

/** A value, or values by name: an object in JSON, elements in XML, `name:value,name:value` in CSV [S1]. */
export type Cell = string | number | ReadonlyMap<string, number>;
export type TableRow = readonly Cell[];

export interface Table {
  readonly columns: readonly string[];
  readonly rows: Iterable<TableRow>;
  readonly delimiter?: string;
  /** Name of the XML root element; `records` are also ended in CSV as REDCap does it. */
  readonly root?: string;
  /** JSON and XML leave out what is empty. */
  readonly sparse?: boolean;
}

const ROWS_PER_PIECE = 50;

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
  const { columns, rows, root = 'items', sparse = false } = table;
  switch (format) {
    case 'json': {
      yield '[';
      let separator = '';
      for (const batch of batches(rows)) {
        yield separator + batch.map((row) => JSON.stringify(objectOf(columns, row, sparse))).join(',');
        separator = ',';
      }
      yield ']';
      return;
    }
    case 'xml':
      yield `${XML_DECLARATION}\n<${root}>`;
      for (const batch of batches(rows)) yield batch.map((row) => xmlItem(columns, row, sparse)).join('');
      yield `</${root}>`;
      return;
    case 'csv':
      yield* csvPieces(table);
  }
}

/** No line break ends a list, but one ends records; where none match, it is all that is sent [S4, S5]. */
function* csvPieces({ columns, rows, root, delimiter = ',' }: Table): Generator<string> {
  let before = csvLines([columns], delimiter);
  for (const batch of batches(rows)) {
    yield `${before}\n${csvLines(batch, delimiter)}`;
    before = '';
  }
  yield root === 'records' ? '\n' : before;
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

function objectOf(
  columns: readonly string[],
  row: TableRow,
  sparse = false,
): Readonly<Record<string, unknown>> {
  const cells = columns.map((column, index) => [column, jsonCell(row[index] ?? '')] as const);
  return Object.fromEntries(sparse ? cells.filter(([, cell]) => cell !== '') : cells);
}

function jsonCell(cell: Cell): unknown {
  return typeof cell === 'object' ? Object.fromEntries(cell) : cell;
}

function xmlItem(columns: readonly string[], row: TableRow, sparse = false): string {
  const cells = columns.map((column, index) => {
    const text = xmlCell(row[index] ?? '');
    return sparse && text === '' ? '' : `<${column}>${text}</${column}>`;
  });
  return `<item>${cells.join('')}</item>`;
}

function xmlCell(cell: Cell): string {
  if (typeof cell !== 'object') return escapeXml(String(cell));
  return [...cell].map(([name, value]) => `<${name}>${value}</${name}>`).join('');
}
