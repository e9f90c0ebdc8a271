// @ts-check
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Plain JavaScript without dependencies, for any Node from 20 on: it runs before anything is installed.
 */

/**
 * @typedef {object} WatchedRun
 * @property {'ended' | 'stalled' | 'interrupted'} outcome
 * @property {number} status Exit status; 1 when it was stopped.
 * @property {string} output The last of what it printed, for an error message.
 */

/**
 * Runs a program that downloads, and gives it up when nothing has moved for a while: nothing printed, and
 * no change in `pulse`, e.g. the bytes that have arrived. Stopping ends its whole process group.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} options.patience Milliseconds without progress.
 * @param {() => string | number} options.pulse Asked about once a second.
 * @param {AbortSignal} options.interrupt
 * @returns {Promise<WatchedRun>}
 */
export function watchedRun(program, args, { cwd, env = process.env, patience, pulse, interrupt }) {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      windowsHide: true,
    });
    let output = '';
    let moved = Date.now();
    let last = pulse();
    /** @type {WatchedRun['outcome']} */
    let outcome = 'ended';

    /** @param {WatchedRun['outcome']} why */
    const stop = (why) => {
      if (outcome !== 'ended') return;
      outcome = why;
      killGroup('SIGTERM');
      setTimeout(() => killGroup('SIGKILL'), 2000).unref();
    };
    /** @param {NodeJS.Signals} signal */
    const killGroup = (signal) => {
      if (child.pid === undefined) return;
      try {
        if (windows) child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch {
        // Already gone.
      }
    };
    const watch = setInterval(
      () => {
        const now = pulse();
        if (now !== last) moved = Date.now();
        last = now;
        if (Date.now() - moved > patience) stop('stalled');
      },
      Math.min(1000, patience / 4),
    );
    const onInterrupt = () => stop('interrupted');
    interrupt.addEventListener('abort', onInterrupt);
    if (interrupt.aborted) onInterrupt();

    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        moved = Date.now();
        output = (output + text).slice(-20_000);
      });
    }
    let finished = false;
    /** @param {number} status */
    const finish = (status) => {
      if (finished) return;
      finished = true;
      clearInterval(watch);
      interrupt.removeEventListener('abort', onInterrupt);
      resolve({ outcome, status: outcome === 'ended' ? status : 1, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    child.once('close', (status) => finish(status ?? 1));
  });
}

/**
 * How much is in some folders, as one number that changes when something arrives: entries and bytes, down to
 * a depth. A folder that is not there counts as nothing.
 *
 * @param {readonly string[]} folders
 * @param {number} depth
 * @returns {number}
 */
export function amountIn(folders, depth) {
  let amount = 0;
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isFile()) amount += 1 + sizeOf(path);
      else if (entry.isDirectory()) amount += 1 + (depth > 1 ? amountIn([path], depth - 1) : 0);
    }
  }
  return amount;
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** @param {string} path */
function sizeOf(path) {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
