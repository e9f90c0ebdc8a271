import { REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';

/** How a web page starts, as a literal to match bytes with, without regard to case. */
export const webPagePattern = `rb'${backtracking(WEB_PAGE)}'`;

/** How an error of REDCap starts, as a literal to match bytes with. */
export const redcapErrorPattern = `rb'${backtracking(REDCAP_ERROR)}'`;

/** Python knows possessive repetition only since 3.11; its engine does not recurse, so that it needs none. */
function backtracking(pattern: string): string {
  return pattern.replaceAll('*+', '*').replaceAll(String.raw`\z`, String.raw`\Z`);
}
