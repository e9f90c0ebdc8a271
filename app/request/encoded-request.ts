/**
 * The one truth about a request: the ordered fields that go over the wire. Sender, raw view, cURL, snippets,
 * the effect sentence and the lock all read this list; nothing else builds a request.
 */
export interface EncodedRequest {
  readonly methodId: string;
  readonly encoding: 'urlencoded' | 'multipart';
  /** Wire order; the token is first and is only a place, never a value. */
  readonly fields: readonly EncodedField[];
}

export type EncodedField = TokenField | TextField | FileField;

/** Where the token goes. The type has no room for the token itself. */
export interface TokenField {
  readonly kind: 'token';
  readonly name: 'token';
}

export interface TextField {
  readonly kind: 'text';
  readonly name: string;
  readonly value: string;
}

export interface FileField {
  readonly kind: 'file';
  readonly name: string;
  readonly fileName: string;
  /** A handle of the host, or a path on the command line. */
  readonly reference: string;
}
