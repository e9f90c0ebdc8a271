const CHARACTER_PX = 7.6;
const PADDING_PX = 26;
const LEAST_PX = 64;
const MOST_PX = 280;
const ROWS_LOOKED_AT = 50;

export interface ColumnLayout {
  /** In pixels. */
  readonly width: number;
  /** Every value looked at is a number, so the column stands to the right. */
  readonly numeric: boolean;
}

/** How wide a column is and which way it leans, from its name and the first rows. */
export function columnLayout(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly ColumnLayout[] {
  const sample = rows.slice(0, ROWS_LOOKED_AT);
  return columns.map((name, index) => {
    const values = sample.map((row) => row[index] ?? '').filter((value) => value !== '');
    const longest = values.reduce((length, value) => Math.max(length, value.length), name.length);
    return {
      width: Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, longest * CHARACTER_PX + PADDING_PX))),
      // The first column names the record, and a name is no number even when it looks like one.
      numeric: index > 0 && values.length > 0 && values.every((value) => /^-?\d+(?:\.\d+)?$/.test(value)),
    };
  });
}
