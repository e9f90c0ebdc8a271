import type { AnswerExample } from './method.ts';

/** A bare number in every format [S4]; only the JSON was recorded, so `origin` is of it alone. */
export function countAnswers(
  number: string,
  origin: AnswerExample['origin'] = 'recorded',
): readonly AnswerExample[] {
  return [
    { format: 'json', body: number, origin },
    { format: 'csv', body: number, origin: 'derived' },
    { format: 'xml', body: number, origin: 'derived' },
  ];
}
