import { useDeferredValue, useEffect, useState } from 'react';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { useCurrentRequest } from '#renderer/state/playground-context.tsx';

const LARGE_CHARACTERS = 50_000;

/** The request for the views beside the form. With a large value they may lag behind, so that typing never does. */
export function useShownRequest(): CurrentRequest {
  const current = useCurrentRequest();
  const deferred = useDeferredValue(current);
  return isLarge(current) ? deferred : current;
}

/**
 * The same for code, which takes longer to write than all else: when another method or project is opened, its form is
 * drawn first. Within a form code follows each keystroke.
 */
export function useCodedRequest(): CurrentRequest {
  const shown = useShownRequest();
  const [opened, setOpened] = useState(shown);
  const isOpen = opened.method === shown.method && opened.connection === shown.connection;
  useEffect(() => {
    if (isOpen) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // What begins in the frame's own callback still holds the frame up.
      timer = setTimeout(() => setOpened(shown));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isOpen, shown]);
  return isOpen ? shown : opened;
}

function isLarge({ request }: CurrentRequest): boolean {
  let characters = 0;
  for (const field of request.fields) {
    if (field.kind === 'text') characters += field.value.length;
    if (characters > LARGE_CHARACTERS) return true;
  }
  return false;
}
