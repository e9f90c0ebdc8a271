const INDENT = '  ';
/** A string, or one of the characters that shape JSON; a string that the text breaks off in counts to its end. */
const PIECE = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|[{}[\],:]|\s+/g;

/**
 * REDCap sends JSON as one huge line, with every letter beyond ASCII escaped: spread over lines, and readable. Numbers,
 * names that come twice and a text that breaks off in the middle stay as they are, which a parser would not leave.
 */
export function readableText(text: string, format: string): string {
  return format === 'json' ? spread(text) : text;
}

function spread(text: string): string {
  let depth = 0;
  const line = () => `\n${INDENT.repeat(Math.min(depth, 40))}`;
  let opened = false;
  let last = 0;
  let result = '';
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    const other = text.slice(last, index);
    last = index + piece.length;
    const closing = piece === '}' || piece === ']';
    if (piece.trim() === '' && other === '') continue;
    const empty = opened && other === '' && closing;
    if (opened && !empty) result += line();
    opened = false;
    result += other;
    if (piece === '{' || piece === '[') {
      depth += 1;
      opened = true;
      result += piece;
    } else if (closing) {
      depth = Math.max(0, depth - 1);
      result += empty ? piece : line() + piece;
    } else if (piece === ',') result += piece + line();
    else if (piece === ':') result += ': ';
    else if (piece.startsWith('"')) result += withLetters(piece);
  }
  return result + text.slice(last);
}

/** Escapes of letters as the letters; those that JSON needs, and what cannot be seen, stay escaped. */
function withLetters(string: string): string {
  if (!string.includes('\\')) return string;
  return string.replaceAll(
    /\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g,
    decode,
  );
}

function decode(escaped: string, high?: string, low?: string, unit?: string, sign?: string): string {
  if (sign !== undefined) return sign === '/' ? '/' : escaped;
  const letter = [high, low, unit]
    .map((digits) => (digits === undefined ? '' : String.fromCharCode(Number.parseInt(digits, 16))))
    .join('');
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(letter) && !/["\\]/.test(letter) ? letter : escaped;
}
