import type { FailureCode, Reply } from '#app/host/failure.ts';
import { redcapErrorMessage } from '#app/response/error-message.ts';
import { explain } from '#app/response/explain.ts';
import { explainHtml } from '#app/response/recognise.ts';
import { looksLikeHtml, wordsOfHtml } from '#app/response/text-format.ts';
import { redactText } from '../answers/redactor.ts';
import { failure, success } from '../failure.ts';
import { questionFailure } from './network-failure.ts';
import { cancelled, send, untilAborted } from './send.ts';

/** The largest answer taken into memory, in bytes: a dictionary of 40,000 fields has some 20 MB. */
const LARGEST_ANSWER = 96 * 1024 ** 2;

export interface Question {
  readonly url: string;
  readonly token: string;
  /** Parameters beside the token. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Given up after so many milliseconds. */
  readonly timeout: number;
}

/** What the server said: `error` is a message of REDCap, `page` an HTML page, `data` anything else. */
export type Said =
  | { readonly kind: 'data'; readonly text: string }
  | { readonly kind: 'error'; readonly status: number; readonly message: string }
  | { readonly kind: 'page'; readonly status: number; readonly text: string }
  | { readonly kind: 'status'; readonly status: number };

/** Asks the app's own small questions, such as the version; for these the answer is read into memory. */
export async function ask(question: Question): Promise<Reply<Said>> {
  const patience = AbortSignal.timeout(question.timeout);
  const signal = AbortSignal.any([question.signal, patience]);
  const timedOut = (): Reply<never> =>
    patience.aborted && !question.signal.aborted
      ? failure(
          'unreachable',
          'The server did not answer in time.',
          'Check that you are online and in the right network or VPN, then try again.',
        )
      : cancelled();
  const parameters = Object.entries(question.parameters);
  const sent = await send({
    ...question,
    signal,
    findFile: () => null,
    explainError: questionFailure,
    request: {
      methodId: '',
      encoding: 'urlencoded',
      fields: [
        { kind: 'token', name: 'token' },
        ...parameters.map(([name, value]) => ({ kind: 'text', name, value }) as const),
      ],
    },
  });
  if (!sent.ok) return sent.failure.code === 'cancelled' ? timedOut() : sent;
  try {
    const text = await readAll(sent.value, signal);
    if (text === null) {
      return failure('tooLarge', 'The server’s answer is far larger than expected.', 'Check the address.');
    }
    return success(understand(sent.value.status, redactText(text, [question.token])));
  } catch (error) {
    return signal.aborted ? timedOut() : { ok: false, failure: questionFailure(error, question.url) };
  }
}

async function readAll(response: Response, signal: AbortSignal): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  for (;;) {
    const { done, value } = await untilAborted(reader.read(), signal);
    if (done) return new TextDecoder().decode(Buffer.concat(chunks));
    chunks.push(value);
    size += value.length;
    if (size > LARGEST_ANSWER) {
      reader.cancel().catch(() => undefined);
      return null;
    }
  }
}

function understand(status: number, text: string): Said {
  const message = redcapErrorMessage(text);
  if (message !== null) return { kind: 'error', status, message };
  if (looksLikeHtml(text)) return { kind: 'page', status, text };
  return status >= 200 && status < 300 ? { kind: 'data', text } : { kind: 'status', status };
}

/** A refusal as a failure with its explanation. */
export function refusal(said: Exclude<Said, { kind: 'data' }>): Reply<never> {
  switch (said.kind) {
    case 'error': {
      const unknown = said.status === 401 || /permissions? to use the API/i.test(said.message);
      const code: FailureCode = unknown ? 'wrongToken' : 'httpError';
      return { ok: false, failure: { code, ...explain(said.message, said.status) } };
    }
    case 'page':
      return said.status < 300
        ? { ok: false, failure: { code: 'notRedcap', ...explainHtml(said.text) } }
        : {
            ok: false,
            failure: { code: 'httpError', ...explain(wordsOfHtml(said.text) || null, said.status) },
          };
    case 'status':
      return { ok: false, failure: { code: 'httpError', ...explain(null, said.status) } };
  }
}
