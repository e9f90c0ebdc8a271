import type { TokenSource } from './token-sources.ts';

/** Records are exported in batches: by record, never by row, with a pause between two calls. */
export interface BatchOption {
  readonly recordsPerBatch: number;
  readonly pauseSeconds: number;
}

/** The choices a user makes about the code, as far as the target offers them. */
export interface SnippetOptions {
  /** null: the target's first. */
  readonly tokenSource: TokenSource | null;
  /** null: one request for all records. */
  readonly batches: BatchOption | null;
  /** Coded answers as factors (R) or with value labels. */
  readonly factors: boolean;
}

export const defaultSnippetOptions: SnippetOptions = { tokenSource: null, batches: null, factors: false };

/** Small enough for a busy server, with REDCapR's pause [S5]. */
export const defaultBatches: BatchOption = { recordsPerBatch: 100, pauseSeconds: 0.5 };
