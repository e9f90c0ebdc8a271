import type { Method } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { Answer } from '#app/response/answer.ts';
import { compareAnswer, type KnownProject, type ReceivedContent } from '#app/response/compare.ts';
import { reportedCount } from '#app/response/compare-count.ts';
import { tellingColumns } from '#app/response/compare-rows.ts';
import { fieldValues } from '#app/safety/field-values.ts';
import type { KeptAnswer } from '../answers/answer-store.ts';
import { readRows, readText, type StoredTable } from '../answers/stored-answer.ts';
import { odmContent } from './odm-content.ts';
import { sentData } from './sent-data.ts';

/** All rows of an answer up to this many, and this many bytes, are looked at. */
const MOST_ROWS = 5000;
const LARGEST_BODY = 4 * 1024 ** 2;
/** Bytes of the answer of a change that are read. */
const LONGEST_COUNT = 64 * 1024;

/** Adds to a good answer what differs from the request, as far as that is cheap to know. */
export async function noteDifferences(
  answer: Answer,
  kept: KeptAnswer | undefined,
  request: { readonly method: Method; readonly fields: readonly EncodedField[] },
  project: KnownProject | null,
): Promise<Answer> {
  const { verdict, body } = answer;
  if (verdict.kind === 'failed' || kept === undefined) return answer;
  const { method, fields } = request;
  const values = fieldValues(fields);
  const changes = method.returns.kind === 'count' || method.returns.kind === 'importResult';
  const columns = body.kind === 'table' ? body.columns : [];
  const wanted = tellingColumns(method.id, values, columns, project);
  const odm = method.id === 'export_records' && values.text('format') === 'odm';
  const { seen, rowCount } = odm
    ? await odmIn(kept.path, answer.size)
    : await rowsIn(kept.table, answer, wanted);
  const notes = compareAnswer({
    methodId: method.id,
    fields,
    columns,
    rowCount,
    seen,
    count: changes ? reportedCount((await readText(kept.path, 0, LONGEST_COUNT)).text) : null,
    sent: changes
      ? sentData(values, method.id === 'import_records' ? (project?.recordIdField ?? null) : null)
      : null,
    project,
  });
  if (notes.length === 0) return answer;
  return { ...answer, verdict: { ...verdict, notes: [...(verdict.notes ?? []), ...notes] } };
}

type Seen = Pick<ReceivedContent, 'seen' | 'rowCount'>;

/** The different values of these columns; nothing where the answer is long or no table. */
async function rowsIn(
  table: StoredTable | null,
  { body, size }: Answer,
  columns: readonly string[],
): Promise<Seen> {
  const found = new Map<string, Set<string>>();
  const rowCount = body.kind === 'table' ? body.rowCount : null;
  if (table === null || columns.length === 0 || table.index.rowCount > MOST_ROWS || size > LARGEST_BODY) {
    return { seen: found, rowCount };
  }
  for (const column of columns) found.set(column, new Set());
  for (const row of await readRows(table, 0, MOST_ROWS)) {
    for (const [column, seen] of found) seen.add(row[table.columns.indexOf(column)] ?? '');
  }
  return { seen: found, rowCount };
}

async function odmIn(path: string, size: number): Promise<Seen> {
  if (size > LARGEST_BODY) return { seen: new Map(), rowCount: null };
  const { records, fields } = odmContent((await readText(path, 0, LARGEST_BODY)).text);
  return {
    seen: new Map([
      ['record', records],
      ['field_name', fields],
    ]),
    rowCount: records.size,
  };
}
