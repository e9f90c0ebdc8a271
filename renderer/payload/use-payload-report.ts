import { useCallback, useEffect, useRef, useState } from 'react';
import type { RowTarget } from '#app/project/payload/find-row.ts';
import type { Place } from '#app/project/payload/text-lines.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { afterPainting } from '#renderer/editor/after-painting.ts';
import type { PayloadReport } from './payload-report.ts';
import { keepReport } from './payload-reports.ts';
import { sharedChecker } from './shared-checker.ts';

const PAUSE_MS = 250;
const none: ReportState = { kind: 'none' };

export type ReportState =
  | { readonly kind: 'none' | 'checking' | 'failed' }
  | { readonly kind: 'checked'; readonly text: string; readonly report: PayloadReport };

export interface PayloadReports {
  readonly state: ReportState;
  readonly find: (target: RowTarget) => Promise<Place | null>;
}

/** Keeps a report on the text: checked in a worker when typing pauses. `settings` must be the same object while equal. */
export function usePayloadReport(
  parameter: string,
  text: string,
  settings: PayloadSettings,
  outline: ProjectOutline | null,
): PayloadReports {
  const [state, setState] = useState<ReportState>({ kind: 'none' });
  /** Resolves when the text as it stands is checked, or is another one; null while there is none. */
  const settled = useRef<Promise<void> | null>(null);

  useEffect(
    () => () => {
      sharedChecker.leave();
      keepReport(null);
    },
    [],
  );

  // The worker starts and learns the dictionary while the form is still empty.
  const needsProject = settings.layout !== 'table';
  useEffect(() => {
    if (!needsProject || outline === null) return undefined;
    return afterPainting(() => {
      try {
        sharedChecker.knowing(outline);
      } catch {
        sharedChecker.discard();
      }
    });
  }, [needsProject, outline]);

  useEffect(() => {
    if (text === '') {
      settled.current = null;
      keepReport(null);
      return undefined;
    }
    let isStale = false;
    const { promise, resolve } = Promise.withResolvers<void>();
    settled.current = promise;
    const check = async () => {
      try {
        const checker = sharedChecker.knowing(outline);
        setState((before) => (before.kind === 'checked' ? before : { kind: 'checking' }));
        const report = await checker.check(text, settings);
        if (report === null || isStale) return;
        keepReport({ parameter, text, report });
        setState({ kind: 'checked', text, report });
      } catch {
        sharedChecker.discard();
        if (!isStale) setState({ kind: 'failed' });
      }
    };
    const timer = setTimeout(() => void check().then(resolve), PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
      resolve();
    };
  }, [parameter, text, settings, outline]);

  const find = useCallback(async (target: RowTarget) => {
    // Of the text that is shown: while it is being typed, it is another one before it is checked.
    let waited: Promise<void> | null;
    do {
      waited = settled.current;
      await waited;
    } while (waited !== settled.current);
    return waited === null ? null : ((await sharedChecker.current()?.find(target)) ?? null);
  }, []);
  return { state: text === '' ? none : state, find };
}
