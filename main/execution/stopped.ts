import type { Method } from '#app/catalogue/method.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure } from '../failure.ts';
import type { StopReason } from './running.ts';

const WORDS: ReadonlyMap<unknown, string> = new Map<StopReason, string>([
  ['removed', 'The connection was removed, so the request was cancelled'],
  ['reset', 'The practice projects were reset, so the request was cancelled'],
]);

/** What a stopped request is answered with; `method` is null when it was stopped before anything was sent. */
export function stopped(signal: AbortSignal, method: Method | null): Reply<never> {
  const why = WORDS.get(signal.reason) ?? 'The request was cancelled';
  if (method === null)
    return failure('cancelled', `${why}; nothing was sent.`, 'Execute again when you are ready.');
  if (method.effect === 'read') {
    return failure(
      'cancelled',
      `${why}.`,
      'It only reads, so nothing was changed. Execute again when you are ready.',
    );
  }
  return failure(
    'cancelled',
    `${why}, but the server may already have received it and may still carry it out.`,
    'Look in the project, or its Logging page, whether the change was made before you repeat the request.',
  );
}
