import type { Answer } from '#app/response/answer.ts';
import { counted } from '#app/safety/words.ts';

/** The answer in a line: `200 OK`, and `41 ms · 12.4 kB · 114 rows`. */
export function answerFacts(answer: Answer): { readonly status: string; readonly rest: string } {
  const rest = [formatDuration(answer.durationMs), formatBytes(answer.size)];
  if (answer.body.kind === 'table') rest.push(counted(answer.body.rowCount, 'row'));
  return { status: `${answer.status} ${answer.statusText}`.trim(), rest: rest.join(' · ') };
}

export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

/** Decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}
