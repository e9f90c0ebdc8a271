import type { RowTarget } from '#app/project/payload/find-row.ts';

type Reveal = (target: RowTarget) => Promise<boolean>;

let shown: Reveal | null = null;
let waiting: { readonly target: RowTarget; readonly until: number } | null = null;

const PATIENCE_MS = 5000;

/**
 * Jumps to the row of a record and field in the payload editor. Resolves to false when no editor is shown or the
 * record is not in its text; an editor that is shown within some seconds, as after choosing the method, then jumps.
 */
export async function revealPayloadRow(target: RowTarget): Promise<boolean> {
  if (shown !== null) return shown(target);
  waiting = { target, until: performance.now() + PATIENCE_MS };
  return false;
}

/** Announces the editor that is shown; the answer takes it back. */
export function showsPayload(reveal: Reveal): () => void {
  shown = reveal;
  if (waiting !== null && performance.now() < waiting.until) void reveal(waiting.target);
  waiting = null;
  return () => {
    if (shown === reveal) shown = null;
  };
}
