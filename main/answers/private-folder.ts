import { mkdtempSync, rmSync, lstatSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'redcap-answers-';

export interface PrivateFolder {
  readonly path: string;
  /** Deletes the folder with everything in it. */
  readonly remove: () => void;
}

/**
 * A folder that only this user can read, for study data while the app runs. Folders of runs that ended without
 * tidying up are deleted first; the process id in the name tells whether their run is over.
 */
export function createPrivateFolder(parent: string = tmpdir()): PrivateFolder {
  removeStale(parent);
  const path = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

function removeStale(parent: string): void {
  for (const name of namesIn(parent)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-[A-Za-z0-9]{6}$`).exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const path = join(parent, name);
    try {
      const found = lstatSync(path);
      const mine = process.getuid === undefined || found.uid === process.getuid();
      if (found.isDirectory() && mine) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another run may be tidying up the same folder, or it is not ours to delete.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Forbidden means: it runs, but as someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
