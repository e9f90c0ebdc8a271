type Rows = readonly (readonly string[])[];

/**
 * Lines of four quoted cells, or null when the text is something else; a line of words may stand before. Quotation
 * marks inside a cell may be doubled, as CSV wants, or stand as they are; cells may hold line breaks; a last line that
 * is cut off is left out.
 */
export function quotedRows(text: string): Rows | null {
  const trimmed = text.trim().replace(/^(?!")[^\n]{0,500}\n\s*(?=")/, '');
  if (!trimmed.startsWith('"') || !trimmed.includes(BETWEEN)) return null;
  return strictRows(trimmed) ?? looseRows(trimmed);
}

const BETWEEN = '","';

/** null: some row breaks CSV's rules. */
function strictRows(text: string): Rows | null {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const cells: string[] = [];
    while (cells.length < 4) {
      if (text[at] !== '"') return null;
      const end = closingQuote(text, at + 1);
      // Cut off in the middle of a cell.
      if (end === -1) return rows.length > 0 ? rows : null;
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
      if (cells.length === 4) break;
      if (at >= text.length) return rows.length > 0 ? rows : null;
      if (text[at] !== ',') return null;
      at += 1;
      if (at >= text.length) return rows.length > 0 ? rows : null;
    }
    const gap = /\s*/y;
    gap.lastIndex = at;
    const blank = gap.exec(text)?.[0] ?? '';
    if (blank === '' && at < text.length) return null;
    at += blank.length;
    rows.push(cells);
  }
  return rows;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/**
 * For quotation marks that are not doubled: only the marks between cells count. A row ends with the line that completes
 * its four cells, so that a value may still hold line breaks.
 */
function looseRows(text: string): Rows | null {
  const rows: (readonly string[])[] = [];
  let begun: string | null = null;
  for (const line of text.split('\n')) {
    const starts: boolean = begun === null || rowStart.test(line);
    const taken: string = starts ? line : `${begun ?? ''}\n${line}`;
    const row = looseRow(taken.replace(/[\s.;]+$/, ''));
    if (row !== null) rows.push(row);
    begun = row === null && taken.startsWith('"') && taken.length <= LONGEST_ROW ? taken : null;
  }
  return rows.length > 0 ? rows : null;
}

/** A line that holds the beginning of a row of its own: two cells at least. */
const rowStart = /^"[^"\n]{0,200}","/;
/** Characters of a row that is not finished yet; longer ones are no rows. */
const LONGEST_ROW = 20_000;

function looseRow(line: string): readonly string[] | null {
  const first = line.indexOf(BETWEEN);
  const second = line.indexOf(BETWEEN, first + BETWEEN.length);
  const last = line.lastIndexOf(BETWEEN);
  if (!line.startsWith('"') || !line.endsWith('"') || first === -1 || second === -1 || last <= second)
    return null;
  return [
    line.slice(1, first),
    line.slice(first + BETWEEN.length, second),
    line.slice(second + BETWEEN.length, last),
    line.slice(last + BETWEEN.length, -1),
  ];
}
