import type { TokenKind } from '#app/catalogue/method.ts';

export type CleanedToken =
  | { readonly ok: true; readonly token: string; readonly kind: TokenKind }
  | { readonly ok: false; readonly message: string; readonly advice: string };

/** Below this a "token" would be too likely to occur in ordinary data, from which tokens are cut out. */
const SHORTEST_TOKEN = 8;

/** How a token is shown: never more than its last four characters. */
export const lastFourOf = (token: string): string => token.slice(-4);
export const maskedToken = (token: string): string => `•••• ${lastFourOf(token)}`;

/**
 * What a look at a pasted token tells before it is tried, as a sentence; '' while there is nothing to say. It never
 * holds more than the last four characters.
 */
export function tokenRemark(text: string): string {
  const cleaned = cleanToken(text);
  if (!cleaned.ok) return '';
  const { token, kind } = cleaned;
  const ending = `The token ends in ${lastFourOf(token)}.`;
  if (kind === 'super')
    return `${ending} With 64 characters it is a super token, which only creates projects.`;
  if (/^[0-9a-f]{32}$/i.test(token)) return ending;
  const found = token.length === 32 ? 'this one holds others' : `this one has ${token.length} characters`;
  return `${ending} REDCap’s own have 32 digits and letters from A to F; ${found}. Is all of it here?`;
}

/**
 * Takes a pasted token apart from blanks, line breaks and quotes around and inside it. REDCap's own tokens are
 * 32 hexadecimal digits (64: a super token), but some sites issue others, so the shape is not demanded.
 */
export function cleanToken(text: string): CleanedToken {
  // A long token pasted from a mail may be broken over lines, so blanks inside it go, too.
  const token = text
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]+/gu, '')
    .replace(/^["'`“”‘’«»]+|["'`“”‘’«»]+$/gu, '');
  const advice = 'Copy the token from REDCap’s API page of your project and paste it here.';
  if (token === '') return { ok: false, message: 'The token is empty.', advice };
  if (!/^[\x21-\x7E]+$/.test(token)) {
    return { ok: false, message: 'The token contains characters that no REDCap token has.', advice };
  }
  if (token.length < SHORTEST_TOKEN) {
    return { ok: false, message: 'The text is too short to be a token.', advice };
  }
  if (token.length > 500) return { ok: false, message: 'The text is too long to be a token.', advice };
  return { ok: true, token, kind: token.length === 64 ? 'super' : 'project' };
}
