import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeFor } from '#app/snippets/code-for.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import type { RecordedRequest, RecordingServer } from '#test/support/recording-server.ts';
import { runProgram, type Outcome, type Runner } from '../runners.ts';
import { everyByte } from './answers.ts';
import { caseAt, pathOf, type Case } from './cases.ts';
import { differences } from './differences.ts';
import type { Host } from './hosts.ts';
import { UPLOAD_PATHS } from './method-drafts.ts';

export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'skipped'; readonly reason: string };

/** What the programs of one runner share. */
export interface Session {
  readonly runner: Runner;
  /** The program that runs the Python in it, if it is no program by itself. */
  readonly host: Host | null;
  readonly cases: readonly Case[];
  /** What Execute sends for each of them. */
  readonly expected: readonly RecordedRequest[];
  readonly server: RecordingServer;
  readonly token: string;
  /** Each program gets a folder of its own in it. */
  readonly folder: string;
  /** The file that file methods send. */
  readonly uploadPath: string;
  readonly signal: AbortSignal;
}

/**
 * Runs the program of one case as its users do and compares what came with what Execute sends. One that cannot be
 * run, because it does not compile, has failed: the others are still to be run.
 */
export async function runCase(session: Session, number: number): Promise<Verdict> {
  const program = await writeProgram(session, number);
  if (program.kind === 'refused') return { kind: 'skipped', reason: program.reason };
  const environment = { [TOKEN_VARIABLE]: session.token };
  const { runner, signal } = session;
  try {
    const outcome = await runProgram(runner, program.file, program.folder, environment, signal);
    return await verdictOn(session, number, program.folder, outcome);
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'failed', text: `The program cannot be run: ${String(error)}` };
  }
}

type Written =
  | { readonly kind: 'written'; readonly folder: string; readonly file: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The program, unchanged, beside the file that some of them send. */
export async function writeProgram(
  { runner, host, cases, server, folder, uploadPath }: Session,
  number: number,
): Promise<Written> {
  const { input } = caseAt(cases, number);
  const code = codeFor(runner.target, { ...input, url: new URL(pathOf(number), server.url).href });
  if (code.kind === 'refused') return { kind: 'refused', reason: code.reason };
  const own = join(folder, String(number));
  await mkdir(own, { recursive: true });
  for (const path of UPLOAD_PATHS) await copyFile(uploadPath, join(own, path));
  if (host !== null) return { kind: 'written', folder: own, file: await host.prepare(code.text, own) };
  const file = `program.${runner.target.extension}`;
  await writeFile(join(own, file), code.text);
  return { kind: 'written', folder: own, file };
}

/** Whether the program succeeded, sent what Execute sends and kept the file that was answered. */
export async function verdictOn(
  { host, cases, expected, server }: Session,
  number: number,
  folder: string,
  { status, stderr }: Pick<Outcome, 'status' | 'stderr'>,
): Promise<Verdict> {
  const truth = expected[number];
  if (truth === undefined) throw new Error(`Execute sent nothing for case ${number}.`);
  const path = pathOf(number);
  const seen = server.requests.filter((request) => request.path === path);
  const found = [...differences(truth, seen, host?.repeats ?? false)];
  if (status !== 0) found.push(`it ended with status ${status}`);
  const { answer } = caseAt(cases, number).input;
  if (answer.kind === 'file' && !(await holdsTheAnswer(join(folder, answer.fileName)))) {
    found.push(`${answer.fileName} does not hold the bytes of the answer`);
  }
  if (found.length === 0) return { kind: 'passed' };
  return { kind: 'failed', text: [...found, stderr.slice(-2000)].join('\n') };
}

async function holdsTheAnswer(path: string): Promise<boolean> {
  try {
    return everyByte.equals(await readFile(path));
  } catch {
    return false;
  }
}
