import { hostname, userInfo } from 'node:os';
import { startBrowserHost, type BrowserHost, type BrowserHostOptions } from './browser-host.ts';
import type { InstalledBrowser } from './find-browser.ts';
import { openWindow, type AppWindow } from './open-window.ts';
import { chooseOpening, type Opening, type Surroundings } from './opening.ts';

export interface LaunchOptions extends BrowserHostOptions {
  /** False prints the address instead of opening a window. */
  readonly open: boolean;
  readonly here: Surroundings;
  readonly print: (line: string) => void;
  /** Aborted when the user asks to end. */
  readonly end: AbortSignal;
}

/**
 * Runs the browser host until its window is closed or the user ends it, then leaves nothing behind: no
 * browser, no server, no private file. Rejects when the host cannot start.
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const { end, print } = options;
  const host = await startBrowserHost(options);
  let window: AppWindow | null = null;
  try {
    const opening: Opening = options.open
      ? chooseOpening(options.here)
      : { kind: 'address', reason: 'No window was asked for.' };
    if (opening.kind === 'window') window = await tryToOpen(opening.browser, host, options);
    else printAddress(host, opening.reason, print);
    await Promise.race([host.closed, aborted(end)]);
  } finally {
    await window?.close();
    await host.close();
  }
}

async function tryToOpen(
  browser: InstalledBrowser,
  host: BrowserHost,
  { print, stay, end }: LaunchOptions,
): Promise<AppWindow | null> {
  const notOpened = () => printAddress(host, `${browser.name} did not open a window.`, print);
  const window = await openWindow(browser, host.entrance).catch(() => null);
  if (window === null) {
    notOpened();
    return null;
  }
  print(`The playground is open in a window of ${browser.name}. Close it, or press Ctrl-C here, to end.`);
  void window.ended.then(() => {
    if (end.aborted) return;
    // Ended without ever having shown the page, as it does where its sandbox cannot work.
    if (!host.served()) notOpened();
    else if (host.pages() === 0 && !stay) void host.close();
  });
  return window;
}

/**
 * Prints the way in. It holds the key, since without a window there is no other way to pass it; this is the
 * one place where the key is shown. From now on only Ctrl-C ends the host.
 */
function printAddress(host: BrowserHost, reason: string, print: (line: string) => void): void {
  host.stay();
  const { port } = host;
  print(`${reason} Open this address in a browser on this machine; keep it to yourself:`);
  print(`  ${host.entrance}`);
  print('From another computer, run this there first, then open the same address there:');
  print(`  ssh -N -L ${port}:127.0.0.1:${port} ${userInfo().username}@${hostname()}`);
  print('Press Ctrl-C to end.');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
