import { assertNever } from '#app/assert-never.ts';
import { LogicError, tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

export type BinarySign =
  'or' | 'and' | '=' | '<>' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%' | '^';

/** `[event][field(code)][instance]`; `form` parts beside the field are optional. */
export interface Reference {
  readonly event?: string;
  readonly field: string;
  readonly code?: string;
  readonly instance?: string;
}

export type Logic =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'binary'; readonly sign: BinarySign; readonly left: Logic; readonly right: Logic }
  | { readonly kind: 'not' | 'minus'; readonly operand: Logic }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Logic[] };

/** What the names inside brackets may mean. */
export interface Names {
  readonly isEvent: (name: string) => boolean;
  readonly isField: (name: string) => boolean;
  readonly isFunction: (name: string) => boolean;
}

const LEVELS: readonly (readonly (readonly [written: string, sign: BinarySign])[])[] = [
  [
    ['or', 'or'],
    ['||', 'or'],
  ],
  [
    ['and', 'and'],
    ['&&', 'and'],
  ],
  [
    ['=', '='],
    ['==', '='],
    ['<>', '<>'],
    ['!=', '<>'],
    ['<', '<'],
    ['>', '>'],
    ['<=', '<='],
    ['>=', '>='],
  ],
  [
    ['+', '+'],
    ['-', '-'],
  ],
  [
    ['*', '*'],
    ['/', '/'],
    ['%', '%'],
  ],
];

// Deep nesting or an endless chain would exhaust the stack or the memory; the limits are far above what a person writes.
const DEEPEST = 200;
const LONGEST = 4000;
const LONGEST_TEXT = 100_000;
const SMART_EVENTS = /^(?:event-name|first-event-name|last-event-name|previous-event-name|next-event-name)$/;
const INSTANCE = /^(?:\d+|(?:current|first|last|previous|next)-instance)$/;

/** Reads REDCap logic. Throws LogicError with a sentence when it is not well formed or names nothing known. */
export function parseLogic(text: string, names: Names): Logic {
  const tokens = text.length > LONGEST_TEXT ? null : tokenize(text);
  if (!tokens || tokens.length > LONGEST) throw new LogicError('The expression is too long.');
  let next = 0;
  let depth = 0;

  const peek = (): Token | undefined => tokens[next];
  const complain = (what: string): LogicError => {
    const token = peek();
    return new LogicError(
      token ? `${what} at position ${token.at + 1}.` : `${what} at the end of the expression.`,
    );
  };
  const takeSign = (sign: string): boolean => {
    const token = peek();
    if (token?.kind !== 'sign' || token.value !== sign) return false;
    next += 1;
    return true;
  };

  const expression = (level: number): Logic => {
    const written = LEVELS[level];
    if (!written) return unary();
    let left = expression(level + 1);
    for (;;) {
      const token = peek();
      const found =
        token?.kind === 'sign' || token?.kind === 'word'
          ? written.find(([text_]) => text_ === token.value.toLowerCase())
          : undefined;
      if (!found) return left;
      next += 1;
      left = { kind: 'binary', sign: found[1], left, right: expression(level + 1) };
    }
  };

  const unary = (): Logic => {
    depth += 1;
    if (depth > DEEPEST) throw new LogicError('The expression is nested too deeply.');
    const token = peek();
    let result: Logic;
    if (takeSign('-')) result = { kind: 'minus', operand: unary() };
    else if (takeSign('!')) result = { kind: 'not', operand: unary() };
    else if (token?.kind === 'word' && token.value.toLowerCase() === 'not') {
      next += 1;
      result = { kind: 'not', operand: unary() };
    } else result = power();
    depth -= 1;
    return result;
  };

  const power = (): Logic => {
    const left = primary();
    return takeSign('^') ? { kind: 'binary', sign: '^', left, right: unary() } : left;
  };

  const primary = (): Logic => {
    const token = peek();
    if (!token) throw complain('A value is missing');
    if (token.kind === 'number' || token.kind === 'text') {
      next += 1;
      return { kind: 'value', value: token.value };
    }
    if (token.kind === 'bracket') return { kind: 'reference', reference: reference() };
    if (token.kind === 'word') return call(token.value);
    if (!takeSign('(')) throw complain('A value is missing');
    const inner = expression(0);
    if (!takeSign(')')) throw complain('A closing parenthesis is missing');
    return inner;
  };

  // A function with its inputs, or one of the words true and false, as in datediff(…, true).
  const call = (word: string): Logic => {
    const name = word.toLowerCase();
    if (name === 'true' || name === 'false') {
      next += 1;
      return { kind: 'value', value: name === 'true' };
    }
    if (!names.isFunction(name)) throw complain(`"${word}" is no function of REDCap logic`);
    next += 1;
    if (!takeSign('(')) throw complain(`An opening parenthesis is missing after "${word}"`);
    const inputs: Logic[] = [];
    if (takeSign(')')) return { kind: 'call', name, inputs };
    do inputs.push(expression(0));
    while (takeSign(','));
    if (!takeSign(')')) throw complain('A closing parenthesis is missing');
    return { kind: 'call', name, inputs };
  };

  // Brackets that touch belong together: [event][field][instance].
  const reference = (): Reference => {
    const parts: string[] = [];
    let end = -1;
    for (let token = peek(); token?.kind === 'bracket' && (end < 0 || token.at === end); token = peek()) {
      parts.push(token.value.trim());
      end = token.end;
      next += 1;
    }
    return referenceOf(parts, names);
  };

  const logic = expression(0);
  if (peek()) throw complain('The expression does not continue properly');
  return logic;
}

/** The fields of a row itself: without those of a named event or instance. */
export function ownFields(logic: Logic): readonly string[] {
  switch (logic.kind) {
    case 'value':
      return [];
    case 'reference': {
      const { event, field, instance } = logic.reference;
      return event === undefined && instance === undefined ? [field] : [];
    }
    case 'binary':
      return [...ownFields(logic.left), ...ownFields(logic.right)];
    case 'not':
    case 'minus':
      return ownFields(logic.operand);
    case 'call':
      return logic.inputs.flatMap(ownFields);
    default:
      return assertNever(logic);
  }
}

function referenceOf(parts: readonly string[], names: Names): Reference {
  const rest = [...parts];
  const first = rest[0] ?? '';
  const event =
    rest.length > 1 && (names.isEvent(first) || SMART_EVENTS.test(first)) ? rest.shift() : undefined;
  const written = rest.shift() ?? '';
  const instance = rest.length > 0 && INSTANCE.test(rest[0] ?? '') ? rest.shift() : undefined;
  const [, field, code] = /^([A-Za-z0-9_-]+)(?:\(([^()]*)\))?(?::(?:value|checked))?$/.exec(written) ?? [];
  if (field === undefined || rest.length > 0) {
    throw new LogicError(`"${parts.map((part) => `[${part}]`).join('')}" is not a proper field reference.`);
  }
  if (!names.isField(field)) {
    throw new LogicError(
      field.includes('-')
        ? `The smart variable [${field}] is not known to this server.`
        : `The field "${field}" does not exist in the project.`,
    );
  }
  return {
    field,
    ...(event === undefined ? {} : { event }),
    ...(code === undefined ? {} : { code: code.trim() }),
    ...(instance === undefined ? {} : { instance }),
  };
}
