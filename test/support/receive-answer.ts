import { performance } from 'node:perf_hooks';
import type { Returns } from '#app/catalogue/method.ts';
import type { Reply } from '#app/host/failure.ts';
import type { Answer } from '#app/response/answer.ts';
import { createAnswerStore, type AnswerStore, type Asked } from '#main/answers/answer-store.ts';
import { nodeFetch } from '#main/transport/node-fetch.ts';
import { send } from '#main/transport/send.ts';
import { temporaryFolder } from './open-playground.ts';

export const canaryToken = 'C0FFEE00C0FFEE00C0FFEE00C0FFEE99';

export interface ReceivedAnswer {
  readonly reply: Reply<Answer>;
  readonly answers: AnswerStore;
  readonly folder: string;
  readonly progress: readonly number[];
}

/** Sends an empty request to a test server and keeps its answer as a method with these returns would. */
export async function receiveAnswer(
  url: string,
  changed: Partial<Pick<Asked, 'format' | 'delimiter' | 'signal'>> & {
    readonly returns?: Returns;
    readonly answers?: AnswerStore;
    readonly executionId?: string;
  } = {},
): Promise<ReceivedAnswer> {
  const folder = temporaryFolder();
  const answers = changed.answers ?? createAnswerStore(folder);
  const signal = changed.signal ?? new AbortController().signal;
  const progress: number[] = [];
  const request = {
    methodId: 'x',
    encoding: 'urlencoded',
    fields: [{ kind: 'token', name: 'token' }],
  } as const;
  const fetch = nodeFetch({});
  const sent = await send({ url, request, token: canaryToken, fetch, signal, findFile: () => null });
  if (!sent.ok) return { reply: sent, answers, folder, progress };
  const reply = await answers.receive(
    {
      executionId: changed.executionId ?? 'one',
      method: { id: 'export_records', returns: changed.returns ?? { kind: 'rows' } },
      format: changed.format ?? 'json',
      delimiter: changed.delimiter ?? ',',
      url,
      tokens: [canaryToken],
      signal,
      clock: () => performance.now(),
      startedAt: performance.now(),
      onProgress: (bytes) => progress.push(bytes),
    },
    sent.value,
  );
  return { reply, answers, folder, progress };
}
