import type { Cell } from './write-table.ts';

/**
 * CSV lines without a last line break, as PHP's writer makes them, which REDCap uses: it also quotes a value that
 * holds white space. Written here and not by a library because millions of cells go through it.
 */
export function csvLines(rows: readonly (readonly Cell[])[], delimiter: string): string {
  const mark = delimiter.charCodeAt(0);
  const lines = rows.map((row) => {
    const cells = row.slice();
    for (let column = 0; column < cells.length; column += 1) {
      const cell = textOf(cells[column]);
      cells[column] = isPlain(cell, mark) ? cell : `"${cell.replaceAll('"', '""')}"`;
    }
    // The engine joins an array of texts faster than any loop here could.
    return cells.join(delimiter);
  });
  return lines.join('\n');
}

function textOf(cell: Cell | undefined): string {
  if (typeof cell !== 'object') return String(cell ?? '');
  return [...cell].map((pair) => pair.join(':')).join(',');
}

const QUOTE = 0x22;
const SPACE = 0x20;
const LAST_ASCII = 0x7f;

// Most cells are short and plain; a regular expression for each would take longer than all the rest.
function isPlain(cell: string, mark: number): boolean {
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at);
    if (code <= SPACE || code === QUOTE || code === mark) return false;
    if (code > LAST_ASCII) return !/[\s"]/.test(cell) && !cell.includes(String.fromCharCode(mark));
  }
  return true;
}
