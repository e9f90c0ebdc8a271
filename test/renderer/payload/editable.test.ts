import { expect, test } from 'vitest';
import { breakJson } from '#app/project/payload/read-json.ts';
import { notEditable } from '#renderer/payload/editable.ts';
import { offsetOf } from '#renderer/payload/offset-of.ts';

test('texts beyond 5 MB, and lines beyond 50,000 characters, are only shown', () => {
  expect(notEditable('a,b\n'.repeat(1_000_000))).toBeNull();
  expect(notEditable('a,b\n'.repeat(1_300_000))).toBe('size');
  expect(notEditable('x'.repeat(50_000))).toBeNull();
  expect(notEditable(`a\n${'x'.repeat(50_001)}`)).toBe('line');
  expect(notEditable(`${'x'.repeat(49_999)}\n`.repeat(3))).toBeNull();
});

test('breaking JSON into lines changes nothing but line ends', () => {
  const text = '[{"a":"x},{\\"","b":{"c":1}},{"a":12345678901234567890}]';
  expect(breakJson(text)).toBe('[\n{"a":"x},{\\"","b":{"c":1}},\n{"a":12345678901234567890}]');
  expect(breakJson('[]')).toBe('[]');
  expect(breakJson('{"a":1}')).toBeNull();
  expect(breakJson('[')).toBeNull();
});

test('a place is found in a field’s text', () => {
  expect(offsetOf('ab\ncd\n', { line: 2, position: 2 })).toBe(4);
  expect(offsetOf('ab', { line: 9, position: 1 })).toBe(2);
});
