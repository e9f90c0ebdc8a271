// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { amountIn, watchedRun } from './watched-run.mjs';

/** Milliseconds without progress after which a download is given up. */
const PATIENCE = 20_000;
/** npm's codes for a registry that is out of reach. */
const NETWORK_CODES = /\b(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E40[37]|\w*CERT\w*)\b/;
/** Milliseconds between lines that tell how far it is. */
const REPORT_EVERY = 10_000;

/**
 * Whether every package of the lockfile is installed in its version. npm keeps its own record of what it
 * installed, written last, so a broken-off installation does not pass.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** The Node that runs the app. @param {string} root */
export function appNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} root */
function appNodeRuns(root) {
  try {
    const wanted = packagesOf(join(root, 'package-lock.json'))['node_modules/node']?.version;
    return execFileSync(appNode(root), ['--version'], { encoding: 'utf8' }).trim() === `v${wanted}`;
  } catch {
    return false;
  }
}

/**
 * Installs what package-lock.json says, once. No package may run a script while it is installed, except
 * `node`, whose script fetches the Node that runs the app.
 *
 * @param {string} root
 * @param {{ log: (line: string) => void, interrupt: AbortSignal }} options
 * @returns {Promise<string | null>} What is missing, in a few sentences; null when all is there.
 */
export async function install(root, { log, interrupt }) {
  if (!isInstalled(root)) {
    log('Installing the packages this app is built from (once; a few minutes).');
    const problem = await npm(root, ['ci', '--ignore-scripts'], { log, interrupt });
    if (problem !== null) return problem;
  }
  if (!appNodeRuns(root)) {
    log('Installing the Node that runs the app.');
    const problem = await npm(root, ['rebuild', 'node', '--ignore-scripts=false'], { log, interrupt });
    if (problem !== null) return problem;
    if (!appNodeRuns(root))
      return 'The Node that runs the app was installed but does not start on this machine.';
  }
  return null;
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @param {{ log: (line: string) => void, interrupt: AbortSignal }} options
 * @returns {Promise<string | null>}
 */
async function npm(root, args, { log, interrupt }) {
  const cache = process.env['npm_config_cache'] ?? join(homedir(), '.npm');
  const modules = join(root, 'node_modules');
  let reported = Date.now();
  const pulse = () => {
    if (Date.now() - reported > REPORT_EVERY) {
      reported = Date.now();
      log(`  … ${Math.round(amountIn([modules], 8) / 1_000_000)} MB unpacked`);
    }
    return amountIn([join(cache, '_cacache', 'tmp')], 1) + amountIn([modules], 3);
  };
  const quiet = ['--no-audit', '--no-fund', '--loglevel=http', '--progress=false'];
  const [program, first] = npmCommand();
  const run = await watchedRun(program, [...first, ...args, ...quiet], {
    cwd: root,
    patience: PATIENCE,
    pulse,
    interrupt,
  });
  if (run.outcome === 'ended' && run.status === 0) return null;
  if (run.outcome === 'interrupted') return 'Stopped.';
  const unreachable =
    'Missing: access to the npm package registry. On a network with a proxy, set HTTPS_PROXY or ask IT for the ' +
    'address of the internal registry (npm config set registry …), then run the same command again.';
  const said =
    run.outcome === 'stalled' ? `Nothing arrived for ${PATIENCE / 1000} seconds.` : errorLines(run.output);
  const network = run.outcome === 'stalled' || NETWORK_CODES.test(run.output);
  return `The packages this app is built from could not be installed.\n${said}${network ? `\n${unreachable}` : ''}`;
}

/** npm as the program that runs it now, since on Windows it is not a program of its own. */
function npmCommand() {
  const script = process.env['npm_execpath'];
  /** @type {[string, string[]]} */
  const command = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  return command;
}

/** @param {string} output */
function errorLines(output) {
  const lines = output.split('\n');
  const errors = lines.filter((line) => /^npm (error|ERR!)/.test(line) && !/A complete log/.test(line));
  return (errors.length > 0 ? errors : lines).slice(0, 12).join('\n').trim();
}
