import { Buffer } from 'node:buffer';
import { CsvBytes } from '../formats/csv-bytes.ts';
import type { GeneratedValues } from '../model/project.ts';
import type { SelectedLine } from '../model/select.ts';
import type { FlatColumn } from './records-flat.ts';

export interface FlatCsv {
  readonly columns: readonly FlatColumn[];
  readonly headings: readonly string[];
  readonly lines: Iterable<SelectedLine>;
  readonly delimiter: string;
  readonly generated: GeneratedValues | undefined;
}

type Writer = (line: SelectedLine) => void;

/** Flat records as CSV, ended by a line break, which is all there is where none match [S4, S5]. */
export function* flatCsv({ columns, headings, lines, delimiter, generated }: FlatCsv): Generator<Uint8Array> {
  const csv = new CsvBytes(delimiter);
  const known = new Map<string, Uint8Array>();
  const writers = columns.map(
    (column) => (generated && generatedWriter(csv, column, generated, known)) ?? cellWriter(csv, column),
  );
  let isEmpty = true;
  for (const line of lines) {
    if (isEmpty) {
      for (const heading of headings) csv.addCell(heading);
      csv.endLine();
    }
    isEmpty = false;
    for (const write of writers) write(line);
    csv.endLine();
    if (csv.isWorthSending) yield csv.take();
  }
  if (isEmpty) csv.endLine();
  yield csv.take();
}

const cellWriter =
  (csv: CsvBytes, { cell }: FlatColumn): Writer =>
  (line) =>
    csv.addCell(cell(line));

/**
 * For a column whose values come from a table: each is written out when it first comes; after that a cell is a look-up
 * and a copy. Equal cells are kept once: few enough then for the processor's cache.
 */
function generatedWriter(
  csv: CsvBytes,
  { cell, stored }: FlatColumn,
  generated: GeneratedValues,
  known: Map<string, Uint8Array>,
): Writer | undefined {
  const source = stored === undefined ? undefined : generated.columnOf(stored);
  if (!source) return undefined;
  const written: (Uint8Array | undefined)[] = source.values.map(() => undefined);
  const writtenFor = (line: SelectedLine, at: number): Uint8Array => {
    const text = csv.quoted(cell(line));
    const bytes = known.get(text) ?? Buffer.from(text);
    known.set(text, bytes);
    written[at] = bytes;
    return bytes;
  };
  return (line) => {
    const at = source.indexFor(line.row.generatedFrom ?? 0);
    csv.addWritten(written[at] ?? writtenFor(line, at));
  };
}
