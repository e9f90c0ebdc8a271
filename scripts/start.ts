import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { surroundings, windowObstacle } from '#main/hosts/browser/opening.ts';
import { buildDesktop, buildPage } from './build.ts';
import { endOfSession } from './end-of-session.ts';
import { obtainRuntime } from './start/electron-runtime.ts';
import { parseOptions, usage, type StartOptions } from './start/options.ts';

const root = join(import.meta.dirname, '..');

/** Builds what has changed and opens the app: in Electron where its runtime is, else in a browser. */
async function start(options: StartOptions, end: AbortSignal): Promise<void> {
  const electron = options.browser ? null : await findElectron(options, end);
  if (end.aborted) return;
  await buildPage();
  if (electron === null) return openInBrowser(options, end);
  await buildDesktop();
  return openInElectron(electron, end);
}

async function findElectron(options: StartOptions, end: AbortSignal): Promise<string | null> {
  // Where no window can be opened, Electron need not be downloaded to find out.
  if (windowObstacle(surroundings()) !== null) return null;
  const electron = await obtainRuntime({ root, interrupt: end, insist: options.desktop, log: console.log });
  if (electron === null && !end.aborted) {
    console.log(
      'Electron’s runtime is not installed and could not be downloaded; opening in the browser instead.',
    );
  }
  return electron;
}

async function openInBrowser(options: StartOptions, end: AbortSignal): Promise<void> {
  const { runBrowserHost } = await import('#main/hosts/browser/entry.ts');
  await runBrowserHost({
    pageFolder: join(root, 'out', 'renderer'),
    port: options.port,
    stay: options.stay,
    open: options.open,
    print: console.log,
    end,
  });
}

function openInElectron(electron: string, end: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(electron, [root], { stdio: 'inherit' });
    const stop = () => child.kill('SIGTERM');
    end.addEventListener('abort', stop);
    if (end.aborted) stop();
    child.once('error', reject);
    child.once('exit', (status) => {
      if (end.aborted || status === 0) resolve();
      else reject(new Error(`Electron ended with status ${status}. Try npm start -- --browser.`));
    });
  });
}

const messageOf = (reason: unknown) => (reason instanceof Error ? reason.message : String(reason));

async function main(): Promise<number> {
  let options: StartOptions;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (reason) {
    console.error(`${messageOf(reason)}\n${usage}`);
    return 2;
  }
  try {
    await start(options, endOfSession());
    return 0;
  } catch (reason) {
    console.error(`The playground could not start. ${messageOf(reason)}`);
    return 1;
  }
}

// Nothing may outlive the window, not even a thread that waits for a keyring.
process.exit(await main());
