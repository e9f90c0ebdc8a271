import type { Explanation } from '#app/response/answer.ts';

/** Why a call to the host failed, in words fit to show. `code` is for the program, never shown. */
export interface Failure extends Explanation {
  readonly code: FailureCode;
}

export type FailureCode =
  | 'invalidArguments'
  | 'notFound'
  | 'locked'
  | 'invalidRequest'
  | 'cancelled'
  | 'badAddress'
  | 'unreachable'
  | 'certificate'
  | 'redirected'
  | 'notRedcap'
  | 'wrongToken'
  | 'httpError'
  | 'tooLarge'
  | 'storage'
  | 'hostGone'
  | 'internal';

/** What every call resolves to; calls never reject, so that nothing but plain JSON crosses to the page. */
export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };
