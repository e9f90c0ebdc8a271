import type { Explanation } from './answer.ts';
import { explainStatus } from './http-status.ts';
import { REDCAP_ERRORS } from './redcap-errors.ts';

/** Longest detail carried along; the whole answer stays readable as text. */
const LONGEST_DETAIL = 2000;

/**
 * An error of REDCap in our words, with what to do next. `message` is what the server said and comes back,
 * shortened, as `detail`; null when the body held none. Unknown messages fall back to the HTTP status.
 */
export function explain(message: string | null, status: number): Explanation {
  const detail = message === null ? {} : { detail: shorten(message) };
  const entry = message === null ? undefined : REDCAP_ERRORS.find((each) => each.says.test(message));
  if (entry !== undefined) return { message: entry.message, advice: entry.advice, ...detail };
  if (message !== null && status <= 400) {
    return {
      message: 'REDCap refused the request.',
      advice: 'The server’s own message says why; check the parameter it names.',
      ...detail,
    };
  }
  return { ...explainStatus(status), ...detail };
}

export const shorten = (text: string): string =>
  text.length <= LONGEST_DETAIL ? text : `${text.slice(0, LONGEST_DETAIL)}…`;
