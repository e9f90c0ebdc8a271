import type { HostEvents } from '#app/host/contract.ts';

/** Milliseconds between two progress events of one execution, at least. */
const PAUSE = 100;

export interface Progress {
  readonly sending: () => void;
  readonly receiving: (bytes: number) => void;
}

/** Tells the page how far a request is, at most ten times a second. */
export function createProgress(
  executionId: string,
  emit: (event: HostEvents['progress']) => void,
  clock: () => number,
): Progress {
  let last = Number.NEGATIVE_INFINITY;
  return {
    sending: () => emit({ executionId, phase: 'sending', bytes: 0 }),
    receiving: (bytes) => {
      const time = clock();
      if (time - last < PAUSE) return;
      last = time;
      emit({ executionId, phase: 'receiving', bytes });
    },
  };
}
