const CHARACTER_PX = 7.4;
const PADDING_PX = 24;
const LEAST_PX = 72;
const MOST_PX = 280;

/** Widths in pixels from the column names and one row; the exact text decides nothing here. */
export function columnWidths(
  columns: readonly string[],
  sample: readonly string[] | undefined,
): readonly number[] {
  return columns.map((name, index) => {
    const longest = Math.max(name.length, Math.min(sample?.[index]?.length ?? 0, 32));
    return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, longest * CHARACTER_PX + PADDING_PX)));
  });
}
