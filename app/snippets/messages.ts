/** Seconds to wait for a connection, in every snippet. */
export const CONNECT_SECONDS = 30;

/** Seconds to wait for the answer, in every snippet: large exports take minutes. */
export const ANSWER_SECONDS = 600;

/** What a program in batches says when no record was named; it is no failure. */
export const NO_RECORDS = 'There are no records to export.';

/** Stands for the token where the text of a server repeats it. */
export const TOKEN_CUT_OUT = '[token]';

/**
 * REDCap's error as it stands at the start of a body: CSV, JSON (an object with the single key `error`) or XML.
 * It can come with HTTP status 200. In the common subset of Perl, PCRE, Ruby and Java; possessive within
 * the message, so that a long one costs neither stack nor backtracking.
 */
export const REDCAP_ERROR = String.raw`\s*(?:ERROR:|\{\s*"error"\s*:\s*"[^"\\]*+(?:\\.[^"\\]*+)*+"\s*\}\s*\z|(?:<\?xml[^>]*>\s*)?<hash>\s*<error>)`;

/** How a web page starts, which a wrong address answers with; in the same subset, without regard to case. */
export const WEB_PAGE = String.raw`\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b`;
