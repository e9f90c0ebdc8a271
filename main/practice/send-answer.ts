import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { Answer } from './answer.ts';

export function headOf(answer: Answer): OutgoingHttpHeaders {
  return { 'content-type': answer.type, 'cache-control': 'no-store', ...answer.headers };
}

/** Sends an answer as fast as the client takes it. Rejects when the client goes away. */
export async function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(answer.status, headOf(answer));
  const { body } = answer;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  // Few pieces are made ahead, so that a slow client costs no memory.
  await pipeline(Readable.from(inTurn(body), { highWaterMark: 2 }), response);
}

/** A client that takes every piece at once would keep the server from everybody else: others come in between. */
async function* inTurn<Piece>(pieces: Iterable<Piece>): AsyncGenerator<Piece> {
  for (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}
