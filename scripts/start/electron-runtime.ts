import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { amountIn, watchedRun } from '../watched-run.mjs';

/** Milliseconds without progress after which the download is given up. */
const PATIENCE = 20_000;
/** Milliseconds for which a failed download is not tried again by itself: where it is blocked, it stays so. */
const FORGET_FAILURE = 24 * 60 * 60 * 1000;

export interface RuntimeOptions {
  /** The folder that holds node_modules. */
  readonly root: string;
  readonly interrupt: AbortSignal;
  /** Tries even if it failed lately. */
  readonly insist: boolean;
  readonly patience?: number;
  readonly log: (line: string) => void;
}

/** The path of Electron's program; null when it is not installed. */
export function installedRuntime(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Downloads Electron's runtime with its own installer, if it is not there. Null when that fails. */
export async function obtainRuntime(options: RuntimeOptions): Promise<string | null> {
  const { root, interrupt, insist, patience = PATIENCE, log } = options;
  const installed = installedRuntime(root);
  if (installed !== null) return installed;
  const failure = join(root, 'node_modules', '.cache', 'electron-download-failed');
  if (!insist && (await ageOf(failure)) < FORGET_FAILURE) return null;

  log('Downloading Electron’s runtime (once; about 120 MB).');
  const folder = join(root, 'node_modules', 'electron');
  // A folder for this download alone, so that its growth is the progress.
  const partial = await mkdtemp(join(tmpdir(), 'electron-runtime-'));
  const run = await watchedRun(process.execPath, [join(folder, 'install.js')], {
    cwd: root,
    env: { ...process.env, TMPDIR: partial, TEMP: partial, TMP: partial },
    patience,
    pulse: () => amountIn([partial, join(folder, 'dist')], 3),
    interrupt,
  });
  await rm(partial, { recursive: true, force: true });
  const obtained = run.outcome === 'ended' && run.status === 0 ? installedRuntime(root) : null;
  if (obtained === null && run.outcome !== 'interrupted') {
    await mkdir(join(failure, '..'), { recursive: true });
    await writeFile(failure, run.output);
  }
  return obtained;
}

async function ageOf(file: string): Promise<number> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch {
    return Infinity;
  }
}
