import type { Findings } from './finding.ts';

/** Data to import as rows of texts that know where they stand, whichever format it was written in. */
export interface PayloadTable {
  /** Names in order of first appearance; CSV may repeat one. */
  readonly columns: readonly PayloadPlaced[];
  readonly rows: readonly PayloadRow[];
}

export interface PayloadPlaced {
  readonly name: string;
  /** Where the column is first written. */
  readonly line: number;
  readonly position: number;
}

export interface PayloadRow {
  /** Line of the text on which the row begins, from 1. */
  readonly line: number;
  /** Character of that line, from 1. */
  readonly position: number;
  /** For each cell the index of its column; the same array for all rows of one shape. */
  readonly columns: readonly number[];
  readonly cells: readonly string[];
}

/** How the text is read. */
export interface ReadOptions {
  /** One character; counts for CSV. */
  readonly delimiter: string;
  /** JSON may be one object. */
  readonly single: boolean;
  /** Columns whose JSON value may be an object (rights for instruments). */
  readonly nested: readonly string[];
}

/** Reads text into a table, or gives null after adding a finding that says why it cannot be read. */
export type ReadPayload = (text: string, options: ReadOptions, findings: Findings) => PayloadTable | null;

/** The table that a reader fills row by row; rows of the same columns share one array of indexes. */
export interface TableBuilder {
  readonly addRow: (
    place: { readonly line: number; readonly position: number },
    names: readonly string[],
    cells: readonly string[],
  ) => void;
  readonly table: () => PayloadTable;
}

export function buildTable(): TableBuilder {
  const columns: PayloadPlaced[] = [];
  const indexes = new Map<string, number>();
  const rows: PayloadRow[] = [];
  let shapeNames: readonly string[] = [];
  let shape: readonly number[] = [];
  return {
    addRow(place, names, cells) {
      if (rows.length === 0 || !same(names, shapeNames)) {
        shapeNames = names;
        shape = names.map((name) => {
          const known = indexes.get(name);
          if (known !== undefined) return known;
          indexes.set(name, columns.length);
          return columns.push({ name, ...place }) - 1;
        });
      }
      rows.push({ ...place, columns: shape, cells });
    },
    table: () => ({ columns, rows }),
  };
}

function same(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name, index) => name === others[index]);
}
