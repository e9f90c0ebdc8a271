import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export const root = join(import.meta.dirname, '..', '..');

export interface ProgramRun {
  readonly status: number;
  readonly output: string;
}

/**
 * Runs a JavaScript program with this Node to its end and keeps all it prints. An interrupt ends it with all
 * that it has started. Never rejects.
 */
export function runProgram(
  args: readonly string[],
  interrupt: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      // Colours would stand as codes in a log; some programs write them all the same.
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += stripVTControlCharacters(text);
      });
    }
    const end = (signal: NodeJS.Signals) => {
      if (child.pid === undefined) return;
      try {
        if (process.platform === 'win32') child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch {
        // Already gone.
      }
    };
    const stop = () => {
      end('SIGTERM');
      setTimeout(end, 3000, 'SIGKILL').unref();
    };
    interrupt.addEventListener('abort', stop);
    if (interrupt.aborted) stop();
    const finish = (status: number) => {
      interrupt.removeEventListener('abort', stop);
      resolve({ status, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    child.once('close', (status) => finish(status ?? 1));
  });
}
