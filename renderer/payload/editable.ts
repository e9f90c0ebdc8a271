/** Above these numbers of characters the coloured editor would be slow. */
const LARGEST_EDITED = 5_000_000;
const LONGEST_LINE = 50_000;

/** Why a text is only shown and not edited, or null. */
export function notEditable(text: string): 'size' | 'line' | null {
  if (text.length > LARGEST_EDITED) return 'size';
  let start = 0;
  while (text.length - start > LONGEST_LINE) {
    const end = text.lastIndexOf('\n', start + LONGEST_LINE);
    if (end < start) return 'line';
    start = end + 1;
  }
  return null;
}
