import type { Method } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { Answer } from '#app/response/answer.ts';
import { compareAnswer, type KnownProject } from '#app/response/compare.ts';
import { reportedCount } from '#app/response/compare-count.ts';
import { listedColumns } from '#app/response/compare-rows.ts';
import { fieldValues } from '#app/safety/field-values.ts';
import type { KeptAnswer } from '../answers/answer-store.ts';
import { readRows, readText, type StoredTable } from '../answers/stored-answer.ts';
import { sentData } from './sent-data.ts';

/** All rows of an answer up to this many, and this many bytes, are looked at. */
const MOST_ROWS = 1000;
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
  const wanted = listedColumns(method.id, values, columns, project).map(({ column }) => column);
  const notes = compareAnswer({
    methodId: method.id,
    fields,
    columns,
    seen: kept.table === null ? new Map() : await valuesIn(kept.table, answer.size, wanted),
    count: changes ? reportedCount((await readText(kept.path, 0, LONGEST_COUNT)).text) : null,
    sent: changes
      ? sentData(values, method.id === 'import_records' ? (project?.recordIdField ?? null) : null)
      : null,
    project,
  });
  if (notes.length === 0) return answer;
  return { ...answer, verdict: { ...verdict, notes: [...(verdict.notes ?? []), ...notes] } };
}

/** The different values of these columns; nothing where the answer is long. */
async function valuesIn(
  table: StoredTable,
  size: number,
  columns: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  if (columns.length === 0 || table.index.rowCount > MOST_ROWS || size > LARGEST_BODY) return found;
  for (const column of columns) found.set(column, new Set());
  for (const row of await readRows(table, 0, MOST_ROWS)) {
    for (const [column, seen] of found) seen.add(row[table.columns.indexOf(column)] ?? '');
  }
  return found;
}
