import { Buffer } from 'node:buffer';
import { csvCells, csvLines } from '../formats/csv-lines.ts';
import type { Cell } from '../formats/write-table.ts';
import type { GeneratedValues } from '../model/project.ts';
import type { SelectedLine } from '../model/select.ts';
import type { FlatColumn } from './records-flat.ts';

export interface GeneratedTable {
  readonly columns: readonly FlatColumn[];
  readonly headings: readonly string[];
  readonly lines: Iterable<SelectedLine>;
  readonly delimiter: string;
}

/** Bytes. A piece is sent once it is this long; few are under way at a time, so memory does not grow. */
const PIECE = 128 * 1024;

/**
 * The CSV of records of a generated project, the same bytes as a table of them would give. Each value that a column
 * can take is written out when it first comes; after that a cell is a look-up and a copy.
 */
export function* generatedCsv(generated: GeneratedValues, table: GeneratedTable): Generator<Uint8Array> {
  const { columns, headings, lines, delimiter } = table;
  const head = Buffer.from(`${csvLines([headings], delimiter)}\n`);
  const known = new Map<string, Uint8Array>();
  const quoted = csvCells(delimiter);
  const writers = columns.map((column, index) => {
    const end = index === columns.length - 1 ? '\n' : delimiter;
    return writerOf(generated, column, { quoted, end }, known);
  });
  const piece = new Piece();
  let isEmpty = true;
  for (const line of lines) {
    if (isEmpty) piece.add(head);
    isEmpty = false;
    for (const bytesOf of writers) piece.add(bytesOf(line));
    if (piece.length >= PIECE) yield piece.take();
  }
  if (isEmpty) yield Buffer.from('\n');
  else yield piece.take();
}

interface CellStyle {
  readonly quoted: (cell: Cell) => string;
  /** What follows the cell. */
  readonly end: string;
}

/** Writes a cell and what follows it. Equal cells are kept once: few enough then for the processor's cache. */
function writerOf(
  generated: GeneratedValues,
  column: FlatColumn,
  { quoted, end }: CellStyle,
  known: Map<string, Uint8Array>,
): (line: SelectedLine) => Uint8Array {
  const textOf = (line: SelectedLine): string => quoted(column.cell(line)) + end;
  const source = column.stored === undefined ? undefined : generated.columnOf(column.stored);
  if (!source) return (line) => Buffer.from(textOf(line));
  const cells: (Uint8Array | undefined)[] = source.values.map(() => undefined);
  return (line) => {
    const at = source.indexFor(line.row.generatedFrom ?? 0);
    const made = cells[at];
    if (made) return made;
    const text = textOf(line);
    const cell = known.get(text) ?? Buffer.from(text);
    known.set(text, cell);
    cells[at] = cell;
    return cell;
  };
}

/** Bytes gathered until they are worth sending. */
class Piece {
  length = 0;
  #bytes = Buffer.allocUnsafe(2 * PIECE);

  add(bytes: Uint8Array): void {
    const end = this.length + bytes.length;
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * end);
    const into = this.#bytes;
    // A loop, because cells are few bytes and the call of a copying function takes longer than they do.
    for (let from = 0, to = this.length; to < end; from += 1, to += 1) into[to] = bytes[from] ?? 0;
    this.length = end;
  }

  /** What was gathered; the next begins anew, as this one may still be on its way. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.length);
    this.#bytes = Buffer.allocUnsafe(2 * PIECE);
    this.length = 0;
    return taken;
  }
}
