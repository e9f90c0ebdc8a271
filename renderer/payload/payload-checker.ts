// The bundler makes this default export out of the query.
// oxlint-disable-next-line import/default
import PayloadWorker from './payload.worker.ts?worker';
import type { RowTarget } from '#app/project/payload/find-row.ts';
import type { PayloadProject } from '#app/project/payload/project-view.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import type { Place } from '#app/project/payload/text-lines.ts';
import type { PayloadReport } from './payload-report.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

/** Checks texts off the page's main thread. An answer that a later question made stale is dropped. */
export interface PayloadChecker {
  readonly setProject: (project: PayloadProject | null) => void;
  /** Resolves to null when another check was asked for meanwhile. Rejects when the worker cannot run. */
  readonly check: (text: string, settings: PayloadSettings) => Promise<PayloadReport | null>;
  /** Looks in the text that was checked last. */
  readonly find: (target: RowTarget) => Promise<Place | null>;
  readonly isBusy: () => boolean;
  readonly close: () => void;
}

export function openPayloadChecker(): PayloadChecker {
  const worker = new PayloadWorker();
  const waiting = new Map<number, (answer: WorkerAnswer | null) => void>();
  let failed: ((reason: Error) => void)[] = [];
  let lastId = 0;
  let lastCheck = 0;
  let busy = false;
  let next: (() => void) | null = null;

  const ask = (make: (id: number) => WorkerQuestion) =>
    new Promise<WorkerAnswer | null>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      failed.push(reject);
      worker.postMessage(make(lastId), []);
    });

  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    const resolve = waiting.get(data.id);
    waiting.delete(data.id);
    if (waiting.size === 0) failed = [];
    resolve?.(data);
  });
  worker.addEventListener('error', () => {
    for (const reject of failed) reject(new Error('The checks could not run.'));
    waiting.clear();
    failed = [];
  });

  // One text at a time: while a large one is checked, only the newest of those that follow is kept.
  const checkNow = async (id: number, text: string, settings: PayloadSettings) => {
    busy = true;
    try {
      const answer = await ask((questionId) => ({ kind: 'check', id: questionId, text, settings }));
      return id === lastCheck && answer?.kind === 'checked' ? answer.report : null;
    } finally {
      busy = false;
      const start = next;
      next = null;
      start?.();
    }
  };

  return {
    setProject: (project) => worker.postMessage({ kind: 'project', project } satisfies WorkerQuestion, []),
    check(text, settings) {
      lastCheck += 1;
      const id = lastCheck;
      if (!busy) return checkNow(id, text, settings);
      return new Promise((resolve, reject) => {
        const before = next;
        next = () => {
          if (id !== lastCheck) resolve(null);
          else checkNow(id, text, settings).then(resolve, reject);
        };
        before?.();
      });
    },
    async find(target) {
      const answer = await ask((id) => ({ kind: 'find', id, target }));
      return answer?.kind === 'found' ? answer.place : null;
    },
    isBusy: () => busy,
    close: () => worker.terminate(),
  };
}
