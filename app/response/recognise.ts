import type { Returns } from '#app/catalogue/method.ts';
import type { Explanation, Verdict } from './answer.ts';
import { redcapErrorMessage } from './error-message.ts';
import { explain, shorten } from './explain.ts';
import { explainErrorPage } from './http-status.ts';
import { looksLikeHtml, wordsOfHtml, type TextFormat } from './text-format.ts';

/** What is known of an answer when it has arrived. */
export interface ReceivedAnswer {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  /** The server named the file it sends, so that even an HTML body is the file asked for. */
  readonly namesFile: boolean;
  /** The body's first 64 kB as text; more of it where it is an error of REDCap. */
  readonly head: string;
  /** The head is the whole body. */
  readonly wholeHead: boolean;
  readonly size: number;
  readonly expected: Returns;
  /** The format asked for, and the one that came. */
  readonly asked: TextFormat | 'odm';
  readonly format: TextFormat;
  /** false: the body ended in the middle of its data. */
  readonly complete: boolean;
  /** Whole rows found, when rows were looked for. */
  readonly rowCount: number | null;
}

const failed = (failure: Explanation): Verdict => ({ kind: 'failed', failure });

/** Whether the call did what was asked; an error of REDCap is found in any format and under any status. */
export function recognise(answer: ReceivedAnswer): Verdict {
  const message = redcapErrorMessage(answer.head);
  const html = looksLikeHtml(answer.head);
  const whole = answer.wholeHead;
  if (answer.status < 200 || answer.status >= 300) {
    if (message === null && html) return failed(explainPage(answer.status, answer.head));
    const words = answer.head.trim();
    return failed(explain(message ?? (words === '' ? null : words), answer.status, whole));
  }
  if (message !== null && !answer.namesFile) return failed(explain(message, answer.status, whole));
  if (html && !answer.namesFile) return failed(explainHtml(answer.head));
  return judgeContent(answer);
}

function explainPage(status: number, html: string): Explanation {
  const words = wordsOfHtml(html);
  return words === '' ? explainErrorPage(status) : { ...explainErrorPage(status), detail: shorten(words) };
}

/** A page where data was expected: told apart by what such pages usually say. */
export function explainHtml(html: string): Explanation {
  const detail = shorten(wordsOfHtml(html));
  if (/maintenance|offline|temporarily unavailable/i.test(detail)) {
    return {
      message: 'REDCap answered with a page that speaks of maintenance.',
      advice: 'Try again later.',
      detail,
    };
  }
  if (/\blog ?in\b|\bsign ?in\b|password|shibboleth|single sign/i.test(detail)) {
    return {
      message: 'The server answered with a login page instead of data.',
      advice:
        'The address may belong to a page for people, or the API is behind a login. Compare it with REDCap’s API page, or ask your administrators for the address programs use.',
      detail,
    };
  }
  return {
    message: 'The server answered with a web page instead of data.',
    advice:
      'Check that the address ends in /api/ and has no version folder. With a token that may only import, some REDCap versions answer reads in this way, too.',
    detail,
  };
}

function judgeContent(answer: ReceivedAnswer): Verdict {
  const { expected } = answer;
  if (!answer.complete) {
    const rows = answer.rowCount === null ? '' : ` ${answer.rowCount} whole rows were received.`;
    return failed({
      message: `The answer ended before it was complete.${rows}`,
      advice:
        'Do not use it as it is. Execute again, or ask for less at once: fewer fields, or fewer records.',
    });
  }
  if (expected.kind === 'importResult' && isRefused(answer.head)) {
    return failed({
      message: 'REDCap did not take the import into its queue.',
      advice:
        'Execute the import once without the background: REDCap then says what is wrong with the data. Nothing was imported.',
    });
  }
  if (expected.kind === 'file' && answer.size === 0) {
    return { kind: 'ok', notes: ['The server sent an empty file.'] };
  }
  if ((expected.kind === 'rows' || expected.kind === 'object') && answer.size === 0) {
    return { kind: 'ok', notes: ['The answer is empty: nothing matches the request.'] };
  }
  if ((expected.kind === 'text' || expected.kind === 'odm') && answer.size === 0) {
    return { kind: 'ok', notes: ['The answer is empty, although one was expected.'] };
  }
  if (
    expected.kind === 'text' &&
    expected.confirms !== undefined &&
    confirmed(answer.head) !== expected.confirms
  ) {
    return {
      kind: 'ok',
      notes: [
        `The server does not answer ${expected.confirms}, which would mean that it worked: look in REDCap.`,
      ],
    };
  }
  if ((expected.kind === 'rows' || expected.kind === 'object') && !isAsAsked(answer)) {
    const [asked, came] = [
      answer.asked.toUpperCase(),
      answer.format === 'plain' ? 'plain text' : answer.format.toUpperCase(),
    ];
    return {
      kind: 'ok',
      notes: [`The answer is ${came}, although ${asked} was asked for: it may not be REDCap’s.`],
    };
  }
  if ((expected.kind === 'importResult' || expected.kind === 'count') && isZero(answer.head)) {
    return { kind: 'ok', notes: ['The server reports 0: nothing was changed.'] };
  }
  return { kind: 'ok' };
}

/** The answer of an import in the background that was not accepted; only its JSON is documented [S1]. */
function isRefused(head: string): boolean {
  return /^(?:\{\s*"success"\s*:\s*"?(?:false|0)"?\s*[,}]|"?success"?\s+"?(?:false|0)\b|(?:<\?xml[^>]*\?>)?\s*<(\w+)>\s*<success>(?:false|0)?<)/i.test(
    head.trim(),
  );
}

const confirmed = (head: string): string =>
  head
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^"(.*)"$/, '$1');

/** Plain text passes for CSV, and ODM is XML. */
function isAsAsked({ asked, format }: ReceivedAnswer): boolean {
  if (asked === 'odm') return format === 'xml';
  return format === asked || (asked === 'csv' && format === 'plain') || asked === 'plain';
}

/** A count of nothing in JSON, CSV or XML. */
function isZero(head: string): boolean {
  return /^(?:"?0"?|\{\s*"count"\s*:\s*"?0"?\s*\}|\[\]|(?:<\?xml[^>]*\?>)?\s*<count>0<\/count>)$/.test(
    head.trim(),
  );
}
