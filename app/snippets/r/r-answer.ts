import type { SnippetInput } from '#app/snippets/target.ts';
import { quoteR as quote } from './r-quote.ts';

/** What becomes of an answer that is no text: `body` goes to the file, or the status is told. */
export function rFileOrNothing(answer: Exclude<SnippetInput['answer'], { readonly kind: 'text' }>): string {
  if (answer.kind === 'nothing') return 'message("Done (HTTP status ", status, ").")';
  return `file_name <- ${quote(answer.fileName)}
writeBin(body, file_name)
message("Saved ", file_name)`;
}
