import Papa from 'papaparse';
import { shorten, type Findings } from '#app/project/payload/finding.ts';
import type { PayloadPlaced, PayloadRow, PayloadTable, ReadOptions } from '#app/project/payload/table.ts';
import { countLineEnds, placesInOrder } from '#app/project/payload/text-lines.ts';
import { reporter } from '#app/project/payload/reporter.ts';

const delimiters = [',', ';', '\t', '|', '^'];

/** Reads CSV whose first line names the columns. Lines without any content are passed over. */
export function readCsv(text: string, { delimiter }: ReadOptions, findings: Findings): PayloadTable | null {
  const tell = reporter(findings);
  const start = { line: 1, position: 1 };
  if (text.startsWith('\uFEFF')) {
    tell.warn(
      start,
      {},
      'layout',
      'The text begins with an invisible byte order mark, which may spoil the name of the first column: save the file as UTF-8 without BOM.',
    );
  }
  const other = otherFormat(text);
  if (other !== null) {
    tell.fail(
      start,
      {},
      'unreadable',
      `This is not CSV: it looks like ${other}, so choose the format ${other}.`,
    );
    return null;
  }
  const { data: lines, errors } = Papa.parse<string[]>(text, { delimiter });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) {
    const place = placesInOrder(text)(Math.max(0, (broken.index ?? 1) - 1));
    const message =
      broken.code === 'MissingQuotes'
        ? `A quotation mark opened in line ${String(place.line)} is never closed: close it, or write it twice ("") if it belongs to the text.`
        : `A quotation mark in line ${String(place.line)} ends a value in its middle: write it twice ("") if it belongs to the text.`;
    tell.fail(place, {}, 'unreadable', message);
    return null;
  }
  let header: readonly string[] | null = null;
  let shape: readonly number[] = [];
  const columns: PayloadPlaced[] = [];
  const rows: PayloadRow[] = [];
  let line = 1;
  for (const cells of lines) {
    const place = { line, position: 1 };
    line += 1 + (cells.length === 1 ? 0 : lineEndsIn(cells));
    if (cells.length === 1) line += countLineEnds(cells[0] ?? '');
    if (cells.every((cell) => cell.trim() === '') && (cells.length === 1 || header === null)) continue;
    if (header === null) {
      header = cells;
      shape = cells.map((_, index) => index);
      columns.push(...cells.map((name) => ({ name: name.replace(/^\uFEFF/, ''), ...place })));
      const mixed = otherDelimiter(cells, delimiter);
      if (mixed !== null) {
        tell.fail(
          place,
          {},
          'layout',
          `The first line seems to be parted by ${nameOf(mixed)}, but the CSV delimiter is ${nameOf(delimiter)}: choose ${nameOf(mixed)} there.`,
        );
      }
      continue;
    }
    if (cells.length !== header.length) {
      const record = shorten(cells[0] ?? '');
      const counted = `This line has ${String(cells.length)} ${cells.length === 1 ? 'value' : 'values'}, the first line ${String(header.length)} ${header.length === 1 ? 'column' : 'columns'}`;
      const way =
        cells.length > header.length
          ? 'put values that contain the delimiter in quotation marks'
          : 'the last columns are blank here, or a delimiter is missing';
      tell.fail(place, { record }, 'layout', `${counted}: ${way}.`);
    }
    const isExact = cells.length === header.length;
    rows.push({
      ...place,
      columns: isExact ? shape : shape.slice(0, cells.length),
      cells: cells.length > header.length ? cells.slice(0, header.length) : cells,
    });
  }
  return { columns, rows };
}

/** No column of CSV has such a name. */
function otherFormat(text: string): 'JSON' | 'XML' | null {
  const begin = text
    .slice(0, 200)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^(?:\[\s*[\]{]|\{\s*["}])/.test(begin)) return 'JSON';
  return /^<(?:\?xml|!|[A-Za-z_][\w:.-]*[\s/>])/.test(begin) ? 'XML' : null;
}

function lineEndsIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) count += countLineEnds(cell);
  return count;
}

/** Another delimiter that parts the header into plain names, while the chosen one leaves them together. */
function otherDelimiter(header: readonly string[], chosen: string): string | null {
  return (
    delimiters.find(
      (other) =>
        other !== chosen &&
        header.some((name) => {
          const parts = name.split(other);
          return parts.length > 1 && parts.every((part) => /^\s*"?\w+"?\s*$/.test(part));
        }),
    ) ?? null
  );
}

function nameOf(delimiter: string): string {
  const names: Readonly<Record<string, string>> = {
    ',': 'comma',
    ';': 'semicolon',
    '\t': 'tab',
    '|': 'pipe',
    '^': 'caret',
  };
  return names[delimiter] ?? delimiter;
}
