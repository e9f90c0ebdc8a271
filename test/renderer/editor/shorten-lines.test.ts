import { expect, test } from 'vitest';
import { shortenLines } from '#renderer/editor/shorten-lines.ts';

test('code of ordinary length is shown as it is', () => {
  const code = `data = "${'a'.repeat(4_000)}"\nprint(data)\n`;
  expect(shortenLines(code)).toBe(code);
});

test('a very long line loses its middle and says how much, the lines around it stay', () => {
  const shown = shortenLines(`import os\ndata = "${'a'.repeat(900_000)}"\nprint(data)\n`);
  expect(shown.length).toBeLessThan(3_000);
  expect(shown).toMatch(/^import os\ndata = "a+ … 897,509 more characters … a+"\nprint\(data\)\n$/);
});

test('a great many lines end with what is left out', () => {
  const shown = shortenLines('a line of data\n'.repeat(60_000));
  expect(shown.length).toBeLessThan(61_000);
  expect(shown).toMatch(/\n… 840,000 more characters$/);
});
