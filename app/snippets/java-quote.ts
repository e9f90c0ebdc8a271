/** A literal may hold 65,535 bytes; a UTF-16 unit takes three at worst. */
const UNITS_PER_LITERAL = 20_000;

/** More lines than this are not written one by one, because a method may hold only 64 kB of code. */
const LINES_AT_MOST = 300;

/**
 * A Java string literal in ASCII, so that `java FILE` reads it alike in every locale. Controls are octal and never
 * `\u000a`: Java replaces `\u` escapes before it looks for the ends of lines and literals.
 */
export function quoteJava(text: string): string {
  return `"${text.toWellFormed().replaceAll(/["\\]|[^ -~]/g, escape)}"`;
}

/** The texts that, joined, give the value: a table line by line, a long text cut where a literal must end. */
export function piecesOf(value: string): { readonly between: '' | '\n'; readonly texts: readonly string[] } {
  const lines = value.split('\n');
  if (lines.length <= LINES_AT_MOST && lines.every((line) => line.length <= UNITS_PER_LITERAL)) {
    return { between: '\n', texts: lines };
  }
  const texts: string[] = [];
  for (let start = 0; start < value.length;) {
    const next = start + UNITS_PER_LITERAL;
    const end = isHighSurrogate(value.charCodeAt(next - 1)) ? next - 1 : next;
    texts.push(value.slice(start, end));
    start = end;
  }
  return { between: '', texts };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.charCodeAt(0);
  return code < 0x80 ? `\\${code.toString(8).padStart(3, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
