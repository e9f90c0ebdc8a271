import { useDeferredValue } from 'react';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { useCurrentRequest } from '#renderer/state/playground-context.tsx';

const LARGE_CHARACTERS = 50_000;

/** The request for the views beside the form. With a large value they may lag behind, so that typing never does. */
export function useShownRequest(): CurrentRequest {
  const current = useCurrentRequest();
  const deferred = useDeferredValue(current);
  return isLarge(current) ? deferred : current;
}

function isLarge({ request }: CurrentRequest): boolean {
  let characters = 0;
  for (const field of request.fields) {
    if (field.kind === 'text') characters += field.value.length;
    if (characters > LARGE_CHARACTERS) return true;
  }
  return false;
}
