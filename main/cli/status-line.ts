import type { Answer, Explanation } from '#app/response/answer.ts';

/** e.g. `200 OK · 41 ms · 14839 bytes · 60 rows`, followed by what went wrong, if anything did. */
export function statusLine(answer: Answer): string {
  const { status, statusText, durationMs, size, body, verdict } = answer;
  const facts = [`${status} ${statusText}`.trim(), `${durationMs} ms`, `${size} bytes`];
  if (body.kind === 'table') facts.push(`${body.rowCount} rows`);
  const told = facts.join(' · ');
  if (verdict.kind === 'failed') return `${told} · ${failureLine(verdict.failure)}`;
  return [told, ...(verdict.notes ?? [])].join(' · ');
}

/** One line for something that failed: what, what to do, and what the server or network said. */
export function failureLine({ message, advice, detail }: Explanation): string {
  return [message, advice, ...(detail === undefined ? [] : [`[${detail}]`])].join(' ');
}
