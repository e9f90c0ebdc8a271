import { expect, test } from 'vitest';
import { readableText } from '#renderer/response/readable-text.ts';

const json = (text: string) => readableText(text, 'json');

test('JSON is spread over lines as an author would write it', () => {
  const value = [
    {
      record_id: '1',
      note: 'a "b", {c}: [d]\n',
      list: [],
      none: {},
      more: [1, true, null, { deep: -1.5e3 }],
    },
    { record_id: '2' },
  ];
  expect(json(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  expect(json(JSON.stringify(value, null, 4))).toBe(JSON.stringify(value, null, 2));
  expect(json('{"error":"No"}')).toBe('{\n  "error": "No"\n}');
  expect(json('[]')).toBe('[]');
  expect(json('17.4.1')).toBe('17.4.1');
  expect(json('')).toBe('');
});

test('numbers and names that come twice stay as the server wrote them', () => {
  expect(json('{"id":12345678901234567890,"a":1.0,"a":2}')).toBe(
    '{\n  "id": 12345678901234567890,\n  "a": 1.0,\n  "a": 2\n}',
  );
});

test('a text that breaks off is spread up to there', () => {
  expect(json('[{"a":"1"},{"b":"x, y')).toBe('[\n  {\n    "a": "1"\n  },\n  {\n    "b": "x, y');
  expect(json('{"a":"\\')).toBe('{\n  "a": "\\');
  expect(json('{"a":12')).toBe('{\n  "a": 12');
});

test('escaped letters are readable, and what cannot be seen stays escaped', () => {
  expect(json(String.raw`"\u00e9 \u05d0 \ud83d\ude00 a\/b"`)).toBe('"é א 😀 a/b"');
  const kept = String.raw`"\u0022 \u005c \n \\u00e9 \u202e \u0000 \ud83d \u200b"`;
  expect(json(kept)).toBe(kept);
});

test('what is no JSON, and other formats, stay as they are', () => {
  expect(readableText('a,b\n"1",{2}\n', 'csv')).toBe('a,b\n"1",{2}\n');
  expect(json('ERROR')).toBe('ERROR');
});

test('a million characters take no noticeable time, however they are nested', () => {
  const rows = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'x'.repeat(30) })));
  const began = performance.now();
  json(rows);
  json('['.repeat(200_000));
  json('"'.repeat(200_001));
  expect(performance.now() - began).toBeLessThan(3_000);
});
