import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { runProgram } from '../runners.ts';
import type { Case } from './cases.ts';
import { verdictOn, writeProgram, type Session, type Verdict } from './run-case.ts';

/** Programs that run many programs in one process, by the command of the interpreter that takes long to start. */
const drivers: Readonly<Record<string, string>> = {
  java: driver('RunMany.java'),
  Rscript: driver('run-many.R'),
};

function driver(name: string): string {
  return fileURLToPath(new URL(`drivers/${name}`, import.meta.url));
}

/**
 * Whether the case's program may run in one process with others: it neither reads nor writes a file, which would
 * stand in the folder of the process, and holds no value that the interpreter's own reader of files could change.
 */
export function runsTogether({ runner }: Session, { trial, input }: Case): boolean {
  return (
    drivers[runner.command] !== undefined &&
    (trial === 'defaults' || trial === 'options') &&
    input.answer.kind !== 'file' &&
    input.request.fields.every((field) => field.kind !== 'file')
  );
}

/** Runs the programs of these cases one after the other in one process, and in another when one of them ends it. */
export async function runTogether(
  session: Session,
  numbers: readonly number[],
): Promise<readonly (readonly [number: number, verdict: Verdict])[]> {
  const verdicts: (readonly [number, Verdict])[] = [];
  let waiting: { readonly number: number; readonly folder: string }[] = [];
  for (const number of numbers) {
    const program = await writeProgram(session, number);
    if (program.kind === 'refused') verdicts.push([number, { kind: 'skipped', reason: program.reason }]);
    else waiting.push({ number, folder: program.folder });
  }
  while (waiting.length > 0) {
    const outcome = await start(session, waiting);
    let done = 0;
    for (const { number, folder } of waiting) {
      const status = await textOf(join(folder, 'status'));
      const stderr = await textOf(join(folder, 'stderr'));
      done += 1;
      const ended = status === '' ? outcome.status || 1 : Number(status);
      const messages = status === '' ? `${stderr}\n${outcome.stderr}` : stderr;
      verdicts.push([number, await verdictOn(session, number, folder, { status: ended, stderr: messages })]);
      if (status === '') break;
    }
    waiting = waiting.slice(done);
  }
  return verdicts;
}

function start(
  { runner, token, folder, signal }: Session,
  waiting: readonly { readonly number: number; readonly folder: string }[],
) {
  const first = waiting[0]?.number ?? 0;
  const list = `programs-from-${first}.txt`;
  const options = [...runner.options, drivers[runner.command] ?? ''];
  const lines = waiting.map((program) => `${program.folder}\n`).join('');
  return writeFile(join(folder, list), lines).then(() =>
    runProgram({ ...runner, options }, list, folder, { [TOKEN_VARIABLE]: token }, signal),
  );
}

/** Empty when there is none. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
