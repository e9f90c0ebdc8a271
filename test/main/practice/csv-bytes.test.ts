import { describe, expect, test } from 'vitest';
import { CsvBytes } from '#main/practice/formats/csv-bytes.ts';
import { csvLines } from '#main/practice/formats/csv-lines.ts';

const AWKWARD = [
  '',
  '7',
  'plain',
  'two words',
  '"quoted"',
  'a,b',
  'a;b',
  'a\tb',
  'a^b',
  'a|b',
  'one\ntwo\r\nthree',
  'Ångström',
  '温度',
  '🩺',
  '\u00a0',
  '\u0001',
  '\u007f',
  'é'.repeat(200_000),
  'x'.repeat(300_000),
  'y "z" '.repeat(40_000),
] as const;

/** Every awkward cell after every other, and alone in its line. */
const ROWS = [
  ...AWKWARD.map((cell) => [cell]),
  ...AWKWARD.slice(0, 17).map((first) => AWKWARD.slice(0, 17).flatMap((second) => [first, second, 5])),
];

describe('the lines of a large table', () => {
  test.each([',', ';', '\t', '|', '^'])(
    'are the same bytes as those of a small one, with %j',
    (delimiter) => {
      const csv = new CsvBytes(delimiter);
      const pieces: Uint8Array[] = [];
      for (const row of ROWS) {
        for (const cell of row) csv.addCell(cell);
        csv.endLine();
        if (csv.isWorthSending) pieces.push(csv.take());
      }
      pieces.push(csv.take());
      expect(pieces.length).toBeGreaterThan(3);
      expect(Buffer.concat(pieces).toString()).toBe(`${csvLines(ROWS, delimiter)}\n`);
    },
  );

  test('hold cells that were written before', () => {
    const csv = new CsvBytes(',');
    csv.addWritten(Buffer.from('é'));
    csv.addCell('a b');
    csv.addWritten(Buffer.alloc(200_000, 'z'));
    csv.endLine();
    expect(Buffer.from(csv.take()).toString()).toBe(`é,"a b",${'z'.repeat(200_000)}\n`);
  });
});
