import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { countRequest } from '#app/project/logic/count-request.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { useCurrentProject, useHost } from '#renderer/state/playground-context.tsx';
import { countInWords, countMatches, type MatchCount } from './count-matches.ts';

type Counting =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly executionId: string; readonly cancelling: boolean }
  | { readonly kind: 'done'; readonly count: MatchCount; readonly of: string };

/** Asks the server how many records match the present logic; nothing else of them is fetched. One per project. */
export function CountButton({ logic, readable }: { readonly logic: string; readonly readable: boolean }) {
  const host = useHost();
  const { connection, outline, traits } = useCurrentProject();
  const [counting, setCounting] = useState<Counting>({ kind: 'none' });
  const running = useRef<string | null>(null);

  // The answer would belong to a form that is gone.
  useEffect(
    () => () => {
      if (running.current !== null) void host.cancelExecution({ executionId: running.current });
      running.current = null;
    },
    [host],
  );

  const why = reason(logic, readable, outline);
  const count = async () => {
    const prepared = countRequest(logic, outline, traits);
    const recordIdField = outline?.recordIdField ?? null;
    if (prepared === null || recordIdField === null) return;
    const executionId = crypto.randomUUID();
    running.current = executionId;
    setCounting({ kind: 'running', executionId, cancelling: false });
    const result = await countMatches(host, {
      executionId,
      connectionId: connection.id,
      request: prepared.request,
      recordIdField,
      severalRows: outline?.longitudinal !== false || outline.repeating !== false,
    });
    if (running.current !== executionId) return;
    running.current = null;
    setCounting(wasCancelled(result) ? { kind: 'none' } : { kind: 'done', count: result, of: logic });
  };
  const cancel = (executionId: string) => {
    setCounting({ kind: 'running', executionId, cancelling: true });
    void host.cancelExecution({ executionId });
  };

  return (
    <div className="logic-count">
      {counting.kind === 'running' ? (
        <Button
          className="button"
          isDisabled={counting.cancelling}
          onPress={() => cancel(counting.executionId)}
        >
          Cancel count
        </Button>
      ) : (
        <Button className="button" isDisabled={why !== null} onPress={() => void count()}>
          Count matches
        </Button>
      )}
      <span className="logic-count-words" role="status">
        <CountWords counting={counting} logic={logic} why={why} />
      </span>
    </div>
  );
}

function CountWords({
  counting,
  logic,
  why,
}: {
  readonly counting: Counting;
  readonly logic: string;
  readonly why: string | null;
}) {
  if (counting.kind === 'running') return counting.cancelling ? 'Cancelling…' : 'Counting…';
  // A count of other logic than what stands there now would mislead.
  if (counting.kind === 'none' || counting.of !== logic) return why;
  const { count } = counting;
  if (count.kind !== 'failed') return <strong>{countInWords(count)}</strong>;
  const { message, advice, detail } = count.explanation;
  return (
    <span className="logic-count-failure">
      {`${message} ${advice}`.trim()}
      {detail !== undefined && <code>{detail}</code>}
    </span>
  );
}

function reason(logic: string, readable: boolean, outline: ProjectOutline | null): string | null {
  if (logic.trim() === '') return 'No logic: every record matches.';
  if (!readable) return 'Mend the logic first.';
  if (outline === null) return 'The project has not been read yet.';
  if (outline.recordIdField === null)
    return 'The record ID field is not known, because the dictionary could not be read.';
  return null;
}

function wasCancelled(count: MatchCount): boolean {
  return count.kind === 'failed' && 'code' in count.explanation && count.explanation.code === 'cancelled';
}
