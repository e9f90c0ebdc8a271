import { Buffer } from 'node:buffer';
import { outOfMemory } from '../answer.ts';

/** One printed line. `bold` is a heading; `indent` counts steps of 14 points. */
export interface PdfLine {
  readonly text: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly indent?: number;
}

const WIDTH = 595;
const HEIGHT = 842;
const MARGIN = 56;
const SIZE = 10;
const INDENT = 14;
/** Average width of a Helvetica letter as a part of the font size; broad enough that no line leaves the page. */
const LETTER = 0.56;
/** The file is put together at once: more would stand still for minutes and not fit in memory. */
const MOST_PAGES = 10_000;

/** Sections start on a new page; lines are broken at blanks and flow over pages. Gives a PDF 1.4 file. Throws ApiError for too many pages. */
export function writePdf(sections: Iterable<readonly PdfLine[]>, title: string): Uint8Array {
  const pages: string[] = [];
  for (const section of sections) {
    for (const page of pagesOf(section)) {
      pages.push(page);
      if (pages.length > MOST_PAGES) throw outOfMemory();
    }
  }
  if (pages.length === 0) pages.push('');
  return assemble(pages, title);
}

function* brokenLines(lines: readonly PdfLine[]): Generator<Required<PdfLine>> {
  for (const { text, size = SIZE, bold = false, indent = 0 } of lines) {
    const room = Math.floor((WIDTH - 2 * MARGIN - indent * INDENT) / (size * LETTER));
    for (const line of text.split(/\r\n|\r|\n/)) {
      for (const part of wrapped(line, room)) yield { text: part, size, bold, indent };
    }
  }
}

function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const blank = rest.lastIndexOf(' ', room);
    const end = blank > room / 3 ? blank : room;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

function* pagesOf(section: readonly PdfLine[]): Generator<string> {
  let commands: string[] = [];
  let y = HEIGHT - MARGIN;
  for (const { text, size, bold, indent } of brokenLines(section)) {
    const step = size * 1.45;
    if (y - step < MARGIN) {
      yield commands.join('\n');
      commands = [];
      y = HEIGHT - MARGIN;
    }
    y -= step;
    const x = MARGIN + indent * INDENT;
    commands.push(`BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x} ${y.toFixed(1)} Td (${pdfText(text)}) Tj ET`);
  }
  yield commands.join('\n');
}

// Characters of Windows-1252 beyond Latin-1 that medical texts use; what the font lacks becomes a question mark.
const BEYOND_LATIN: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
]);

/** A literal string of Latin-1 characters, with parentheses and backslashes escaped. */
function pdfText(text: string): string {
  return [...text]
    .map((character) => {
      const code = BEYOND_LATIN.get(character) ?? character.codePointAt(0) ?? 63;
      const known = code >= 32 && code <= 255 && (code < 127 || code >= 0x80);
      return known ? String.fromCodePoint(code) : code === 9 ? ' ' : '?';
    })
    .join('')
    .replaceAll(/[\\()]/g, (character) => `\\${character}`);
}

function assemble(pages: readonly string[], title: string): Uint8Array {
  const firstPage = 6;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ');
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${pdfText(title)}) /Producer (REDCap API Playground practice server) >>`,
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${firstPage + 2 * index + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  const pieces = ['%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'];
  const offsets: number[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const piece = `${index + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(at);
    pieces.push(piece);
    at += piece.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  pieces.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`,
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${at}\n%%EOF\n`,
  );
  // Every character is one byte, so that the offsets counted above are right.
  return Buffer.from(pieces.join(''), 'latin1');
}
