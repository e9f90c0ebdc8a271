import { FOREIGN_CONDITIONS, FOREIGN_LIST, FOREIGN_SIGNS } from './foreign-words.ts';
import { quoted, syntaxProblem, type LogicProblem } from './problem.ts';
import { readReference } from './reference.ts';
import { tokenize, type Token } from './tokens.ts';
import type { BinarySign, LogicNode } from './tree.ts';

export interface ParsedLogic {
  readonly text: string;
  /** All of them, with comments. */
  readonly tokens: readonly Token[];
  /** Null for logic without anything to evaluate. */
  readonly tree: LogicNode | null;
  /** Every node of the tree, inner before outer, so that no reader has to descend. */
  readonly nodes: readonly LogicNode[];
  /** What keeps it from being read, and signs spelt oddly; in no order. */
  readonly problems: readonly LogicProblem[];
}

type Pending =
  | {
      readonly kind: 'binary';
      readonly sign: BinarySign | null;
      readonly level: number;
      readonly left: LogicNode;
      readonly token: Token;
    }
  | {
      readonly kind: 'prefix';
      readonly sign: 'not' | '-' | '+';
      readonly level: number;
      readonly token: Token;
    }
  | { readonly kind: 'group'; readonly token: Token }
  | { readonly kind: 'call'; readonly token: Token; readonly open: Token; readonly inputs: LogicNode[] };

/** How tightly a sign binds. `not` stands between `and` and a comparison, a minus before `^` only. */
const LEVELS: Readonly<Record<BinarySign, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '^': 8,
};
const NOT_LEVEL = 3;
const MINUS_LEVEL = 7;

/**
 * Reads REDCap logic into a tree. Never throws, and takes time that grows with the text's length only: what stands
 * open is kept in a list and not on the call stack, so that depth costs nothing.
 */
export function parseLogic(text: string): ParsedLogic {
  const { tokens, problems: tokenProblems } = tokenize(text);
  const parser = new Parser(tokens.filter(({ kind }) => kind !== 'comment'));
  const tree = parser.parse();
  return { text, tokens, tree, nodes: parser.nodes, problems: [...tokenProblems, ...parser.problems] };
}

