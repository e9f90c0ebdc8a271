import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Method, Returns } from '#app/catalogue/method.ts';
import type { Reply } from '#app/host/failure.ts';
import type { Answer, AnswerBody } from '#app/response/answer.ts';
import { redcapErrorMessage } from '#app/response/error-message.ts';
import { fileNameFromHeaders, sanitiseFileName } from '#app/response/file-name.ts';
import { recognise } from '#app/response/recognise.ts';
import type { TextFormat } from '#app/response/text-format.ts';
import { success } from '../failure.ts';
import { receiveBody, type BodyTransfer } from './body-file.ts';
import { bodyReader, HEAD_BYTES } from './body-reader.ts';
import { redactText } from './redactor.ts';
import { readText, type StoredTable } from './stored-answer.ts';

/** Answers kept on disk; the page shows one, and older ones only take room. */
const ANSWERS_KEPT = 5;

/** Bytes of an error message that are understood, at most. */
const LONGEST_ERROR = 2 * 1024 ** 2;

/** What the request asked for, as far as reading the answer depends on it. */
export interface Asked {
  readonly executionId: string;
  readonly method: Pick<Method, 'id' | 'returns'>;
  readonly format: TextFormat | 'odm';
  /** One character. */
  readonly delimiter: string;
  readonly url: string;
  readonly tokens: readonly string[];
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that never jumps; `startedAt` is its value when sending began. */
  readonly clock: () => number;
  readonly startedAt: number;
  readonly onProgress: (received: number) => void;
}

export interface KeptAnswer {
  readonly path: string;
  readonly fileName: string;
  readonly table: StoredTable | null;
}

export interface AnswerStore {
  /** Streams an answer to disk and judges it; `body` replaces the response's own where it was read already. */
  readonly receive: (asked: Asked, response: Response, body?: BodyTransfer['body']) => Promise<Reply<Answer>>;
  readonly find: (executionId: string) => KeptAnswer | undefined;
  readonly discard: (executionId: string) => Promise<void>;
}

/** Keeps the newest few answers in a private folder. */
export function createAnswerStore(folder: string): AnswerStore {
  const kept = new Map<string, KeptAnswer>();
  let files = 0;

  const discard = async (executionId: string): Promise<void> => {
    const answer = kept.get(executionId);
    kept.delete(executionId);
    if (answer !== undefined) await rm(answer.path, { force: true });
  };

  const keep = async (executionId: string, answer: KeptAnswer): Promise<void> => {
    await discard(executionId);
    kept.set(executionId, answer);
    for (const id of [...kept.keys()].slice(0, -ANSWERS_KEPT)) await discard(id);
  };

  return {
    find: (executionId) => kept.get(executionId),
    discard,
    receive: async (asked, response, body = response.body) => {
      files += 1;
      const path = join(folder, `answer-${files}`);
      const contentType = response.headers.get('content-type');
      const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const reader = bodyReader(path, asked.method.returns, asked.format, asked.delimiter, mediaType);
      const { url, tokens, signal, onProgress } = asked;
      const received = await receiveBody({
        body,
        url,
        path,
        tokens,
        signal,
        onBytes: reader.onBytes,
        onProgress,
      });
      if (!received.ok) return received;

      const durationMs = Math.round(asked.clock() - asked.startedAt);
      const content = await reader.finish(received.value);
      const named = fileNameFromHeaders(contentType, response.headers.get('content-disposition'));
      const verdict = recognise({
        status: response.status,
        mediaType,
        namesFile: named !== null,
        ...(await headFor(path, content.head, received.value)),
        size: received.value,
        expected: asked.method.returns,
        asked: asked.format,
        format: content.format,
        complete: content.complete,
        rowCount: content.table?.index.rowCount ?? null,
      });
      const facts = { ...content, size: received.value, ok: verdict.kind === 'ok' };
      const fileName = redactText(fileNameFor(asked.method, named, facts), tokens);
      await keep(asked.executionId, { path, fileName, table: content.table });
      return success({
        executionId: asked.executionId,
        methodId: asked.method.id,
        status: response.status,
        statusText: redactText(response.statusText, tokens),
        headers: [...response.headers].map(
          ([name, value]) => [name.toLowerCase(), redactText(value, tokens)] as const,
        ),
        durationMs,
        size: received.value,
        body: describeBody(asked.method.returns, facts, fileName, mediaType),
        verdict,
      });
    },
  };
}

/** The head to judge by: of an error of REDCap much more is read, because it may name thousands of values. */
async function headFor(
  path: string,
  head: string,
  size: number,
): Promise<{ readonly head: string; readonly wholeHead: boolean }> {
  if (size <= HEAD_BYTES || redcapErrorMessage(head) === null) return { head, wholeHead: size <= HEAD_BYTES };
  const { text, next } = await readText(path, 0, LONGEST_ERROR);
  return { head: text, wholeHead: next === null };
}

interface BodyFacts {
  readonly head: string;
  readonly size: number;
  readonly ok: boolean;
  readonly format: TextFormat;
  readonly table: StoredTable | null;
}

function describeBody(expected: Returns, facts: BodyFacts, fileName: string, mediaType: string): AnswerBody {
  if (facts.ok && expected.kind === 'file') {
    return { kind: 'file', fileName, mediaType: fileType(facts.head, mediaType) };
  }
  if (facts.size === 0) return { kind: 'empty' };
  const { table } = facts;
  if (table !== null) {
    const { format, columns, index } = table;
    // Rows without a single readable column are better shown as text; a list of no rows is an empty table.
    const readable = columns.length > 0 ? facts.ok || index.rowCount > 0 : facts.ok && index.rowCount === 0;
    if (readable) return { kind: 'table', format, columns, rowCount: index.rowCount };
  }
  return { kind: 'text', format: facts.format };
}

/** REDCap sends its PDFs as `text/html` [S5]: what the bytes say counts more. */
function fileType(head: string, mediaType: string): string {
  if (head.startsWith('%PDF-')) return 'application/pdf';
  return mediaType || 'application/octet-stream';
}

function fileNameFor(method: Pick<Method, 'id' | 'returns'>, named: string | null, facts: BodyFacts): string {
  if (facts.ok && method.returns.kind === 'file') return named ?? sanitiseFileName(method.returns.fileName);
  return `${method.id}.${facts.format === 'plain' ? 'txt' : facts.format}`;
}
