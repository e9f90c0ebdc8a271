import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRecordingServer, type RecordingServer } from '#test/support/recording-server.ts';
import { everyByte, successFor } from './answers.ts';
import { caseAt, numberIn, type Case } from './cases.ts';
import { executed } from './executed.ts';
import { tasksOf, type Check, type Task } from './tasks.ts';
import type { Way } from './ways.ts';

/**
 * Checks every case in every way, as many at a time as there are processors. `onDone` hears of each way when its
 * last case is checked. When the signal aborts, what runs is ended and the checks so far come back. Nothing stays
 * on the disk.
 */
export async function verify(
  ways: readonly Way[],
  cases: readonly Case[],
  signal: AbortSignal,
  onDone: (way: Way, checks: readonly Check[]) => void = () => undefined,
): Promise<readonly Check[]> {
  const root = await mkdtemp(join(tmpdir(), 'redcap-verify-'));
  const servers: RecordingServer[] = [];
  try {
    const token = randomBytes(16).toString('hex').toUpperCase();
    const uploadPath = join(root, 'upload.bin');
    await writeFile(uploadPath, everyByte);
    const expected = await executed(cases, token, uploadPath);
    const tasks: Task[] = [];
    for (const [index, way] of ways.entries()) {
      const server = await startRecordingServer();
      servers.push(server);
      server.answerWith(async ({ path }) => successFor(caseAt(cases, numberIn(path))));
      const folder = join(root, String(index));
      await mkdir(folder);
      tasks.push(...tasksOf(way, { cases, expected, server, token, folder, uploadPath, signal }));
    }
    return await inParallel(tasks, signal, onDone);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await rm(root, { recursive: true, force: true });
  }
}

async function inParallel(
  tasks: readonly Task[],
  signal: AbortSignal,
  onDone: (way: Way, checks: readonly Check[]) => void,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const left = new Map<Way, number>();
  for (const { way } of tasks) left.set(way, (left.get(way) ?? 0) + 1);
  const waiting = tasks.values();
  const worker = async (): Promise<void> => {
    for (const { way, work } of waiting) {
      if (signal.aborted) return;
      checks.push(...(await work().catch((error: unknown) => unlessAborted(error, signal))));
      const remaining = (left.get(way) ?? 0) - 1;
      left.set(way, remaining);
      if (remaining === 0 && !signal.aborted) {
        onDone(
          way,
          checks.filter((check) => check.way === way),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return checks;
}

/** A program that was ended on purpose proves nothing. */
function unlessAborted(error: unknown, signal: AbortSignal): readonly Check[] {
  if (signal.aborted) return [];
  throw error;
}
