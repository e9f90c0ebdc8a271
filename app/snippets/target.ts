import type { EncodedRequest } from '#app/request/encoded-request.ts';

/** The environment variable every snippet reads its token from. */
export const TOKEN_VARIABLE = 'REDCAP_API_TOKEN';

/** What a snippet is made from. It has no room for a token: a snippet only ever names the variable. */
export interface SnippetInput {
  /** The method's name, for a comment at the top. */
  readonly title: string;
  /** The API address, e.g. `https://redcap.example.edu/api/`. */
  readonly url: string;
  readonly request: EncodedRequest;
  /** What the answer is: printed as text, written to a file of that name, or nothing but the status. */
  readonly answer:
    | { readonly kind: 'text' }
    | { readonly kind: 'file'; readonly fileName: string }
    | { readonly kind: 'nothing' };
}

/** One language and library. A target owns its quoting; adding one is one file and one line in `targets.ts`. */
export interface SnippetTarget {
  /** e.g. `python-requests`. */
  readonly id: string;
  /** e.g. `Python`. */
  readonly label: string;
  /** e.g. `requests`. */
  readonly library: string;
  /** Without the dot. */
  readonly extension: string;
  /** The language id of the code editor's colouring. */
  readonly colouring: string;
  /** The program. Ends in one newline. Pure: the same input gives the same text. */
  readonly write: (input: SnippetInput) => string;
}
