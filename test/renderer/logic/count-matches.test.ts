import { describe, expect, it } from 'vitest';
import type { Host } from '#app/host/contract.ts';
import { countRequest } from '#app/project/logic/count-request.ts';
import type { AnswerBody, Verdict } from '#app/response/answer.ts';
import { countInWords, countMatches } from '#renderer/logic/count-matches.ts';
import { classic, longitudinal } from '../../app/project/logic/outlines.ts';

const prepared = countRequest('[age] > 64', classic, { longitudinal: false });

/** A host whose server answers every request with these rows, or with the given body and verdict. */
function hostWith(
  rows: readonly (readonly string[])[],
  body?: AnswerBody,
  verdict: Verdict = { kind: 'ok' },
) {
  const calls: string[] = [];
  const table: AnswerBody = {
    kind: 'table',
    format: 'csv',
    columns: ['record_id', 'redcap_event_name'],
    rowCount: rows.length,
  };
  const host = {
    async execute({ executionId }: { readonly executionId: string }) {
      calls.push(`execute ${executionId}`);
      const answer = {
        executionId,
        methodId: 'export_records',
        status: 200,
        statusText: 'OK',
        headers: [],
        durationMs: 1,
        size: 1,
        body: body ?? table,
        verdict,
      };
      return { ok: true, value: answer } as const;
    },
    async readRows({ from, count }: { readonly from: number; readonly count: number }) {
      calls.push(`read ${String(from)}`);
      return { ok: true, value: rows.slice(from, from + count) } as const;
    },
    async discardAnswer({ executionId }: { readonly executionId: string }) {
      calls.push(`discard ${executionId}`);
      return { ok: true, value: null } as const;
    },
  } satisfies Partial<Host>;
  // Counting calls these three only.
  return { host: host as unknown as Host, calls };
}

function task(severalRows: boolean) {
  if (prepared === null) throw new Error('The request could not be built.');
  return {
    executionId: 'count-1',
    connectionId: 'c',
    request: prepared.request,
    recordIdField: 'record_id',
    severalRows,
  };
}

describe('countRequest', () => {
  it('asks for the record ID of matching rows and nothing else', () => {
    const values = new Map(
      prepared?.request.fields.map((field) => [field.name, field.kind === 'text' ? field.value : field.kind]),
    );
    expect(prepared?.problems).toEqual([]);
    expect(values.get('content')).toBe('record');
    expect(values.get('format')).toBe('csv');
    expect(values.get('fields[0]')).toBe('record_id');
    expect(values.get('filterLogic')).toBe('[age] > 64');
    expect(values.has('fields[1]')).toBe(false);
    expect(values.has('forms[0]')).toBe(false);
  });

  it('cannot be built while the record ID field is unknown', () => {
    expect(countRequest('[age] > 1', null, {})).toBeNull();
    expect(countRequest('[age] > 1', { ...longitudinal, recordIdField: null }, {})).toBeNull();
  });
});

describe('countMatches', () => {
  it('takes a row for a record where a record has one row, and forgets the answer', async () => {
    const { host, calls } = hostWith([
      ['1', ''],
      ['2', ''],
    ]);
    expect(await countMatches(host, task(false))).toEqual({ kind: 'records', records: 2, rows: 2 });
    expect(calls).toEqual(['execute count-1', 'discard count-1']);
  });

  it('counts each record once where records have several rows', async () => {
    const rows = Array.from({ length: 1200 }, (_, row) => [String(row % 57), 'visit']);
    const { host, calls } = hostWith(rows);
    expect(await countMatches(host, task(true))).toEqual({ kind: 'records', records: 57, rows: 1200 });
    expect(calls).toEqual(['execute count-1', 'read 0', 'read 500', 'read 1000', 'discard count-1']);
  });

  it('says rows when there are too many to tell records apart', async () => {
    const body: AnswerBody = { kind: 'table', format: 'csv', columns: ['record_id'], rowCount: 2_000_000 };
    expect(await countMatches(hostWith([], body).host, task(true))).toEqual({
      kind: 'rows',
      rows: 2_000_000,
    });
  });

  it('takes an empty answer for no match', async () => {
    const counted = await countMatches(hostWith([], { kind: 'empty' }).host, task(true));
    expect(counted).toEqual({ kind: 'records', records: 0, rows: 0 });
  });

  it('hands on the explanation of a refusal, and forgets that answer too', async () => {
    const failure = { message: 'The logic is wrong.', advice: 'Mend it.' };
    const { host, calls } = hostWith([], { kind: 'text', format: 'csv' }, { kind: 'failed', failure });
    expect(await countMatches(host, task(false))).toEqual({ kind: 'failed', explanation: failure });
    expect(calls).toContain('discard count-1');
  });
});

describe('countInWords', () => {
  it.each([
    [{ kind: 'records', records: 57, rows: 57 }, '57 records match'],
    [{ kind: 'records', records: 1, rows: 1 }, '1 record matches'],
    [{ kind: 'records', records: 0, rows: 0 }, '0 records match'],
    [{ kind: 'records', records: 1200, rows: 4000 }, '1,200 records match, in 4,000 rows'],
    [{ kind: 'rows', rows: 2_000_000 }, '2,000,000 rows match'],
  ] as const)('%j reads %s', (count, words) => {
    expect(countInWords(count)).toBe(words);
  });
});
