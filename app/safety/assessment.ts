import type { DangerLevel, Effect } from '#app/catalogue/method.ts';

/** What a request does and whether it may be sent, decided from its encoded fields alone. */
export interface Assessment {
  /** null: no method of the catalogue looks like this, which is refused everywhere. */
  readonly methodId: string | null;
  readonly effect: Effect;
  readonly danger: DangerLevel;
  /** What the request will do, in one sentence with a full stop, e.g. "Reads 3 fields of all records." */
  readonly sentence: string;
  readonly decision: Decision;
}

export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'locked'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };
