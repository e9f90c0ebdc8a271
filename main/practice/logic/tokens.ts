/** REDCap logic could not be read; the message says where and why. */
export class LogicError extends Error {}

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number; readonly end: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number; readonly end: number }
  | { readonly kind: 'bracket'; readonly value: string; readonly at: number; readonly end: number }
  | { readonly kind: 'word'; readonly value: string; readonly at: number; readonly end: number }
  | { readonly kind: 'sign'; readonly value: string; readonly at: number; readonly end: number };

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /(?:\d+\.?\d*|\.\d+)/y],
  ['text', /"[^"]*"|'[^']*'/y],
  ['bracket', /\[[^[\]]*\]/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /<>|!=|<=|>=|==|&&|\|\||[=<>+\-*/^(),!%]/y],
];

/** Cuts logic into tokens; line and block comments and white space fall away. */
export function tokenize(logic: string): readonly Token[] {
  const tokens: Token[] = [];
  const blank = /(?:\s+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
  let at = 0;
  while (at < logic.length) {
    blank.lastIndex = at;
    if (blank.test(logic)) {
      at = blank.lastIndex;
      continue;
    }
    const token = tokenAt(logic, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(logic: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(logic) ?? [];
    if (found === undefined) continue;
    const end = at + found.length;
    if (kind === 'number') return { kind, value: Number(found), at, end };
    const value = kind === 'text' || kind === 'bracket' ? found.slice(1, -1) : found;
    return { kind, value, at, end };
  }
  throw new LogicError(`The character "${logic[at] ?? ''}" at position ${at + 1} was not expected.`);
}
