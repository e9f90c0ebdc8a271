import { useCallback, useEffect, useRef, useState } from 'react';
import { useHost } from '#renderer/state/playground-context.tsx';
import { failureText } from '#renderer/state/failure-text.ts';

const BLOCK = 200;
/** Blocks kept, so that the page never holds the table: 60 × 200 rows. */
const BLOCKS_KEPT = 60;

type Row = readonly string[];
const noRows: readonly Row[] = [];

/**
 * Rows of an answer, fetched from the host in blocks around the ones in sight. `row` gives undefined while a
 * row is on its way.
 */
export function useRowWindow(executionId: string, rowCount: number, from: number, to: number) {
  const host = useHost();
  const blocks = useRef(new Map<number, readonly Row[] | 'coming'>());
  const [, redraw] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (rowCount === 0) return;
    const wanted = new Set([0]);
    for (let block = Math.floor(from / BLOCK); block * BLOCK < Math.min(to, rowCount); block += 1) {
      wanted.add(block);
    }
    for (const block of wanted) {
      if (blocks.current.has(block)) continue;
      blocks.current.set(block, 'coming');
      void host.readRows({ executionId, from: block * BLOCK, count: BLOCK }).then((reply) => {
        if (reply.ok) {
          blocks.current.set(block, reply.value);
          forgetFarthest(blocks.current, block);
          redraw((count) => count + 1);
        } else {
          blocks.current.delete(block);
          setProblem(failureText(reply.failure));
        }
      });
    }
  }, [host, executionId, rowCount, from, to]);

  const row = useCallback((index: number): Row | undefined => {
    const block = blocks.current.get(Math.floor(index / BLOCK));
    return block === undefined || block === 'coming' ? undefined : block[index % BLOCK];
  }, []);
  const firstRows = useCallback((): readonly Row[] => {
    const block = blocks.current.get(0);
    return block === undefined || block === 'coming' ? noRows : block;
  }, []);
  return { row, firstRows, problem };
}

function forgetFarthest(blocks: Map<number, unknown>, here: number): void {
  while (blocks.size > BLOCKS_KEPT) {
    let farthest = here;
    for (const block of blocks.keys()) {
      if (block !== 0 && Math.abs(block - here) > Math.abs(farthest - here)) farthest = block;
    }
    blocks.delete(farthest);
  }
}