/** Operator precedence with an own stack; one object per text. */
class Parser {
  readonly nodes: LogicNode[] = [];
  readonly problems: LogicProblem[] = [];
  readonly #tokens: readonly Token[];
  readonly #pending: Pending[] = [];
  /** The value just read; null where one is expected. */
  #value: LogicNode | null = null;
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): LogicNode | null {
    if (this.#tokens.length === 0) return null;
    for (let token = this.#tokens[0]; token !== undefined; token = this.#tokens[this.#next]) {
      this.#next += 1;
      if (this.#value === null) this.#readValue(token);
      else this.#readSign(token, this.#value);
    }
    if (this.#value === null) this.#miss(undefined);
    for (;;) {
      const value = this.#reduce(0);
      const open = this.#pending.pop();
      if (open === undefined || (open.kind !== 'group' && open.kind !== 'call')) return value;
      const place = open.kind === 'call' ? open.open : open.token;
      this.#report(syntaxProblem(place, 'This parenthesis is not closed: write ) where it ends.'));
      this.#close(open, value, value.to);
    }
  }

  #readValue(token: Token): void {
    switch (token.kind) {
      case 'number':
      case 'string':
      case 'date':
        this.#value = this.#made({ kind: token.kind, from: token.from, to: token.to, value: token.value });
        return;
      case 'bracket':
        this.#value = this.#made(readReference(this.#touching(token), (problem) => this.#report(problem)));
        return;
      case 'word':
        this.#readWord(token);
        return;
      case 'sign':
        this.#readSignAsValue(token);
        return;
      case 'comment':
        return;
    }
  }

  #readWord(token: Token): void {
    const word = token.value.toLowerCase();
    if (word === 'not') {
      this.#pending.push({ kind: 'prefix', sign: 'not', level: NOT_LEVEL, token });
      return;
    }
    if (word === 'and' || word === 'or') {
      this.#readSign(token, this.#miss(token));
      return;
    }
    const open = this.#tokens[this.#next];
    if (open?.kind === 'sign' && open.value === '(') {
      this.#next += 1;
      this.#pending.push({ kind: 'call', token, open, inputs: [] });
      return;
    }
    if (word === 'true' || word === 'false') {
      this.#value = this.#made({ kind: 'truth', from: token.from, to: token.to, value: word === 'true' });
      return;
    }
    let last = token;
    const words = [token.value];
    // New York is one text.
    for (let next = this.#tokens[this.#next]; next !== undefined; next = this.#tokens[this.#next]) {
      if (!this.#continuesText(next)) break;
      words.push(next.value);
      last = next;
      this.#next += 1;
    }
    this.#value = this.#made({ kind: 'word', from: token.from, to: last.to, value: words.join(' ') });
  }

  #continuesText(token: Token): boolean {
    if (token.kind !== 'word' && token.kind !== 'number') return false;
    if (/^(?:and|or|not|true|false)$/i.test(token.value) || FOREIGN_SIGNS.has(token.value.toLowerCase()))
      return false;
    const after = this.#tokens[this.#next + 1];
    return !(after?.kind === 'sign' && after.value === '(');
  }

  #readSignAsValue(token: Token): void {
    switch (token.value) {
      case 'not':
        this.#pending.push({ kind: 'prefix', sign: 'not', level: NOT_LEVEL, token });
        return;
      case '-':
      case '+':
        this.#pending.push({ kind: 'prefix', sign: token.value, level: MINUS_LEVEL, token });
        return;
      case '(':
        this.#pending.push({ kind: 'group', token });
        return;
      case ')': {
        const open = this.#pending.at(-1);
        if (open?.kind === 'call' && open.inputs.length === 0) {
          this.#pending.pop();
          this.#value = this.#made(callNode(open, token.to));
          return;
        }
      }
    }
    this.#readSign(token, this.#miss(token));
  }

  #readSign(token: Token, value: LogicNode): void {
    const sign = binarySign(token);
    if (sign !== null) this.#pushBinary(sign, token);
    else if (token.kind === 'sign' && token.value === ')') this.#readClosing(token);
    else if (token.kind === 'sign' && token.value === ',') this.#readComma(token);
    else if (token.kind === 'word' && this.#readForeignCondition(token)) return;
    else if (token.kind === 'word' && !this.#opensCall()) this.#readForeignSign(token);
    else {
      this.#report(syntaxProblem(token, sideBySide(value, token)));
      this.#pushBinary(null, token);
      // Only what begins a value is read again, so that each step takes a token.
      if (token.kind !== 'sign' || token.value === '(' || token.value === 'not') this.#next -= 1;
    }
  }

  #opensCall(): boolean {
    const next = this.#tokens[this.#next];
    return next?.kind === 'sign' && next.value === '(';
  }

  /** `[age] in (1, 2)`; false for any other word. */
  #readForeignCondition(token: Token): boolean {
    const instead = FOREIGN_CONDITIONS.get(token.value.toLowerCase());
    if (instead === undefined) return false;
    this.#report(syntaxProblem(token, `REDCap logic has no ${quoted(token.value)}: ${instead}.`));
    this.#pushBinary(null, token);
    const open = this.#tokens[this.#next];
    if (open !== undefined && this.#opensCall()) {
      this.#next += 1;
      // Read like the inputs of a function: a complaint about each comma would be no help.
      this.#pending.push({ kind: 'call', token: { ...token, value: FOREIGN_LIST }, open, inputs: [] });
    }
    return true;
  }

  #readForeignSign(token: Token): void {
    const sign = FOREIGN_SIGNS.get(token.value.toLowerCase());
    this.#report(
      syntaxProblem(
        token,
        sign === undefined
          ? `Write a sign such as = or and before ${quoted(token.value)}; text stands in quotes.`
          : `${quoted(token.value)} is no sign of REDCap logic: write ${sign}.`,
        sign,
      ),
    );
    this.#pushBinary(null, token);
  }

  #readClosing(token: Token): void {
    const value = this.#reduce(0);
    const open = this.#pending.pop();
    if (open === undefined || (open.kind !== 'group' && open.kind !== 'call')) {
      this.#report(
        syntaxProblem(token, 'This parenthesis closes nothing: remove it, or write ( where it begins.', ''),
      );
      return;
    }
    this.#close(open, value, token.to);
  }

  #readComma(token: Token): void {
    const value = this.#reduce(0);
    const open = this.#pending.at(-1);
    if (open?.kind === 'call') {
      open.inputs.push(value);
      this.#value = null;
      return;
    }
    const next = this.#tokens[this.#next];
    const decimal = value.kind === 'number' || (value.kind === 'binary' && value.right.kind === 'number');
    if (decimal && value.to === token.from && next?.kind === 'number' && next.from === token.to) {
      this.#report(syntaxProblem(token, 'Decimals are written with a point.', '.'));
    } else {
      this.#report(syntaxProblem(token, 'A comma stands between the inputs of a function only.'));
    }
    this.#pushBinary(null, token);
  }

  #pushBinary(sign: BinarySign | null, token: Token): void {
    const level = sign === null ? LEVELS.and : LEVELS[sign];
    // Powers are taken from the right, everything else from the left.
    const left = this.#reduce(sign === '^' ? level + 1 : level);
    this.#pending.push({ kind: 'binary', sign, level, left, token });
    this.#value = null;
  }

  /** Completes what waits and binds at least as tightly; the value is then the whole of it. */
  #reduce(level: number): LogicNode {
    let value = this.#value ?? this.#miss(undefined);
    for (let top = this.#pending.at(-1); top !== undefined; top = this.#pending.at(-1)) {
      if ((top.kind !== 'binary' && top.kind !== 'prefix') || top.level < level) break;
      this.#pending.pop();
      value = this.#made(
        top.kind === 'binary'
          ? {
              kind: 'binary',
              sign: top.sign,
              left: top.left,
              right: value,
              from: top.left.from,
              to: value.to,
            }
          : { kind: 'prefix', sign: top.sign, operand: value, from: top.token.from, to: value.to },
      );
    }
    this.#value = value;
    return value;
  }

  #close(open: Extract<Pending, { kind: 'group' | 'call' }>, inner: LogicNode, to: number): void {
    if (open.kind === 'call') open.inputs.push(inner);
    this.#value = this.#made(
      open.kind === 'call' ? callNode(open, to) : { kind: 'group', inner, from: open.token.from, to },
    );
  }

  /** Brackets that touch belong together. */
  #touching(first: Token): readonly Token[] {
    const brackets = [first];
    for (let last = first; ;) {
      const next = this.#tokens[this.#next];
      if (next?.kind !== 'bracket' || next.from !== last.to) return brackets;
      brackets.push(next);
      last = next;
      this.#next += 1;
    }
  }

  /** Stands in for a value that is not there, and says so: `before` is the token that came instead. */
  #miss(before: Token | undefined): LogicNode {
    const index = this.#next - (before === undefined ? 1 : 2);
    const after = this.#tokens[index];
    const place = before ?? after ?? { from: 0, to: 0 };
    const waiting = this.#pending.at(-1);
    // A word that was no sign has been reported; what should follow it is anyone's guess.
    const unclear = waiting?.kind === 'binary' && waiting.sign === null;
    if (!unclear) this.#report(syntaxProblem(place, missingValue(after, before)));
    const at = before?.from ?? after?.to ?? 0;
    this.#value = this.#made({ kind: 'missing', from: at, to: at });
    return this.#value;
  }

  #made(node: LogicNode): LogicNode {
    this.nodes.push(node);
    return node;
  }

  #report(problem: LogicProblem): void {
    this.problems.push(problem);
  }
}

