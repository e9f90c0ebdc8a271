import { csvScanner } from './csv-scanner.ts';
import { jsonScanner } from './json-scanner.ts';
import { xmlScanner } from './xml-scanner.ts';

export type TableFormat = 'csv' | 'json' | 'xml';

/** Told where a row lies: byte positions in the body, `end` exclusive. */
export type OnRow = (start: number, end: number) => void;

/** Finds where rows begin and end without holding or decoding them. Bytes are given in order, in any portions. */
export interface RowScanner {
  /** `at` is the position of the first byte in the body. */
  readonly scan: (bytes: Uint8Array, at: number) => void;
  /** `size` is the position after the last byte. */
  readonly finish: (size: number) => ScanEnd;
}

/** `cut`: the body ended, or went wrong, in the middle of its rows. `notRows`: the body is something else. */
export type ScanEnd = 'complete' | 'cut' | 'notRows';

/** A scanner for the whole body, or, with `resumed`, for what begins between two rows. */
export function rowScanner(
  format: TableFormat,
  delimiter: string,
  onRow: OnRow,
  resumed: boolean,
): RowScanner {
  switch (format) {
    case 'csv':
      return csvScanner(delimiter, onRow);
    case 'json':
      return jsonScanner(onRow, resumed);
    case 'xml':
      return xmlScanner(onRow, resumed);
  }
}
