import type { Failure } from '#app/host/failure.ts';

/** A failure as running text: what happened, then what to do. */
export function failureText(failure: Failure): string {
  return `${failure.message} ${failure.advice}`.trim();
}
