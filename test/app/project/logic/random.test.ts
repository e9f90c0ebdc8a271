import { describe, expect, it } from 'vitest';
import { checkLogic, MOST_PROBLEMS } from '#app/project/logic/check.ts';
import { completions } from '#app/project/logic/completions.ts';
import { parseLogic } from '#app/project/logic/parse.ts';
import { classic, longitudinal } from './outlines.ts';

const pieces = [
  ...'[](){},"\'=<>!&|+-*/^%#: \n\t.0159;@“”‘’≥–éß😀\ud800\u0000\u00a0',
  '[age]',
  '[smoke(',
  '[smoke(1)]',
  '[sex:label]',
  '[baseline_arm_1]',
  '[2]',
  '[last-instance]',
  '[first-event-name]',
  'and',
  'OR',
  'not',
  'datediff(',
  'if(',
  'nofunction(',
  'true',
  'New',
  '2020-01-01',
  '//',
  '/*',
  '*/',
  '==',
  '=>',
  '"1"',
] as const;

/** Always the same numbers from 0 to 1, so that a failure can be seen again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomLogic(seed: number): string {
  const next = chance(seed);
  const length = Math.floor(next() * 40);
  return Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)] ?? '').join(
    next() < 0.5 ? '' : ' ',
  );
}

describe('any text', () => {
  it('is read and checked without throwing, and every position lies inside it', () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      const text = randomLogic(seed);
      const logic = parseLogic(text);
      for (const outline of [null, classic, longitudinal]) {
        const problems = checkLogic(logic, outline);
        expect(problems.length).toBeLessThanOrEqual(MOST_PROBLEMS);
        const misplaced = problems.filter(({ from, to }) => !(from >= 0 && to >= from && to <= text.length));
        expect(misplaced, text).toEqual([]);
        expect(
          problems.filter(({ message }) => !/^[^\n]+[.?)]$/u.test(message)),
          text,
        ).toEqual([]);
      }
    }
  });

  it('is completed at any place without throwing, and only around that place', () => {
    for (let seed = 0; seed < 400; seed += 1) {
      const text = randomLogic(seed);
      for (let at = 0; at <= text.length; at += 5) {
        const found = completions(text, at, seed % 2 === 0 ? classic : longitudinal);
        if (found === null) continue;
        expect(found.from, text).toBeLessThanOrEqual(at);
        expect(found.to, text).toBeGreaterThanOrEqual(at);
        expect(found.to, text).toBeLessThanOrEqual(text.length);
        expect(found.items.length, text).toBeGreaterThan(0);
      }
    }
  });

  it('has no problems left once each proposed replacement is taken', () => {
    for (const text of [
      '[Age] == 5',
      '[sex] = “Male”',
      '[agee] => 1',
      'age > 1',
      '[smoke___1] = "1"',
      '[sex] = "1" or "2"',
      '[[age]] > 5and [user_name] = "x"',
    ]) {
      let now = text;
      for (let step = 0; step < 5; step += 1) {
        const problem = checkLogic(parseLogic(now), classic).find(
          ({ replacement }) => replacement !== undefined,
        );
        if (problem?.replacement === undefined) break;
        now = now.slice(0, problem.from) + problem.replacement + now.slice(problem.to);
      }
      expect(checkLogic(parseLogic(now), classic), `${text} → ${now}`).toEqual([]);
    }
  });
});
