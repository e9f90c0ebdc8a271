import type { OnRow, RowScanner } from './row-scanner.ts';

const START = 0;
const BETWEEN = 1;
const INSIDE = 2;
const IN_TEXT = 3;
const ESCAPED = 4;
const DONE = 5;
const BAD = 6;

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
/** A byte order mark may stand before the first bracket. */
const isMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf;

/** The objects of a top-level list, or one top-level object. Anything else in the list makes it no rows. */
export function jsonScanner(onRow: OnRow, resumed: boolean): RowScanner {
  let state = resumed ? BETWEEN : START;
  let listed = resumed;
  let depth = 0;
  let rowStart = 0;
  let rows = 0;

  const open = (position: number): void => {
    state = INSIDE;
    depth = 1;
    rowStart = position;
  };

  return {
    scan: (bytes, at) => {
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes[index] ?? 0;
        switch (state) {
          case IN_TEXT:
            if (byte === 0x22) state = INSIDE;
            else if (byte === 0x5c) state = ESCAPED;
            break;
          case ESCAPED:
            state = IN_TEXT;
            break;
          case INSIDE:
            if (byte === 0x22) state = IN_TEXT;
            else if (byte === 0x7b || byte === 0x5b) depth += 1;
            else if (byte === 0x7d || byte === 0x5d) {
              depth -= 1;
              if (depth === 0) {
                rows += 1;
                onRow(rowStart, at + index + 1);
                state = listed ? BETWEEN : DONE;
              }
            }
            break;
          case BETWEEN:
            if (byte === 0x7b) open(at + index);
            else if (byte === 0x5d) state = DONE;
            else if (byte !== 0x2c && !isBlank(byte)) state = BAD;
            break;
          case START:
            if (byte === 0x5b) {
              listed = true;
              state = BETWEEN;
            } else if (byte === 0x7b) open(at + index);
            else if (!isBlank(byte) && !isMark(byte)) state = BAD;
            break;
          default:
            return;
        }
      }
    },
    finish: () => {
      if (state === DONE) return 'complete';
      if (state === START || (state === BAD && rows === 0)) return 'notRows';
      return 'cut';
    },
  };
}
