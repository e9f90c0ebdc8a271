import { describe, expect, it } from 'vitest';
import type { Answer } from '#app/response/answer.ts';
import { answerFacts, formatBytes, formatDuration } from '#renderer/response/facts.ts';

const answer: Answer = {
  executionId: 'e',
  methodId: 'export_records',
  status: 200,
  statusText: 'OK',
  headers: [],
  durationMs: 41.4,
  size: 12_400,
  body: { kind: 'table', format: 'csv', columns: ['record_id'], rowCount: 1 },
  verdict: { kind: 'ok' },
};

describe('the facts of an answer', () => {
  it('are status, time, size and rows', () => {
    expect(answerFacts(answer)).toEqual({ status: '200 OK', rest: '41 ms · 12.4 kB · 1 row' });
  });

  it('leave rows out where there is no table', () => {
    expect(answerFacts({ ...answer, body: { kind: 'empty' }, size: 0 }).rest).toBe('41 ms · 0 B');
  });

  it('use units a person reads', () => {
    expect([999, 1000, 52_000_000, 3_200_000_000].map(formatBytes)).toEqual([
      '999 B',
      '1.0 kB',
      '52.0 MB',
      '3.20 GB',
    ]);
    expect([5, 1500, 61_000].map(formatDuration)).toEqual(['5 ms', '1.5 s', '61 s']);
  });
});
