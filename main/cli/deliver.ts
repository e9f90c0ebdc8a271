import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Copies a file's bytes to standard output; a reader that goes away early is no error. */
export async function copyToOutput(path: string): Promise<void> {
  try {
    await pipeline(createReadStream(path), process.stdout, { end: false });
  } catch (error) {
    const gone =
      error instanceof Error &&
      'code' in error &&
      ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code));
    if (!gone) throw error;
  }
}

/** Puts a file in place in one step, readable by this user alone; false when it cannot be written. */
export async function copyToFile(path: string, target: string): Promise<boolean> {
  const part = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  try {
    await copyFile(path, part);
    await chmod(part, 0o600);
    await rename(part, target);
    return true;
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
    return false;
  }
}
