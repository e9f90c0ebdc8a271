import type { Cell } from './write-table.ts';

/**
 * CSV lines without a last line break, as PHP's writer makes them, which REDCap uses: it also quotes a value that
 * holds white space. Written here and not by a library because millions of cells go through it.
 */
export function csvLines(rows: readonly (readonly Cell[])[], delimiter: string): string {
  const special = new RegExp(`[\\s"${delimiter === '^' ? '\\^' : delimiter}]`);
  const lines = rows.map((row) => {
    const cells: string[] = [];
    for (const value of row) {
      const cell = typeof value === 'string' ? value : textOf(value);
      cells.push(cell !== '' && special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    }
    return cells.join(delimiter);
  });
  return lines.join('\n');
}

function textOf(cell: Cell): string {
  if (typeof cell !== 'object') return String(cell);
  return [...cell].map((pair) => pair.join(':')).join(',');
}
