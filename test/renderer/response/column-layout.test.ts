import { describe, expect, it } from 'vitest';
import { columnLayout } from '#renderer/response/column-layout.ts';

describe('columnLayout', () => {
  it('stands numbers to the right, but never the first column, which names the record', () => {
    const layout = columnLayout(
      ['record_id', 'sbp', 'note'],
      [
        ['1', '148', ''],
        ['2', '-3.5', '12 mg'],
      ],
    );
    expect(layout.map(({ numeric }) => numeric)).toEqual([false, true, false]);
  });

  it('does not take an empty column for numbers', () => {
    expect(columnLayout(['record_id', 'dob'], [['1', '']])[1]?.numeric).toBe(false);
  });

  it('gives room to the longest value it sees, within bounds', () => {
    const [short, long, huge] = columnLayout(['a', 'b', 'c'], [['1', 'x'.repeat(20), 'y'.repeat(5000)]]);
    expect(short?.width).toBeLessThan(long?.width ?? 0);
    expect(huge?.width).toBe(280);
  });
});
