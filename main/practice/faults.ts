/** Ways to misbehave on request, for tests of clients. */
const NAMES = [
  'slow-drip',
  'stall',
  'cut',
  'html',
  'redirect-302',
  'redirect-307',
  'gzip-bomb',
  'wrong-length',
  'invalid-utf8',
  'echo-token',
  '429',
] as const;

export type Fault =
  | { readonly kind: (typeof NAMES)[number] }
  /** Exports of more records than this get a gateway's time-out. */
  | { readonly kind: '504-above'; readonly records: number };

/** As they are written on the command line. */
export const FAULT_NAMES: readonly string[] = [...NAMES, '504-above=RECORDS'];

/** Reads `stall` or `504-above=100`; null for what is none. */
export function parseFault(text: string): Fault | null {
  const records = /^504-above=(\d{1,9})$/.exec(text)?.[1];
  if (records !== undefined) return { kind: '504-above', records: Number(records) };
  const kind = NAMES.find((name) => name === text);
  return kind === undefined ? null : { kind };
}
