/** Where the app's one document is kept. */
export interface DocumentStore {
  /** The stored value, undefined when there is none yet. Throws a SyntaxError when it is no JSON. */
  readonly read: () => unknown;
  /** Replaces the stored value in one step. Throws when it cannot be written. */
  readonly write: (value: object) => void;
  /** Moves what is stored aside as `….damaged-<n>` and answers with the new path. Throws when it cannot. */
  readonly setAside: () => string;
}
