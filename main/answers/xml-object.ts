import { readFile } from 'node:fs/promises';
import { xmlRecord } from './row-cells.ts';
import type { RowSource, StoredTable } from './stored-answer.ts';

/** A single object above this is shown as text only, in bytes. */
const LARGEST_OBJECT = 4 * 1024 ** 2;

/**
 * A document whose root's children are the values of one object, as project information comes in XML: a table of
 * one row, the whole body. null when it is too large or cannot be read.
 */
export async function singleXmlObject(base: RowSource, size: number): Promise<StoredTable | null> {
  if (size > LARGEST_OBJECT) return null;
  try {
    const record = xmlRecord(await readFile(base.path, 'utf8'));
    const index = { ...base.index, rowCount: 1, stride: 1, positions: [0] };
    return { ...base, index, columns: [...record.keys()], whole: true };
  } catch {
    return null;
  }
}