function callNode({ token, inputs }: Extract<Pending, { kind: 'call' }>, to: number): LogicNode {
  return {
    kind: 'call',
    name: token.value,
    at: { from: token.from, to: token.to },
    inputs,
    from: token.from,
    to,
  };
}

function binarySign({ kind, value }: Token): BinarySign | null {
  if (kind !== 'sign' && kind !== 'word') return null;
  const sign = value.toLowerCase();
  return isBinarySign(sign) ? sign : null;
}

function isBinarySign(sign: string): sign is BinarySign {
  return Object.hasOwn(LEVELS, sign);
}

function missingValue(after: Token | undefined, before: Token | undefined): string {
  if (after === undefined)
    return `Nothing stands before ${quoted(before?.value ?? '')}: write a field, such as [age].`;
  if (before === undefined)
    return `Nothing follows ${quoted(after.value)}: write a field or a value after it.`;
  if (after.value === '(' && before.value === ')') return 'Nothing stands between these parentheses.';
  return `A value is missing between ${quoted(after.value)} and ${quoted(before.value)}.`;
}

function sideBySide(value: LogicNode, token: Token): string {
  return value.kind === 'reference' && token.kind === 'bracket'
    ? 'Write a sign such as = or and before this bracket; an event and its field stand together without a space.'
    : 'Write a sign such as = or and before this.';
}
