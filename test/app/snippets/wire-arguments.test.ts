import { expect, test } from 'vitest';
import { wireArguments } from '#app/snippets/wire-arguments.ts';
import { textRequest } from './made-up-input.ts';

const entries = (fields: readonly (readonly [string, string])[]) => [...wireArguments(textRequest(fields))];

test('parameters come in the order of the request, without the token', () => {
  expect(
    entries([
      ['content', 'record'],
      ['action', ''],
    ]),
  ).toEqual([
    ['content', { kind: 'one', value: 'record' }],
    ['action', { kind: 'one', value: '' }],
  ]);
});

test('numbered names are one list, also of one value, in the order they are sent', () => {
  expect(
    entries([
      ['records[1]', 'b'],
      ['fields[0]', 'age'],
      ['records[0]', 'a'],
      ['events[]', 'x'],
    ]),
  ).toEqual([
    ['records', { kind: 'many', values: ['b', 'a'] }],
    ['fields', { kind: 'many', values: ['age'] }],
    ['events', { kind: 'many', values: ['x'] }],
  ]);
});

test('a name that stands twice is a list, whether numbered or not', () => {
  expect(
    entries([
      ['a', '1'],
      ['a', '2'],
      ['a[0]', '3'],
    ]),
  ).toEqual([['a', { kind: 'many', values: ['1', '2', '3'] }]]);
});

test('only a number in brackets at the end makes a list', () => {
  expect(
    entries([
      ['filter[age]', '1'],
      ['[0]', '2'],
      ['a[0]b', '3'],
    ]).map(([name]) => name),
  ).toEqual(['filter[age]', '[0]', 'a[0]b']);
  expect(entries([['line\nbreak[0]', 'x']])).toEqual([['line\nbreak', { kind: 'many', values: ['x'] }]]);
});

test('names that objects have of their own are names like others', () => {
  expect(
    entries([
      ['constructor', '1'],
      ['__proto__[0]', '2'],
    ]),
  ).toEqual([
    ['constructor', { kind: 'one', value: '1' }],
    ['__proto__', { kind: 'many', values: ['2'] }],
  ]);
});

test('a file stays what it is', () => {
  const file = { kind: 'file', name: 'file', fileName: 'scan.png', reference: 'r' } as const;
  const request = textRequest([['record', '1']]);
  const found = wireArguments({ ...request, encoding: 'multipart', fields: [...request.fields, file] });
  expect(found.get('file')).toEqual({ kind: 'file', file });
});
