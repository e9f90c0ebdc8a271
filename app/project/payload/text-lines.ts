/** Where a character stands, both from 1. */
export interface Place {
  readonly line: number;
  readonly position: number;
}

/** Places of character offsets that are asked for in rising order, in one pass over the text. CR LF is one line end. */
export function placesInOrder(text: string): (offset: number) => Place {
  let line = 1;
  let lineStart = 0;
  let next = lineEnd(text, 0);
  return (offset) => {
    while (next !== null && next <= offset) {
      line += 1;
      lineStart = next;
      next = lineEnd(text, next);
    }
    return { line, position: offset - lineStart + 1 };
  };
}

/** The start of the line after this one, or null in the last line. Also CR alone ends a line, as editors have it. */
function lineEnd(text: string, from: number): number | null {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10) return index + 1;
    if (code === 13) return text.charCodeAt(index + 1) === 10 ? index + 2 : index + 1;
  }
  return null;
}

/** How many line ends a text holds. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let index = lineEnd(text, 0); index !== null; index = lineEnd(text, index)) count += 1;
  return count;
}
