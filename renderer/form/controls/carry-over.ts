import { MAX_UPLOAD_CHUNK, type Host } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import type { FileReference } from '#app/request/draft.ts';

/** Carries a chosen file to the host piece by piece. `onProgress` gets the share done, 0 to 1. */
export async function carryOver(
  host: Host,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Reply<FileReference>> {
  const opened = await host.openUpload({ fileName: file.name });
  if (!opened.ok) return opened;
  const { reference } = opened.value;
  for (let from = 0; from < file.size; from += MAX_UPLOAD_CHUNK) {
    if (signal.aborted) break;
    const piece = await readPiece(file.slice(from, from + MAX_UPLOAD_CHUNK));
    if (piece === null) {
      await host.discardUpload({ reference });
      return unreadable(file.name);
    }
    const appended = await host.appendUpload({ reference, base64: piece });
    if (!appended.ok) {
      await host.discardUpload({ reference });
      return appended;
    }
    onProgress(Math.min(1, (from + MAX_UPLOAD_CHUNK) / file.size));
  }
  if (signal.aborted) {
    await host.discardUpload({ reference });
    return cancelled;
  }
  return { ok: true, value: { fileName: file.name, reference } };
}

const cancelled: Reply<never> = {
  ok: false,
  failure: { code: 'cancelled', message: 'Reading the file was cancelled.', advice: '' },
};

async function readPiece(piece: Blob): Promise<string | null> {
  try {
    const bytes = new Uint8Array(await piece.arrayBuffer());
    return bytes.toBase64();
  } catch {
    return null;
  }
}

function unreadable(name: string): Reply<never> {
  return {
    ok: false,
    failure: {
      code: 'storage',
      message: `${name} could not be read.`,
      advice: 'It may have been moved or changed meanwhile: choose it again.',
    },
  };
}
