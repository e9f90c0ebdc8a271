import { appendFile, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sanitiseFileName } from '#app/response/file-name.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';

/** The largest file a request can carry, in bytes; REDCap's own limits are below it. */
const LARGEST_UPLOAD = 512 * 1024 ** 2;

interface Upload {
  readonly path: string;
  readonly fileName: string;
  size: number;
  /** Chunks are written one after the other, whatever order their calls are answered in. */
  writing: Promise<Reply<null>>;
}

export interface Uploads {
  readonly open: (fileName: string) => Promise<Reply<{ readonly reference: string }>>;
  readonly append: (reference: string, base64: string) => Promise<Reply<null>>;
  readonly discard: (reference: string) => Promise<Reply<null>>;
  /** Where the file behind a reference lies; null when there is none. */
  readonly findFile: (reference: string) => string | null;
}

/** Files the user chose, carried over in chunks into a private folder. */
export function createUploads(folder: string, randomId: () => string, limit = LARGEST_UPLOAD): Uploads {
  const uploads = new Map<string, Upload>();
  let files = 0;
  const gone = (): Reply<never> =>
    failure('notFound', 'The chosen file is no longer there.', 'Choose the file again.');

  const discard = async (reference: string): Promise<Reply<null>> => {
    const upload = uploads.get(reference);
    uploads.delete(reference);
    if (upload !== undefined) {
      await upload.writing;
      await rm(upload.path, { force: true });
    }
    return success(null);
  };

  const write = async (upload: Upload, reference: string, base64: string): Promise<Reply<null>> => {
    const bytes = Buffer.from(base64, 'base64');
    if (upload.size + bytes.length > limit) {
      uploads.delete(reference);
      await rm(upload.path, { force: true });
      const megabytes = Math.floor(limit / 1024 ** 2);
      return failure(
        'tooLarge',
        `“${upload.fileName}” is larger than ${megabytes} MB.`,
        'Choose a smaller file.',
      );
    }
    try {
      await appendFile(upload.path, bytes);
      upload.size += bytes.length;
      return success(null);
    } catch {
      uploads.delete(reference);
      await rm(upload.path, { force: true });
      return failure(
        'storage',
        'The file could not be copied.',
        'Free some disk space and choose the file again.',
      );
    }
  };

  return {
    open: async (fileName) => {
      files += 1;
      const path = join(folder, `upload-${files}`);
      try {
        await (await open(path, 'wx', 0o600)).close();
      } catch {
        return failure(
          'storage',
          'The file could not be copied.',
          'Free some disk space and choose the file again.',
        );
      }
      const reference = randomId();
      const writing = Promise.resolve(success(null));
      uploads.set(reference, { path, fileName: sanitiseFileName(fileName), size: 0, writing });
      return success({ reference });
    },
    append: (reference, base64) => {
      const upload = uploads.get(reference);
      if (upload === undefined) return Promise.resolve(gone());
      upload.writing = upload.writing.then((before) =>
        before.ok ? write(upload, reference, base64) : before,
      );
      return upload.writing;
    },
    discard,
    findFile: (reference) => uploads.get(reference)?.path ?? null,
  };
}
