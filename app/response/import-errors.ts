import { quoted } from '#app/safety/words.ts';
import type { Explanation, ImportError } from './answer.ts';
import { quotedRows } from './quoted-rows.ts';

/** Refused values told apart, at most. */
const MOST_ROWS = 1000;
/** Characters kept of one cell. */
const LONGEST_CELL = 500;

interface Cause {
  readonly says: RegExp;
  /** Completes “The values are …”. */
  readonly message: string;
  readonly advice: (field: string) => string;
}

/** Why the server refuses single values; the first three are recorded from real servers [S12, S11, S13]. */
const CAUSES: readonly Cause[] = [
  {
    says: /not a valid category/i,
    message: 'not among the choices of their field',
    advice: (field) =>
      `Write one of the codes of ${field}, spelt as in the data dictionary, and not its label.`,
  },
  {
    says: /not designated for the event/i,
    message: 'for an instrument that the event does not have',
    advice: (field) =>
      `Leave ${field} out of the rows of this event, or designate its instrument for the event in Project Setup.`,
  },
  {
    says: /could not be validated|expected format/i,
    message: 'not as the validation of their field wants them',
    advice: (field) =>
      `Write the value as the validation of ${field} wants it; dates are YYYY-MM-DD unless the request says otherwise.`,
  },
  {
    says: /repeat/i,
    message: 'in the wrong place of a repeating instrument or event',
    advice: () =>
      'Fill redcap_repeat_instrument and redcap_repeat_instance as the project’s repeating set-up wants them.',
  },
  {
    says: /data access group/i,
    message: 'no data access groups of the project',
    advice: () => 'Write the unique name of one of the project’s data access groups.',
  },
  {
    says: /\blocked\b/i,
    message: 'on instruments that are locked',
    advice: () => 'Leave the value out, or have the instrument unlocked in REDCap for this record.',
  },
  {
    says: /calculat/i,
    message: 'for fields that the server calculates',
    advice: (field) => `Leave ${field} out: the server computes it.`,
  },
];

const OTHER_ADVICE = 'The explanation is the server’s own: correct the value, or leave its cell out.';

/**
 * The refused values of an import, which come as CSV lines `"record","field","value","explanation"` in one message
 * (redcap-api.md 4.2); null when the message is something else. `whole` is false when the message was cut off.
 */
export function importErrors(message: string, whole: boolean): Omit<Explanation, 'detail'> | null {
  const found = quotedRows(message);
  if (found === null || found.length === 0) return null;
  const rows = found.slice(0, MOST_ROWS).map(importError);
  return { ...(found.length === 1 ? one(rows) : several(found, whole)), rows, rowTotal: found.length };
}

function one([row]: readonly ImportError[]): Explanation {
  const { record = '', field = '', value = '', advice = OTHER_ADVICE } = row ?? {};
  return {
    message: `The value ${quoted(value)} of ${quoted(field)} in record ${quoted(record)} was refused; nothing was imported.`,
    advice,
  };
}

function several(found: readonly (readonly string[])[], whole: boolean): Explanation {
  const causes = new Set(found.map((row) => causeOf(row[3] ?? '')));
  const [cause] = causes;
  const count = `${whole ? '' : 'More than '}${found.length.toLocaleString('en')} values were refused`;
  const why = causes.size === 1 && cause !== undefined ? `: they are ${cause.message}` : '';
  return {
    message: `${count}${why}; nothing was imported.`,
    advice:
      'Correct each of these values, or leave its cell out, and import again: REDCap takes all of an import or nothing.',
  };
}

function importError(row: readonly string[]): ImportError {
  const [record = '', field = '', value = '', explanation = ''] = row.map(cut);
  const advice = causeOf(explanation)?.advice(quoted(field)) ?? OTHER_ADVICE;
  return { record, field, value, explanation, advice };
}

const causeOf = (explanation: string): Cause | undefined => CAUSES.find(({ says }) => says.test(explanation));

const cut = (text: string): string =>
  text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL).toWellFormed()}…`;
