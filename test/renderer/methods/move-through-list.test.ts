import { expect, test } from 'vitest';
import { moveThroughList } from '#renderer/methods/move-through-list.ts';

const ids = Array.from({ length: 25 }, (_, index) => `m${index}`);

test('from nowhere the arrows begin at the chosen option, or at the ends where it is not shown', () => {
  expect(moveThroughList(ids, null, 'm7', 'ArrowDown')).toBe('m7');
  expect(moveThroughList(ids, null, 'm7', 'ArrowUp')).toBe('m7');
  expect(moveThroughList(ids, null, 'elsewhere', 'ArrowDown')).toBe('m0');
  expect(moveThroughList(ids, null, 'elsewhere', 'ArrowUp')).toBe('m24');
});

test('the arrows go one option on and stop at the ends', () => {
  expect(moveThroughList(ids, 'm7', 'm0', 'ArrowDown')).toBe('m8');
  expect(moveThroughList(ids, 'm7', 'm0', 'ArrowUp')).toBe('m6');
  expect(moveThroughList(ids, 'm24', 'm0', 'ArrowDown')).toBe('m24');
  expect(moveThroughList(ids, 'm0', 'm0', 'ArrowUp')).toBe('m0');
});

test('Page keys pass ten, Home and End go to the ends', () => {
  expect(moveThroughList(ids, 'm7', 'm0', 'PageDown')).toBe('m17');
  expect(moveThroughList(ids, 'm17', 'm0', 'PageDown')).toBe('m24');
  expect(moveThroughList(ids, 'm17', 'm0', 'PageUp')).toBe('m7');
  expect(moveThroughList(ids, null, 'm7', 'PageDown')).toBe('m17');
  expect(moveThroughList(ids, 'm7', 'm0', 'Home')).toBe('m0');
  expect(moveThroughList(ids, 'm7', 'm0', 'End')).toBe('m24');
});

test('other keys, and a list without options, lead nowhere', () => {
  expect(moveThroughList(ids, 'm7', 'm0', 'x')).toBeNull();
  expect(moveThroughList([], null, 'm0', 'ArrowDown')).toBeNull();
});
