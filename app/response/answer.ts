/** A server's answer as the page sees it: facts and a verdict. The body stays on disk in main. */
export interface Answer {
  readonly executionId: string;
  readonly methodId: string;
  readonly status: number;
  readonly statusText: string;
  /** Lower-case names, in the order received; known tokens already cut out. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** From sending the first byte to receiving the last, in milliseconds. */
  readonly durationMs: number;
  /** Body size in bytes after decompression. */
  readonly size: number;
  readonly body: AnswerBody;
  readonly verdict: Verdict;
  /** Set when the answer was a new project's token: it became this connection and was cut out of the body. */
  readonly newConnectionId?: string;
}

export type AnswerBody =
  | {
      readonly kind: 'table';
      readonly format: 'csv' | 'json' | 'xml';
      readonly columns: readonly string[];
      readonly rowCount: number;
    }
  | { readonly kind: 'text'; readonly format: 'csv' | 'json' | 'xml' | 'html' | 'plain' }
  | { readonly kind: 'file'; readonly fileName: string; readonly mediaType: string }
  | { readonly kind: 'empty' };

/** Did the call do what was asked? Every failure is one sentence with a way out, the technical detail apart. */
export type Verdict =
  /** `notes`: one sentence each about what a person might overlook, such as a surplus or a shortfall. */
  | { readonly kind: 'ok'; readonly notes?: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: Explanation };

export interface Explanation {
  /** One sentence: what went wrong. */
  readonly message: string;
  /** What to do next. */
  readonly advice: string;
  /** What the server or the network said, word for word. Hostile text. */
  readonly detail?: string;
  /** What the server's message names, so that names close to these can be proposed. Hostile text. */
  readonly parts?: readonly ExplainedPart[];
  /** The values of an import that were refused, at most 1,000 of them. */
  readonly rows?: readonly ImportError[];
  /** How many values were refused in all. */
  readonly rowTotal?: number;
}

/** One name in a message of the server, e.g. a field that the project does not have. */
export interface ExplainedPart {
  readonly kind: PartKind;
  readonly name: string;
}

export type PartKind =
  | 'field'
  | 'record'
  | 'event'
  | 'form'
  | 'parameter'
  | 'column'
  | 'setting'
  | 'value'
  | 'right'
  | 'folder'
  | 'file'
  | 'module';

/** A refused value of an import: the server's own four columns, and what to do about it. */
export interface ImportError {
  readonly record: string;
  readonly field: string;
  readonly value: string;
  readonly explanation: string;
  readonly advice: string;
}
