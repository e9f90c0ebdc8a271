import type { Failure, Reply } from '#app/host/failure.ts';
import { serverName } from '#app/connection/address.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { redactText } from '../answers/redactor.ts';
import { failure } from '../failure.ts';
import { networkFailure } from './network-failure.ts';
import { requestBody, type FindFile } from './request-body.ts';

export interface Sending {
  readonly url: string;
  readonly request: EncodedRequest;
  /** Added to the body here and nowhere else. */
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly findFile: FindFile;
  /** What to say of an error on the way; as of a request that the user sends, where it is left out. */
  readonly explainError?: typeof networkFailure;
}

/**
 * Sends one request, once, and answers when the headers are there; the body is still to be read. Redirects are
 * failures and never followed: the token would travel on to another address. Nothing is retried or cached.
 */
export async function send(sending: Sending): Promise<Reply<Response>> {
  const { url, request, token, findFile, signal } = sending;
  try {
    const made = await requestBody(request, token, findFile);
    if (made === null) {
      return failure('notFound', 'The chosen file is no longer there.', 'Choose the file again.');
    }
    const response = await untilAborted(
      sending.fetch(url, {
        method: 'POST',
        body: made.body,
        headers: { 'content-type': made.contentType, accept: '*/*' },
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal,
      }),
      signal,
    );
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      // Nobody reads this body; without the cancel the connection would stay open.
      response.body?.cancel().catch(() => undefined);
      return { ok: false, failure: redirected(sending, response) };
    }
    return { ok: true, value: response };
  } catch (error) {
    if (signal.aborted) return cancelled();
    if (error instanceof Error && /redirect/i.test(error.message)) {
      return { ok: false, failure: redirected(sending, null) };
    }
    return { ok: false, failure: (sending.explainError ?? networkFailure)(error, url) };
  }
}

export const cancelled = (): Reply<never> =>
  failure('cancelled', 'The request was cancelled.', 'Execute again when you are ready.');

/** Rejects as soon as the signal fires, whether or not the promise minds it. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) {
    // Nobody waits for it any more, and a rejection nobody hears would end the process.
    promise.catch(() => undefined);
    return Promise.reject(signal.reason);
  }
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function redirected({ url, token }: Sending, response: Response | null): Failure {
  const from = new URL(url);
  const target = targetOf(url, response);
  const code = 'redirected';
  if (target === null) {
    return {
      code,
      message: `${serverName(url)} wanted to send the request on to another address, which was not followed.`,
      advice: 'Compare the address with the one on REDCap’s API page.',
    };
  }
  // Even the name of a host could carry the token back.
  const host = redactText(target.host, [token]).slice(0, 100);
  const message = `${from.host} wanted to send the request on to ${host}, which was not followed.`;
  if (target.host !== from.host && target.hostname !== from.hostname) {
    const advice =
      'The API may have moved, or a login stands before it. Compare the address with the one on REDCap’s API page, or ask your REDCap administrators.';
    return { code, message, advice };
  }
  if (from.protocol === 'http:' && target.protocol === 'https:') {
    return {
      code,
      message,
      advice: 'The server wants an encrypted connection: use the address with https://.',
    };
  }
  if (target.pathname === `${from.pathname}/` || `${target.pathname}/` === from.pathname) {
    return {
      code,
      message,
      advice: 'Only the slash at the end of the address differs: correct it as REDCap’s API page shows it.',
    };
  }
  return {
    code,
    message,
    advice:
      'Often this is a login page. Compare the address with the one on REDCap’s API page, or ask your REDCap administrators.',
  };
}

/** Only the host of the target is ever shown: its path could carry anything. */
function targetOf(url: string, response: Response | null): URL | null {
  const location = response?.headers.get('location');
  if (location === null || location === undefined) return null;
  try {
    return new URL(location, url);
  } catch {
    return null;
  }
}
