import { describe, expect, test } from 'vitest';
import { codeFor } from '#app/snippets/code-for.ts';
import type { SnippetTarget } from '#app/snippets/target.ts';
import { madeUpInput, textRequest } from './made-up-input.ts';

const target: SnippetTarget = {
  id: 'made-up',
  label: 'Made up',
  library: 'none',
  extension: 'txt',
  colouring: 'plaintext',
  tokenSources: ['environment'],
  batches: 'table',
  factors: false,
  running: { install: null, command: null, how: 'Not at all.', dependencies: null },
  write: ({ title }) => `the program of ${title}\n`,
};

const input = madeUpInput(textRequest([['note', 'whole 😀']]));

describe('the code for a request', () => {
  test('is the program as the target writes it', () => {
    expect(codeFor(target, input)).toEqual({ kind: 'code', text: 'the program of Made up\n' });
  });

  test('is the program, too, where a target that refuses some requests does not refuse this one', () => {
    expect(codeFor({ ...target, refuse: () => null }, input).kind).toBe('code');
  });

  test('is the target’s refusal with the nearest target, and nothing is written', () => {
    const refusal = { reason: 'It cannot. Use requests.', nearest: 'python-requests' };
    const refusing: SnippetTarget = {
      ...target,
      refuse: () => refusal,
      write: () => {
        throw new Error('written');
      },
    };
    expect(codeFor(refusing, input)).toEqual({ kind: 'refused', ...refusal });
  });

  test.each([
    ['a first half alone', 'a\ud800b'],
    ['a second half alone', '\udc00'],
    ['the halves in the wrong order', '\udc00\ud800'],
    ['a half at the end', 'x\ud83d'],
  ])('is refused with the field’s name for %s, before the target sees it', (_, value) => {
    const seen: unknown[] = [];
    const watching: SnippetTarget = {
      ...target,
      refuse: (asked) => {
        seen.push(asked);
        return null;
      },
    };
    const request = textRequest([
      ['good', 'x'],
      ['note', value],
    ]);
    const code = codeFor(watching, madeUpInput(request));
    expect(code).toMatchObject({ kind: 'refused', nearest: 'made-up' });
    expect(code.kind === 'refused' && code.reason).toMatch(
      /^The value of note holds half of a character .*anew\.$/,
    );
    expect(seen).toEqual([]);
  });

  test('names a broken field by a name that can be shown', () => {
    const code = codeFor(target, madeUpInput(textRequest([['no\ud800te', 'x']])));
    expect(code.kind === 'refused' && code.reason.isWellFormed()).toBe(true);
    expect(code.kind === 'refused' && code.reason).toContain('no\ufffdte');
  });

  test('holds whole pairs in names and values', () => {
    expect(codeFor(target, madeUpInput(textRequest([['😀', '😀']]))).kind).toBe('code');
  });
});
