import { shorten } from './finding.ts';

/** Where a text stops being JSON, and how to mend it. */
export interface JsonError {
  readonly offset: number;
  /** One sentence. */
  readonly message: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}_][\p{L}\p{N}_.]*/uy;
const BLANK = /[ \t\n\r]*/y;

type Expected = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/**
 * Finds the first error of a text that the language’s own parser refused: that one names no place for most errors. Null
 * for valid JSON. Depth costs nothing: what stands open is kept in a list.
 */
export function jsonError(text: string): JsonError | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  let comma = 0;
  for (;;) {
    at += matchAt(BLANK, text, at).length;
    const sign = text.charAt(at);
    if (sign === '') return expected === 'nothing' ? null : ended(text, open);
    const closes = sign === ']' || sign === '}';
    if (closes && expected !== 'colon' && expected !== 'nothing' && open.length > 0) {
      if (open.at(-1) !== (sign === ']' ? '[' : '{')) return { offset: at, message: otherBracket(sign) };
      if (expected === 'value' || expected === 'name')
        return { offset: comma, message: beforeBracket(text, comma) };
      open.pop();
      expected = open.length === 0 ? 'nothing' : 'commaOrEnd';
      at += 1;
      continue;
    }
    switch (expected) {
      case 'nothing':
        return { offset: at, message: sign === '{' || sign === ',' ? ONE_LIST : MORE };
      case 'commaOrEnd':
        if (sign !== ',')
          return {
            offset: at,
            message: `A comma or a closing bracket is missing before ${named(text, at)}.`,
          };
        comma = at;
        at += 1;
        expected = open.at(-1) === '{' ? 'name' : 'value';
        break;
      case 'colon':
        if (sign !== ':') return { offset: at, message: `A colon is missing before ${named(text, at)}.` };
        comma = at;
        at += 1;
        expected = 'value';
        break;
      case 'name':
      case 'nameOrEnd': {
        if (sign !== '"') return { offset: at, message: noText(text, at, 'A name') };
        const end = stringEnd(text, at);
        if (typeof end !== 'number') return end;
        at = end;
        expected = 'colon';
        break;
      }
      case 'value':
      case 'valueOrEnd': {
        if (sign === '{' || sign === '[') {
          open.push(sign);
          expected = sign === '{' ? 'nameOrEnd' : 'valueOrEnd';
          at += 1;
          break;
        }
        const end = valueEnd(text, at);
        if (typeof end !== 'number') return end;
        at = end;
        expected = open.length === 0 ? 'nothing' : 'commaOrEnd';
      }
    }
  }
}

const ONE_LIST =
  'The rows must stand in one list: write [ before the first, ] after the last, and commas between.';
const MORE = 'More text follows after the end of the list: remove it.';

/** The offset after a text, number or word, or what is wrong with it. */
function valueEnd(text: string, at: number): number | JsonError {
  if (text[at] === '"') return stringEnd(text, at);
  const number = matchAt(NUMBER, text, at);
  if (number !== '') {
    const rest = matchAt(/[\w.+-]+/y, text, at + number.length);
    if (rest === '') return at + number.length;
    return {
      offset: at,
      message: `${shorten(number + rest)} is no number in JSON: write it in quotes, "${shorten(number + rest)}".`,
    };
  }
  const word = matchAt(WORD, text, at);
  if (word === 'true' || word === 'false' || word === 'null') return at + word.length;
  if (word !== '') {
    return {
      offset: at,
      message: `${shorten(word)} is no value in JSON: write null for a blank, and text in quotes.`,
    };
  }
  return { offset: at, message: noText(text, at, 'A value') };
}

function stringEnd(text: string, from: number): number | JsonError {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 92) {
      if (!/^(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/.test(text.slice(at + 1, at + 6)))
        return { offset: at, message: 'A backslash in a text is written twice.' };
      at += 1;
    } else if (code === 10 || code === 13) {
      return {
        offset: from,
        message: 'This text does not end on its line: close its quotation mark, or write \\n for a line end.',
      };
    } else if (code < 32) {
      return {
        offset: at,
        message: 'A control character stands in this text: write \\t for a tab, and remove any other.',
      };
    }
  }
  return { offset: from, message: 'The quotation mark that opens this text is never closed.' };
}

function noText(text: string, at: number, what: string): string {
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (/['‘’“”„«»`]/.test(sign)) return `${what} stands in double quotes, "…", not in ${sign}.`;
  if (sign === ',') return `${what} is missing before this comma.`;
  if (sign === '}' || sign === ']') return `${what} is missing before this bracket.`;
  if (/^[\s\p{C}]$/u.test(sign)) return 'An invisible character stands here: remove it.';
  return what === 'A name'
    ? 'A name stands in double quotes.'
    : `${what} cannot begin with ${shorten(sign)}.`;
}

function beforeBracket(text: string, comma: number): string {
  return text[comma] === ','
    ? 'Nothing follows this comma but a closing bracket: remove the comma.'
    : 'A value is missing after this colon.';
}

function otherBracket(sign: string): string {
  return sign === ']' ? 'A } is missing before this bracket.' : 'A ] is missing before this bracket.';
}

function ended(text: string, open: readonly ('{' | '[')[]): JsonError {
  const closing = open.at(-1) === '{' ? '}' : ']';
  const message =
    open.length === 0
      ? 'The text is blank.'
      : `The text ends before its list does: ${closing} is missing. Was it copied whole?`;
  return { offset: text.trimEnd().length, message };
}

function named(text: string, at: number): string {
  return shorten(matchAt(/"[^"\n]{0,30}"?|[\p{L}\p{N}_.-]{1,30}|./uy, text, at));
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
