import type { OnRow, RowScanner } from './row-scanner.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTED = 3;

/** Lines of CSV, the heading included; a line break inside quotes belongs to its field. Blank lines are no rows. */
export function csvScanner(delimiter: string, onRow: OnRow): RowScanner {
  const separator = delimiter.charCodeAt(0);
  let state = FIELD_START;
  let rowStart = 0;
  let begun = false;
  let hasContent = false;
  let cells = 1;
  let cellsOfHeading = 0;

  const endRow = (end: number): void => {
    if (hasContent) {
      if (cellsOfHeading === 0) cellsOfHeading = cells;
      onRow(rowStart, end);
    }
    begun = false;
    hasContent = false;
    cells = 1;
    state = FIELD_START;
  };

  return {
    scan: (bytes, at) => {
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes[index];
        if (!begun) {
          rowStart = at + index;
          begun = true;
        }
        if (state === QUOTED) {
          if (byte === QUOTE) state = QUOTE_IN_QUOTED;
          else hasContent = true;
        } else if (byte === separator) {
          state = FIELD_START;
          cells += 1;
          hasContent = true;
        } else if (byte === LINE_FEED) {
          endRow(at + index);
        } else if (byte === QUOTE && state === FIELD_START) {
          state = QUOTED;
        } else if (byte === QUOTE && state === QUOTE_IN_QUOTED) {
          state = QUOTED;
          hasContent = true;
        } else if (byte !== CARRIAGE_RETURN) {
          state = UNQUOTED;
          hasContent = true;
        }
      }
    },
    finish: (size) => {
      const unclosed = state === QUOTED;
      // The last line needs no line break, but REDCap gives every line all its cells.
      const short = begun && hasContent && cells < cellsOfHeading;
      if (!unclosed && begun) endRow(size);
      return unclosed || short ? 'cut' : 'complete';
    },
  };
}
