import type { Place } from '#app/project/payload/text-lines.ts';

/** The offset of a place in a field's text, whose lines end in LF; the end of the text if there is no such line. */
export function offsetOf(text: string, { line, position }: Place): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + position - 1);
}
