import type { OnRow, ScanEnd } from './row-scanner.ts';

/** Row positions kept at most; when full, every second goes, so that memory stays bounded for any answer. */
const MOST_POSITIONS = 32_768;

/** Where rows lie in a body: the position of every `stride`th row. */
export interface RowIndex {
  readonly rowCount: number;
  readonly stride: number;
  readonly positions: readonly number[];
  /** The heading line of CSV. */
  readonly heading: readonly [start: number, end: number] | null;
  readonly end: ScanEnd;
}

export interface RowIndexer {
  readonly onRow: OnRow;
  readonly finish: (end: ScanEnd) => RowIndex;
}

export function rowIndexer(hasHeading: boolean): RowIndexer {
  let positions: number[] = [];
  let stride = 16;
  let rowCount = 0;
  let heading: readonly [number, number] | null = null;
  return {
    onRow: (start, end) => {
      if (hasHeading && heading === null) {
        heading = [start, end];
        return;
      }
      if (rowCount % stride === 0) {
        if (positions.length === MOST_POSITIONS) {
          positions = positions.filter((_, index) => index % 2 === 0);
          stride *= 2;
        }
        if (rowCount % stride === 0) positions.push(start);
      }
      rowCount += 1;
    },
    finish: (end) => ({ rowCount, stride, positions, heading, end }),
  };
}
