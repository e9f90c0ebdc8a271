import { untilAborted } from '../transport/send.ts';

/** A new project's answer is a token and a little text at most, in bytes. */
const LARGEST_TOKEN_ANSWER = 1024 ** 2;

/** Reads a short body into memory; null when it is too long to be a token. */
export async function readShortBody(response: Response, signal: AbortSignal): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const next = await untilAborted(
      reader?.read() ?? Promise.resolve({ done: true, value: undefined }),
      signal,
    );
    if (next.done || next.value === undefined) return Buffer.concat(chunks);
    chunks.push(next.value);
    size += next.value.length;
    if (size > LARGEST_TOKEN_ANSWER) return null;
  }
}

/**
 * The token of a project just created: plain text, whose last 32 characters count, because other text came before
 * it when a project was made from ODM [S4]. null when the answer holds none.
 */
export function newTokenIn(answer: string): string | null {
  const text = answer.trim();
  const hex = /(?:^|[^0-9A-Fa-f])([0-9A-Fa-f]{32})$/.exec(text)?.[1];
  if (hex !== undefined) return hex;
  return /^[\x21-\x7E]{16,200}$/.test(text) && !/[<>{}"]/.test(text) ? text : null;
}
