import { spawn, type ChildProcess } from 'node:child_process';
import type { InstalledBrowser } from './find-browser.ts';
import { createPrivateFolder, createProfile, writeRedirectFile } from './private-folder.ts';

/** Milliseconds a browser gets to end by itself. */
const PATIENCE = 3000;

export interface AppWindow {
  /** Resolves when the browser has ended, however it did. */
  readonly ended: Promise<void>;
  /** Ends the browser and removes its files. */
  readonly close: () => Promise<void>;
}

/** Opens the entrance as an app window with its own, private, short-lived profile. */
export async function openWindow(browser: InstalledBrowser, entrance: string): Promise<AppWindow> {
  const folder = await createPrivateFolder(browser);
  const profile = await createProfile(folder);
  const address = await writeRedirectFile(folder, entrance);
  const child = spawn(browser.path, windowArguments(address, profile), {
    stdio: 'ignore',
    // Its own process group: it can be ended with all its helpers, and Ctrl-C does not reach it before us.
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    ended,
    close: async () => {
      await endProcess(child, ended);
      await folder.remove();
    },
  };
}

/** The browser's arguments: one window, nothing else on the network, nothing asked. */
export function windowArguments(address: string, profile: string): readonly string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--window-size=1360,880',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-background-mode',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--disable-features=MediaRouter,OptimizationHints,Translate',
    // A covered window goes on listening: its event stream is what keeps the host alive.
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // The profile lives as long as the window and keeps no passwords: no question from the keyring about it.
    '--password-store=basic',
    '--use-mock-keychain',
  ];
}

async function endProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  signal(child, 'SIGTERM');
  const impatient = setTimeout(() => signal(child, 'SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(impatient);
  // Helpers of a browser that ended badly.
  signal(child, 'SIGKILL');
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It is gone, which is what was wanted.
  }
}
