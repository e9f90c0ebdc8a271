import type { Host } from '#app/host/contract.ts';
import { MAX_ROWS_PER_READ } from '#app/host/contract.ts';
import type { Explanation } from '#app/response/answer.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';

export type MatchCount =
  | { readonly kind: 'records'; readonly records: number; readonly rows: number }
  /** So many rows that their records were not counted. */
  | { readonly kind: 'rows'; readonly rows: number }
  | { readonly kind: 'failed'; readonly explanation: Explanation };

export interface CountTask {
  readonly executionId: string;
  readonly connectionId: string;
  readonly request: EncodedRequest;
  readonly recordIdField: string;
  /** Whether a record may have several rows: events or repeat instances. */
  readonly severalRows: boolean;
}

/** Rows beyond which records are not told apart, so that counting never takes long. */
const MOST_ROWS = 20_000;

/** Asks the server which records match, counts them and forgets the answer. */
export async function countMatches(host: Host, task: CountTask): Promise<MatchCount> {
  const { executionId, connectionId, request } = task;
  const reply = await host.execute({
    executionId,
    connectionId,
    encoding: request.encoding,
    fields: [...request.fields],
  });
  if (!reply.ok) return { kind: 'failed', explanation: reply.failure };
  const { verdict, body } = reply.value;
  try {
    if (verdict.kind === 'failed') return { kind: 'failed', explanation: verdict.failure };
    if (body.kind === 'empty') return { kind: 'records', records: 0, rows: 0 };
    if (body.kind !== 'table') return unreadable();
    const { rowCount, columns } = body;
    if (!task.severalRows || rowCount === 0) return { kind: 'records', records: rowCount, rows: rowCount };
    const column = columns.indexOf(task.recordIdField);
    if (rowCount > MOST_ROWS || column < 0) return { kind: 'rows', rows: rowCount };
    return await countRecords(host, executionId, column, rowCount);
  } finally {
    void host.discardAnswer({ executionId });
  }
}

async function countRecords(
  host: Host,
  executionId: string,
  column: number,
  rows: number,
): Promise<MatchCount> {
  const records = new Set<string>();
  for (let from = 0; from < rows; from += MAX_ROWS_PER_READ) {
    const reply = await host.readRows({ executionId, from, count: MAX_ROWS_PER_READ });
    if (!reply.ok) return { kind: 'failed', explanation: reply.failure };
    for (const row of reply.value) records.add(row[column] ?? '');
  }
  return { kind: 'records', records: records.size, rows };
}

/** The count in words; rows are named where a record may have several. */
export function countInWords(count: Exclude<MatchCount, { kind: 'failed' }>): string {
  if (count.kind === 'rows')
    return `${number(count.rows)} ${count.rows === 1 ? 'row matches' : 'rows match'}`;
  const records = `${number(count.records)} ${count.records === 1 ? 'record matches' : 'records match'}`;
  return count.rows === count.records ? records : `${records}, in ${number(count.rows)} rows`;
}

const number = (count: number): string => count.toLocaleString('en');

function unreadable(): MatchCount {
  return {
    kind: 'failed',
    explanation: {
      message: 'The server did not answer with a list of records.',
      advice: 'Execute the request to see what it answers.',
    },
  };
}
