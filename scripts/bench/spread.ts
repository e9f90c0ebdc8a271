/** Median and 95th percentile of times in milliseconds. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: rounded(at(0.5)), p95: rounded(at(0.95)) };
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;
