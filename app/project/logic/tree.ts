/** One bracket of a reference, such as `smoke(1):checked`. Positions are in the whole text. */
export interface ReferencePart {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly nameFrom: number;
  readonly nameTo: number;
  /** What stands in parentheses; null without them. */
  readonly code: string | null;
  /** After colons: `value`, `label`, `checked`, …, or the inputs of a smart variable. */
  readonly modifiers: readonly string[];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** `[event][target][instance]`. `target` is a field or a smart variable; null when it could not be read. */
export interface ReferenceNode extends Place {
  readonly kind: 'reference';
  readonly event: ReferencePart | null;
  readonly target: ReferencePart | null;
  readonly instance: ReferencePart | null;
}

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type BinarySign = 'or' | 'and' | Comparison | '+' | '-' | '*' | '/' | '%' | '^';

export interface BinaryNode extends Place {
  readonly kind: 'binary';
  /** Null where two values stand side by side without a sign. */
  readonly sign: BinarySign | null;
  readonly left: LogicNode;
  readonly right: LogicNode;
}

export interface CallNode extends Place {
  readonly kind: 'call';
  /** As written; REDCap does not mind the case. */
  readonly name: string;
  /** Where the name stands. */
  readonly at: Place;
  readonly inputs: readonly LogicNode[];
}

export type LogicNode =
  | ReferenceNode
  | BinaryNode
  | CallNode
  | (Place & { readonly kind: 'number' | 'string'; readonly value: string })
  /** Bare text or a bare date: quotes are missing. */
  | (Place & { readonly kind: 'word' | 'date'; readonly value: string })
  | (Place & { readonly kind: 'truth'; readonly value: boolean })
  | (Place & { readonly kind: 'prefix'; readonly sign: 'not' | '-' | '+'; readonly operand: LogicNode })
  | (Place & { readonly kind: 'group'; readonly inner: LogicNode })
  /** Nothing stands where a value belongs. */
  | (Place & { readonly kind: 'missing' });
