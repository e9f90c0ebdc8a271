import { open, type FileHandle } from 'node:fs/promises';
import type { TextWindow } from '#app/host/contract.ts';
import { csvCells, jsonRecord, shownCell, xmlRecord, type RowRecord } from './row-cells.ts';
import type { RowIndex } from './row-index.ts';
import { rowScanner, type TableFormat } from './row-scanner.ts';

const PORTION = 256 * 1024;
/** A row larger than this is not taken apart for display, in bytes. */
const LARGEST_ROW = 8 * 1024 ** 2;
/** Rows looked at for the columns of JSON and XML. */
const ROWS_FOR_COLUMNS = 200;

/** The rows of a body on disk. */
export interface StoredTable {
  readonly path: string;
  readonly format: TableFormat;
  readonly delimiter: string;
  readonly index: RowIndex;
  readonly columns: readonly string[];
  /** The whole body is the only row. */
  readonly whole?: true;
}

/** What finding rows takes. */
export type RowSource = Omit<StoredTable, 'columns'>;

/** The column names: CSV's heading, or the keys of the first 200 rows in the order met. */
export async function readColumns(table: RowSource): Promise<readonly string[]> {
  const file = await open(table.path, 'r');
  try {
    if (table.format === 'csv') {
      const heading = await rowText(file, table.index.heading ?? [0, 0]);
      return csvCells((heading ?? '').replace(/^\uFEFF/, ''), table.delimiter);
    }
    const names = new Set<string>();
    for (const range of await rowRanges(file, table, 0, ROWS_FOR_COLUMNS)) {
      for (const name of recordOf(table.format, await rowText(file, range))?.keys() ?? []) names.add(name);
    }
    return [...names];
  } finally {
    await file.close();
  }
}

/** Rows as cells in the order of the columns; only the bytes of these rows are read. */
export async function readRows(
  table: StoredTable,
  from: number,
  count: number,
): Promise<readonly (readonly string[])[]> {
  const file = await open(table.path, 'r');
  try {
    const rows: (readonly string[])[] = [];
    for (const range of await rowRanges(file, table, from, count)) {
      rows.push(cellsOf(table, await rowText(file, range), range));
    }
    return rows;
  } finally {
    await file.close();
  }
}

/** A window of the text that begins and ends between characters; what is not UTF-8 shows as U+FFFD. */
export async function readText(path: string, from: number, length: number): Promise<TextWindow> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.max(0, Math.min(Math.max(length, 4), size - from)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    const bytes = buffer.subarray(0, bytesRead);
    const last = from + bytesRead >= size;
    const end = last ? bytes.length : wholeCharacters(bytes);
    const text = new TextDecoder('utf-8').decode(bytes.subarray(0, end));
    return { text, next: last ? null : from + end };
  } finally {
    await file.close();
  }
}

/** The length without a character that is cut off at the end; broken text counts as whole. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return wanted > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

type Range = readonly [start: number, end: number];

async function rowRanges(
  file: FileHandle,
  table: RowSource,
  from: number,
  count: number,
): Promise<readonly Range[]> {
  const { index } = table;
  const wanted = Math.min(count, index.rowCount - from);
  if (wanted <= 0) return [];
  if (table.whole === true) return [[0, (await file.stat()).size]];
  const entry = Math.floor(from / index.stride);
  const first = index.positions[entry] ?? 0;
  const ranges: Range[] = [];
  let skip = from - entry * index.stride;
  const scanner = rowScanner(
    table.format,
    table.delimiter,
    (start, end) => {
      if (skip > 0) skip -= 1;
      else if (ranges.length < wanted) ranges.push([start, end]);
    },
    // One top-level object begins with its own bracket, which a scanner between rows takes just as well.
    true,
  );
  const buffer = Buffer.alloc(PORTION);
  let at = first;
  while (ranges.length < wanted) {
    const { bytesRead } = await file.read(buffer, 0, PORTION, at);
    if (bytesRead === 0) {
      scanner.finish(at);
      break;
    }
    scanner.scan(buffer.subarray(0, bytesRead), at);
    at += bytesRead;
  }
  return ranges;
}

/** null: the row is too large to take apart. */
async function rowText(file: FileHandle, [start, end]: Range): Promise<string | null> {
  if (end - start > LARGEST_ROW) return null;
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.toString('utf8', 0, bytesRead);
}

function cellsOf(table: StoredTable, text: string | null, [start, end]: Range): readonly string[] {
  const blank = table.columns.map(() => '');
  if (blank.length === 0) return [];
  if (text === null) {
    const note = `This row is too large to show (${Math.round((end - start) / 1024 ** 2)} MB); save the answer to see it.`;
    return blank.with(0, note);
  }
  if (table.format === 'csv') {
    const cells = csvCells(text, table.delimiter);
    return blank.map((_, index) => shownCell(cells[index] ?? ''));
  }
  const record = recordOf(table.format, text);
  // A row that is no valid JSON or XML is shown as it came.
  if (record === null) return blank.with(0, shownCell(text));
  return table.columns.map((name) => shownCell(record.get(name) ?? ''));
}

function recordOf(format: TableFormat, text: string | null): RowRecord | null {
  if (text === null) return null;
  try {
    return format === 'xml' ? xmlRecord(text) : jsonRecord(text);
  } catch {
    return null;
  }
}
