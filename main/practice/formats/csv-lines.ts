import type { Cell } from './write-table.ts';

/**
 * CSV lines without a last line break, as PHP's writer makes them, which REDCap uses: it also quotes a value that
 * holds white space. Written here and not by a library because millions of cells go through it.
 */
export function csvLines(rows: readonly (readonly Cell[])[], delimiter: string): string {
  const written = csvCells(delimiter);
  return rows.map((row) => row.map(written).join(delimiter)).join('\n');
}

/** As csvLines, but with quotes only where a reader needs them and every line ended: one list is written so [S7]. */
export function sparselyQuotedLines(rows: readonly (readonly string[])[]): string {
  const written = quotedWhere(/[",\r\n]/);
  return rows.map((row) => `${row.map(written).join(',')}\n`).join('');
}

/** How one cell is written between these delimiters. */
export function csvCells(delimiter: string): (cell: Cell) => string {
  return quotedWhere(new RegExp(`[\\s"${delimiter === '^' ? '\\^' : delimiter}]`));
}

function quotedWhere(special: RegExp): (cell: Cell) => string {
  return (cell) => {
    const text = typeof cell === 'string' ? cell : textOf(cell);
    return text !== '' && special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
}

function textOf(cell: Cell): string {
  if (typeof cell !== 'object') return String(cell);
  return [...cell].map((pair) => pair.join(':')).join(',');
}
