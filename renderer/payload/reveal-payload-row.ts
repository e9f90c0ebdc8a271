import type { RowTarget } from '#app/project/payload/find-row.ts';

type Reveal = (target: RowTarget) => Promise<boolean>;

let shown: Reveal | null = null;
let waiting: { readonly target: RowTarget; readonly found: (isFound: boolean) => void } | null = null;

const PATIENCE_MS = 5000;

/**
 * Jumps to the row of a refused value in the payload editor, which may be shown only in some seconds, as after choosing
 * the method. Resolves to false when the record is not in its text, or no editor comes.
 */
export async function revealPayloadRow(target: RowTarget): Promise<boolean> {
  if (shown !== null) return shown(target);
  waiting?.found(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => found(false), PATIENCE_MS);
    const found = (isFound: boolean) => {
      clearTimeout(timer);
      if (waiting?.found === found) waiting = null;
      resolve(isFound);
    };
    waiting = { target, found };
  });
}

/** Announces the editor that is shown; the answer takes it back. */
export function showsPayload(reveal: Reveal): () => void {
  shown = reveal;
  if (waiting !== null) {
    const { target, found } = waiting;
    waiting = null;
    void reveal(target).then(found);
  }
  return () => {
    if (shown === reveal) shown = null;
  };
}
