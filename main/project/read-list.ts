import { failure, success } from '../failure.ts';
import type { Failure, Reply } from '#app/host/failure.ts';
import { ask, refusal, type Question } from '../transport/ask.ts';
import type { ListKind, Row } from './lists.ts';

/** A large dictionary takes a slow server a while, in milliseconds. */
export const LIST_TIMEOUT = 120_000;

export type Asking = Omit<Question, 'parameters' | 'timeout'>;

/** The list's items, or why there are none. `more` are parameters beside content and format. */
export async function readList<Item>(
  asking: Asking,
  kind: ListKind<Item>,
  more: Readonly<Record<string, string>> = {},
): Promise<Reply<readonly Item[]>> {
  const parameters = { content: kind.content, format: 'json', returnFormat: 'json', ...more };
  const reply = await ask({ ...asking, parameters, timeout: LIST_TIMEOUT });
  if (!reply.ok) return reply;
  const said = reply.value;
  if (said.kind === 'data') return itemsIn(said.text, kind);
  if (said.kind === 'error' && kind.none?.test(said.message) === true) return success([]);
  return refusal(said);
}

function itemsIn<Item>(text: string, kind: ListKind<Item>): Reply<readonly Item[]> {
  const rows = rowsIn(text);
  if (rows === null) return unexpected();
  const items: Item[] = [];
  for (const row of rows) {
    const item = isObject(row) ? kind.toItem(cellsOf(row)) : null;
    if (item !== null) items.push(item);
  }
  // Single rows may be useless; a list of nothing else is some other answer.
  return rows.length > 0 && items.length === 0 ? unexpected() : success(items);
}

function rowsIn(text: string): readonly unknown[] | null {
  // Nothing at all is how some servers write a list of no rows.
  if (text.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const cellsOf =
  (row: Readonly<Record<string, unknown>>): Row =>
  (column) => {
    const value = Object.hasOwn(row, column) ? row[column] : '';
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };

const unexpected = (): Reply<never> =>
  failure('notRedcap', 'The server’s answer is no such list.', 'Check the address.');

/** Why a list is missing, as one sentence; for a right, which one is needed and who can grant it. */
export function missingSentence(name: string, rights: readonly string[], reason: Failure): string {
  if (isRefusedForRights(reason)) {
    const needed = rights.map((right) => `“${right}”`).join(' and ');
    const verb = rights.length > 1 ? 'are' : 'is';
    return `The ${name} could not be read because the token’s user lacks a right: ${needed} ${verb} needed, which the project’s owner can grant under User Rights.`;
  }
  return `The ${name} could not be read: ${continued(reason.message)}`;
}

/** The server answered that the token's user may not read the list. */
export function isRefusedForRights({ code, detail = '' }: Failure): boolean {
  return code === 'httpError' && LACKS_RIGHT.test(detail);
}

const LACKS_RIGHT = /\b(?:privileges?|rights?|permissions?)\b/i;

/** A sentence as the continuation of another one. */
const continued = (sentence: string): string =>
  sentence.replace(/^(?:The|There|This|Some|A)\b/, (word) => word.toLowerCase());
