import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const CLI = fileURLToPath(new URL('../../main/cli.ts', import.meta.url));

export interface CliOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface CliResult {
  readonly status: number | null;
  readonly output: Buffer;
  readonly errors: string;
}

/** Starts the command line in a process of its own, without the test's environment. */
export function startCli(args: readonly string[], { cwd, environment = {} }: Omit<CliOptions, 'input'> = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: cwd ?? process.cwd(),
    env: { PATH: process.env['PATH'] ?? '', ...environment },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Runs the command line to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = startCli(args, options);
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(options.input ?? '');
  const status = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { status, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() };
}
