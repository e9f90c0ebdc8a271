import { expect, test } from 'vitest';
import { ageInWords } from '#renderer/shell/age-in-words.ts';

test.each([
  [0, 'just now'],
  [-5000, 'just now'],
  [Number.NaN, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 minute ago'],
  [59 * 60_000, '59 minutes ago'],
  [60 * 60_000, '1 hour ago'],
  [47 * 3_600_000, '1 day ago'],
  [48 * 3_600_000, '2 days ago'],
])('%d milliseconds are %s', (milliseconds, words) => {
  expect(ageInWords(milliseconds)).toBe(words);
});
