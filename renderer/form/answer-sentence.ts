import { assertNever } from '#app/assert-never.ts';
import type { Returns } from '#app/catalogue/method.ts';

/** What comes back when a call has worked, in a sentence. */
export function answerSentence(returns: Returns): string {
  switch (returns.kind) {
    case 'rows':
      return `The answer is a table${columnsInWords(returns.columns)}.`;
    case 'object':
      return `The answer is a table of one row${columnsInWords(returns.columns)}.`;
    case 'count':
      return `The answer is a number: the ${returns.of}.`;
    case 'importResult':
      return 'The answer is a number or a list of record names, whichever you choose.';
    case 'text':
      return `The answer is plain text: ${returns.what}.`;
    case 'token':
      return 'The answer is the token of the new project, which this app keeps for you.';
    case 'odm':
      return 'The answer is an XML file.';
    case 'file':
      return 'The answer is a file.';
    case 'nothing':
      return 'The answer is empty: no message means that it worked.';
    default:
      return assertNever(returns);
  }
}

/** Columns named in the sentence, at most. */
const NAMED = 6;

function columnsInWords(columns: readonly string[] = []): string {
  if (columns.length === 0) return '';
  const first = columns.length > NAMED ? columns.slice(0, NAMED - 1) : columns.slice(0, -1);
  const last = columns.length > NAMED ? `${String(columns.length - first.length)} more` : columns.at(-1);
  if (first.length === 0) return ` with the column ${last ?? ''}`;
  return ` with the columns ${first.join(', ')} and ${last ?? ''}`;
}
