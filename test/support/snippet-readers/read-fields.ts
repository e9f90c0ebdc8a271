import type { EncodedField } from '#app/request/encoded-request.ts';

/**
 * Reads the literals of a program back to the fields it sends, in its order, for a target that no interpreter
 * here can run. The token is the place it stands at; a file is its name and the path it is read from. Throws
 * when the program is not written as its target writes. Each target without an interpreter exports one as
 * `readFields` from a file of this folder named after its id.
 */
export type ReadFields = (program: string) => readonly EncodedField[];

/** What a program in batches sends, read back. */
export interface BatchesRead {
  /** Of the request for the record names. */
  readonly names: readonly EncodedField[];
  /** Of the request for the rows of these records. */
  readonly rowsOf: (records: readonly string[]) => readonly EncodedField[];
  readonly recordsPerBatch: number;
  readonly pauseSeconds: number;
}

/** Reads a program that exports in batches; throws as `ReadFields` does. */
export type ReadBatches = (program: string) => BatchesRead;
