import { normaliseAddress } from '#app/connection/address.ts';
import type { Connection } from '#app/connection/connection.ts';
import { cleanToken } from '#app/connection/token.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';
import type { ConnectionBook } from './connection-book.ts';
import { cancelled } from '../transport/send.ts';
import { probe } from './probe.ts';

interface Means {
  readonly book: ConnectionBook;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
}

/** Tries what was typed and stores it when it works; nothing is stored otherwise. */
export async function addConnection(means: Means, address: string, text: string): Promise<Reply<Connection>> {
  const normal = normaliseAddress(address);
  if (!normal.ok) return failure('badAddress', normal.message, normal.advice);
  const cleaned = cleanToken(text);
  if (!cleaned.ok) return failure('wrongToken', cleaned.message, cleaned.advice);
  const { token, kind } = cleaned;
  const { url } = normal;
  const tried = await probe({ url, token, fetch: means.fetch, signal: means.signal }, kind);
  if (!tried.ok) return tried;
  if (means.signal.aborted) return cancelled();
  return success(await means.book.add({ title: tried.value.title, url, token, tokenKind: kind }));
}
