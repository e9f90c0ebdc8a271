// @ts-check
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appNode, install } from './install.mjs';

/*
 * What `npm start` and `npm test` run first, with whatever Node is there: installs the packages, then hands
 * over to the app's own Node.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const interrupt = new AbortController();
/** @type {import('node:child_process').ChildProcess | null} */
let child = null;

// Ctrl-C in a terminal reaches every process of the group; a signal to this one alone is passed on.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    interrupt.abort();
    child?.kill(signal);
  });
}

process.exitCode = await run(process.argv[2] ?? '', process.argv.slice(3));

/**
 * @param {string} task
 * @param {readonly string[]} options
 * @returns {Promise<number>} Exit status.
 */
async function run(task, options) {
  if (task !== 'start' && task !== 'test') {
    console.error('Use npm start or npm test.');
    return 2;
  }
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(
      `This needs Node 20 or newer; here is ${process.version}. Install it from https://nodejs.org or with your ` +
        'package manager, then run the same command again.',
    );
    return 1;
  }
  const problem = await install(root, { log: console.log, interrupt: interrupt.signal });
  if (problem !== null) {
    console.error(problem);
    return 1;
  }
  if (interrupt.signal.aborted) return 1;
  return runScript(join('scripts', `${task}.ts`), options);
}

/**
 * @param {string} script
 * @param {readonly string[]} options
 * @returns {Promise<number>}
 */
function runScript(script, options) {
  return new Promise((resolve) => {
    // The channel tells the script when this process is gone, however it ended.
    child = spawn(appNode(root), [script, ...options], {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (status) => resolve(status ?? 1));
  });
}
