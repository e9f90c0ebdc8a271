import type { Explanation } from './answer.ts';
import { explainStatus } from './http-status.ts';
import { importErrors } from './import-errors.ts';
import { fillIn, partsOf } from './message-parts.ts';
import { plainMessage } from './plain-message.ts';
import { REDCAP_ERRORS } from './redcap-errors.ts';

/** Longest detail carried along; the whole answer stays readable as text. */
const LONGEST_DETAIL = 2000;
/** Characters of a message that are searched for a known one. */
const LONGEST_MESSAGE = 20_000;

/**
 * An error of REDCap in our words, with what to do next. `message` is what the server said and comes back,
 * shortened, as `detail`; null when the body held none, and `whole` is false when it was cut off. What the message
 * names comes as `parts`, refused values of an import as `rows`. Unknown messages fall back to the HTTP status.
 */
export function explain(message: string | null, status: number, whole = true): Explanation {
  if (message === null) return explainStatus(status);
  const detail = shorten(message);
  const plain = plainMessage(message);
  // Values are told as they came, unless entities stand for the very quotation marks around them.
  const refused = importErrors(message, whole) ?? importErrors(plain, whole);
  if (refused !== null) return { ...refused, detail };
  const known = explainKnown(plain.slice(0, LONGEST_MESSAGE));
  if (known !== null) return { ...known, detail };
  if (status <= 400) {
    return {
      message: 'REDCap refused the request.',
      advice: 'The server’s own message says why; check the parameter it names.',
      detail,
    };
  }
  return { ...explainStatus(status), detail };
}

function explainKnown(message: string): Explanation | null {
  for (const entry of REDCAP_ERRORS) {
    const found = entry.says.exec(message);
    if (found === null) continue;
    const parts = partsOf(found.groups ?? {});
    const told = { message: fillIn(entry.message, parts), advice: entry.advice };
    return parts.length === 0 ? told : { ...told, parts };
  }
  return null;
}

export const shorten = (text: string): string =>
  text.length <= LONGEST_DETAIL ? text : `${text.slice(0, LONGEST_DETAIL)}…`;
