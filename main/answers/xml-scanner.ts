import type { OnRow, RowScanner } from './row-scanner.ts';

type State = 'text' | 'markup' | 'name' | 'tag' | 'quoted' | 'until' | 'done' | 'bad';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;

/** The `<item>` elements under the root, as REDCap writes its lists. A document type makes it no rows. */
export function xmlScanner(onRow: OnRow, resumed: boolean): RowScanner {
  let state: State = 'text';
  /** What was read since `<`, as far as it is needed to know what it is. */
  let word = '';
  /** The byte that must stand before `>` to end a comment, CDATA section or instruction, and how often. */
  let endingByte = 0;
  let endingCount = 0;
  let seen = 0;
  let quote = 0;
  let closing = false;
  let emptied = false;
  let depth = resumed ? 1 : 0;
  let tagStart = 0;
  let rowStart = -1;

  const skipUntil = (byte: number, times: number): void => {
    endingByte = byte;
    endingCount = times;
    seen = 0;
    state = 'until';
  };

  const endTag = (end: number): void => {
    const item = depth === 1 && !closing && word === 'item';
    if (item) rowStart = tagStart;
    if (!closing) depth += 1;
    if (closing || emptied) {
      depth -= 1;
      if (depth === 1 && rowStart !== -1) {
        onRow(rowStart, end);
        rowStart = -1;
      }
    }
    state = depth <= 0 ? 'done' : 'text';
  };

  const readMarkup = (byte: number): void => {
    word += String.fromCharCode(byte);
    if (word === '?') skipUntil(0x3f, 1);
    else if (word === '!--') skipUntil(0x2d, 2);
    else if (word === '![CDATA[') skipUntil(0x5d, 2);
    else if (word.startsWith('!')) {
      if (!'!--'.startsWith(word) && !'![CDATA['.startsWith(word)) state = 'bad';
    } else {
      closing = byte === SLASH;
      if (closing) word = '';
      emptied = false;
      state = byte === GREATER ? 'bad' : 'name';
    }
  };

  const readTag = (byte: number, position: number): void => {
    if (byte === GREATER) endTag(position + 1);
    else if (byte === 0x22 || byte === 0x27) {
      quote = byte;
      state = 'quoted';
    } else {
      emptied = byte === SLASH;
      if (state === 'name' && byte > 0x20 && byte !== SLASH)
        word = word.length < 64 ? word + String.fromCharCode(byte) : word;
      else state = 'tag';
    }
  };

  return {
    scan: (bytes, at) => {
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes[index] ?? 0;
        if (state === 'text') {
          const next = byte === LESS ? index : bytes.indexOf(LESS, index);
          if (next === -1) return;
          index = next;
          tagStart = at + index;
          word = '';
          state = 'markup';
        } else if (state === 'until') {
          if (byte === GREATER && seen >= endingCount) state = 'text';
          else seen = byte === endingByte ? seen + 1 : 0;
        } else if (state === 'quoted') {
          if (byte === quote) state = 'tag';
        } else if (state === 'markup') {
          readMarkup(byte);
        } else if (state === 'name' || state === 'tag') {
          readTag(byte, at + index);
        } else {
          return;
        }
      }
    },
    finish: () => {
      if (state === 'done') return 'complete';
      return state === 'bad' || depth === 0 ? 'notRows' : 'cut';
    },
  };
}
