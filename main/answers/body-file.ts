import { open, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';
import { networkFailure } from '../transport/network-failure.ts';
import { cancelled, untilAborted } from '../transport/send.ts';
import { redactor } from './redactor.ts';

/** Answers above this are given up, in bytes. */
const LARGEST_BODY = 4 * 1024 ** 3;
/** Disk space always left free, in bytes. */
const SPARE_DISK = 512 * 1024 ** 2;

export interface BodyTransfer {
  readonly body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null;
  readonly url: string;
  readonly path: string;
  /** Cut out on the way, before anything reaches the disk. */
  readonly tokens: readonly string[];
  readonly signal: AbortSignal;
  /** Called with every piece that is kept and its position in the file. */
  readonly onBytes: (bytes: Uint8Array, at: number) => void;
  /** Bytes received so far. */
  readonly onProgress: (received: number) => void;
  /** Bytes taken at most, if that is less than there is room for. */
  readonly largest?: number;
}

/** Streams a body into a file only this user can read; answers with its size. A failed transfer leaves no file. */
export async function receiveBody(transfer: BodyTransfer): Promise<Reply<number>> {
  const limit = Math.min(transfer.largest ?? LARGEST_BODY, await roomFor(dirname(transfer.path)));
  const file = await open(transfer.path, 'wx', 0o600);
  const cutter = redactor(transfer.tokens);
  const reader = readerOf(transfer.body);
  let received = 0;
  let size = 0;
  let whole = false;

  const keep = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) {
      transfer.onBytes(piece, size);
      size += piece.length;
    }
    if (pieces.length > 0) await file.writev(pieces);
  };

  try {
    for (;;) {
      const next = await untilAborted(reader.next(), transfer.signal);
      if (next.done === true) break;
      received += next.value.length;
      if (received > limit) return tooLarge(limit);
      await keep(cutter.push(next.value));
      transfer.onProgress(received);
    }
    await keep(cutter.end());
    whole = true;
    return success(size);
  } catch (error) {
    if (transfer.signal.aborted) return cancelled();
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
      return tooLarge(size);
    }
    return { ok: false, failure: networkFailure(error, transfer.url) };
  } finally {
    await file.close();
    if (!whole) {
      // Not awaited: a server that stalls must not hold up the answer to a cancel.
      reader.return?.().catch(() => undefined);
      await rm(transfer.path, { force: true });
    }
  }
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  yield* [];
}

const readerOf = (body: BodyTransfer['body']): AsyncIterator<Uint8Array> =>
  (body ?? emptyBody())[Symbol.asyncIterator]();

async function roomFor(folder: string): Promise<number> {
  try {
    const disk = await statfs(folder);
    return Math.max(0, disk.bavail * disk.bsize - SPARE_DISK);
  } catch {
    // Some file systems do not tell; a full disk is then noticed while writing.
    return LARGEST_BODY;
  }
}

function tooLarge(limit: number): Reply<never> {
  const megabytes = Math.round(limit / 1024 ** 2);
  return failure(
    'tooLarge',
    `The answer is larger than ${megabytes} MB, which is all there is room for, so it was given up.`,
    'Ask for less at once: fewer fields, or the records in several requests. Free disk space may help, too.',
  );
}
