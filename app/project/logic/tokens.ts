import { quoted, syntaxProblem, meaningProblem, type LogicProblem } from './problem.ts';

export interface Token {
  readonly kind: 'number' | 'date' | 'string' | 'bracket' | 'word' | 'sign' | 'comment';
  readonly from: number;
  readonly to: number;
  /** Of a string: without its quotes. Of a sign: as REDCap spells it. Of a bracket: what stands in it. */
  readonly value: string;
  /** False when the closing quote, bracket or comment mark is missing. */
  readonly closed: boolean;
}

export interface Tokenized {
  readonly tokens: readonly Token[];
  readonly problems: readonly LogicProblem[];
}

type Read = { readonly token: Token; readonly problem?: LogicProblem };

const BLANK = /\s+/y;
const LINE_COMMENT = /(?:\/\/|#)[^\n]*/y;
const DATE = /(?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?!\d)/y;
// Text that begins with digits, such as 12b, is text.
const WORD = /\d*[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const NUMBER_BEFORE_WORD = /(?:\d+(?:\.\d*)?|\.\d+)(?=(?:and|or)\b)/iy;
const NUMBER = /\d+(?:\.\d*)?|\.\d+/y;
const SIGN = /<>|!==?|<=|>=|={1,2}[<>]|={1,3}|&&|\|\||[<>+\-*/^(),!%≥≤≠–—−×÷&|]/y;
const PLAIN_STRING = /"[^"]*"|'[^']*'/y;
const CURLY_STRING = /[“”„‟″«»][^“”„‟″«»"\n]*[“”„‟″«»"]|[‘’‚‛′`´][^‘’‚‛′`´'\n]*[‘’‚‛′`´']/y;
const BRACKET = /\[[^[\]]*\]/y;
const OPEN_BRACKET = /\[[\w():-]*/y;

/** Signs that REDCap spells otherwise, with their right spelling. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['=>', '>='],
  ['=<', '<='],
  ['==>', '>='],
  ['==<', '<='],
  ['!==', '<>'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '<>'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['×', '*'],
  ['÷', '/'],
  ['&', 'and'],
  ['|', 'or'],
]);

/**
 * Cuts logic into tokens, in time that grows with its length only. Never throws: what is no token is a problem
 * and left out. Comments are kept (REDCap skips `//` and `#` to the end of the line, and what stands in slash-star).
 */
export function tokenize(text: string): Tokenized {
  const tokens: Token[] = [];
  const problems: LogicProblem[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = matchAt(BLANK, text, at);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    const read = readToken(text, at);
    if (read === null) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const place = { from: at, to: at + character.length };
      problems.push(syntaxProblem(place, strayCharacter(character), ''));
      at = place.to;
      continue;
    }
    tokens.push(read.token);
    if (read.problem !== undefined) problems.push(read.problem);
    at = read.token.to;
  }
  return { tokens, problems };
}

function readToken(text: string, from: number): Read | null {
  switch (text[from]) {
    case '[':
      return readBracket(text, from);
    case '"':
    case "'":
      return readString(text, from);
    case '#':
      return readComment(text, from);
    case '/':
      if (text[from + 1] === '/' || text[from + 1] === '*') return readComment(text, from);
      break;
  }
  const glued = matchAt(NUMBER_BEFORE_WORD, text, from);
  if (glued !== null) {
    const number = token('number', from, glued, glued);
    return {
      token: number,
      problem: meaningProblem('warning', number, 'Write a space after the number.', `${glued} `),
    };
  }
  for (const [kind, pattern] of [
    ['date', DATE],
    ['word', WORD],
    ['number', NUMBER],
  ] as const) {
    const found = matchAt(pattern, text, from);
    if (found !== null) return { token: token(kind, from, found, found) };
  }
  return readCurlyString(text, from) ?? readSign(text, from);
}

function readBracket(text: string, from: number): Read {
  const whole = matchAt(BRACKET, text, from);
  if (whole !== null) return { token: token('bracket', from, whole, whole.slice(1, -1)) };
  const begun = matchAt(OPEN_BRACKET, text, from) ?? '[';
  const open = token('bracket', from, begun, begun.slice(1), false);
  if (begun === '[' && text[from + 1] === '[')
    return { token: open, problem: syntaxProblem(open, 'One bracket on each side is enough.', '') };
  return {
    token: open,
    problem: syntaxProblem(open, 'This bracket is not closed: write ] after the name.', `${begun}]`),
  };
}

function readString(text: string, from: number): Read {
  const whole = matchAt(PLAIN_STRING, text, from);
  if (whole !== null) return { token: token('string', from, whole, whole.slice(1, -1)) };
  const lineEnd = text.indexOf('\n', from);
  const rest = text.slice(from, lineEnd < 0 ? text.length : lineEnd).trimEnd();
  const open = token('string', from, rest, rest.slice(1), false);
  const quote = rest.slice(0, 1);
  return {
    token: open,
    problem: syntaxProblem(open, `This text is not closed: write ${quote} where it ends.`, `${rest}${quote}`),
  };
}

function readCurlyString(text: string, from: number): Read | null {
  const whole = matchAt(CURLY_STRING, text, from);
  if (whole === null) return null;
  const value = whole.slice(1, -1);
  const found = token('string', from, whole, value);
  const straight = value.includes('"') ? `'${value}'` : `"${value}"`;
  return {
    token: found,
    problem: syntaxProblem(
      found,
      `REDCap does not know curly quotes, which word processors make: write ${quotedCode(straight)}.`,
      straight,
    ),
  };
}

function readComment(text: string, from: number): Read {
  if (text[from + 1] !== '*' || text[from] === '#') {
    const line = matchAt(LINE_COMMENT, text, from) ?? text.slice(from, from + 1);
    return { token: token('comment', from, line, line) };
  }
  const end = text.indexOf('*/', from + 2);
  if (end >= 0) {
    const block = text.slice(from, end + 2);
    return { token: token('comment', from, block, block) };
  }
  const rest = text.slice(from);
  return {
    token: token('comment', from, rest, rest, false),
    problem: syntaxProblem({ from, to: from + 2 }, 'This comment is not closed: write */ where it ends.'),
  };
}

function readSign(text: string, from: number): Read | null {
  const written = matchAt(SIGN, text, from);
  if (written === null) return null;
  if (/^={2,3}$/.test(written)) {
    const doubled = token('sign', from, written, '=');
    return {
      token: doubled,
      problem: meaningProblem('warning', doubled, 'REDCap compares with a single =.', '='),
    };
  }
  const spelling = OTHER_SPELLINGS.get(written);
  if (spelling === undefined) {
    return { token: token('sign', from, written, SAME_SIGNS.get(written) ?? written) };
  }
  const found = token('sign', from, written, spelling);
  return { token: found, problem: syntaxProblem(found, `REDCap writes ${spelling} for this.`, spelling) };
}

/** Signs with two proper spellings. */
const SAME_SIGNS: ReadonlyMap<string, string> = new Map([
  ['!=', '<>'],
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
]);

function strayCharacter(character: string): string {
  if (/[“”„‟″«»‘’‚‛′`´]/.test(character))
    return `The text beside ${quoted(character)} needs straight quotes on both sides.`;
  if (character === ']') return 'This bracket closes nothing: write [ before the name.';
  return `${quoted(character)} means nothing in REDCap logic.`;
}

function quotedCode(code: string): string {
  return code.length > 40 ? 'straight ones' : code;
}

function token(kind: Token['kind'], from: number, written: string, value: string, closed = true): Token {
  return { kind, from, to: from + written.length, value, closed };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
