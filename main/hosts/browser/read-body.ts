import type { IncomingMessage } from 'node:http';
import { refusals, type Refusal } from './refusal.ts';

export type Body =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads a JSON body of at most `limit` bytes. A longer one is read to its end and dropped: a refusal sent
 * while the browser is still sending reaches the page as a broken connection without a reason.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<Body> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(type)) {
    return { ok: false, refusal: refusals.notJson };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part: unknown = chunk;
    if (!(part instanceof Buffer)) continue;
    bytes += part.length;
    if (bytes <= limit) chunks.push(part);
    else chunks.length = 0;
  }
  if (bytes > limit) return { ok: false, refusal: refusals.tooLarge };
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { ok: true, value };
  } catch {
    return { ok: false, refusal: refusals.brokenJson };
  }
}
