import type { FailureCode, Reply } from '#app/host/failure.ts';

/** A refused call: what went wrong, what to do next, and word for word what was said, if anything. */
export function failure(code: FailureCode, message: string, advice: string, detail?: string): Reply<never> {
  return { ok: false, failure: { code, message, advice, ...(detail === undefined ? {} : { detail }) } };
}

export const success = <Value>(value: Value): Reply<Value> => ({ ok: true, value });
