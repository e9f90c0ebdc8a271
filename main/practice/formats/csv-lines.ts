import type { Cell } from './write-table.ts';

/**
 * CSV lines without a last line break, as PHP's writer makes them, which REDCap uses: it also quotes a value that
 * holds white space. Written here and not by a library because millions of cells go through it.
 */
export function csvLines(rows: readonly (readonly Cell[])[], delimiter: string): string {
  const written = csvCells(delimiter);
  return rows.map((row) => row.map(written).join(delimiter)).join('\n');
}

/** How one cell is written between these delimiters. */
export function csvCells(delimiter: string): (cell: Cell) => string {
  const special = new RegExp(`[\\s"${delimiter === '^' ? '\\^' : delimiter}]`);
  return (cell) => {
    const text = typeof cell === 'string' ? cell : textOf(cell);
    return text !== '' && special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
}

function textOf(cell: Cell): string {
  if (typeof cell !== 'object') return String(cell);
  return [...cell].map((pair) => pair.join(':')).join(',');
}
