/** What stands between single quotes: SAS looks for macros and macro variables only between double ones. */
const plain = /^[ -~]*$/;

/** A character literal: quotes doubled, or as hexadecimal UTF-8 where a character is not printable ASCII. */
export function quoteSas(text: string): string {
  return plain.test(text) ? `'${text.replaceAll("'", "''")}'` : `'${hexOf(text)}'x`;
}

/** A literal with letters of any language, for labels: the program is UTF-8, and nothing in it is invisible. */
export function quoteSasLabel(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether a literal shows the text as it is, and no blank stands at its end, which SAS could cut off. */
export function isPlainSas(text: string): boolean {
  return text !== '' && plain.test(text) && !text.endsWith(' ');
}

/** Percent-encoded, with nothing left that a literal would have to double. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27');
}

function hexOf(text: string): string {
  return percentEncoded(text).replaceAll(/%(..)|[^%]/g, (character, code: string | undefined) =>
    (code ?? character.charCodeAt(0).toString(16)).toUpperCase(),
  );
}
