import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '#main/hosts/browser/find-browser.ts';
import { surroundings } from '#main/hosts/browser/opening.ts';

/** The app in its browser host with settings of its own, and a browser to look at it. */
export interface OpenedApp {
  /** The page's address with its key. */
  readonly address: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** Starts the browser host as a process of its own and an installed Chromium, for pictures and measurements. */
export async function openApp(): Promise<OpenedApp> {
  const settings = await mkdtemp(join(tmpdir(), 'redcap-playground-look-'));
  const host = spawn(
    process.execPath,
    [join(import.meta.dirname, 'start.ts'), '--browser', '--no-open', '--stay'],
    {
      env: { ...process.env, XDG_CONFIG_HOME: settings, DBUS_SESSION_BUS_ADDRESS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(host, 'exit');
  const stop = async () => {
    host.kill('SIGTERM');
    await ended;
    await rm(settings, { recursive: true, force: true });
  };
  try {
    const address = await printedAddress(host.stdout);
    const browser = await chromium.launch({ executablePath: installedBrowser(), args: sandboxSwitches() });
    return {
      address,
      browser,
      async close() {
        await browser.close();
        await stop();
      },
    };
  } catch (reason) {
    await stop();
    throw reason;
  }
}

async function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
  const timer = AbortSignal.timeout(START_TIMEOUT_MS);
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    const address = /http:\/\/127\.0\.0\.1:\d+\/#key=\S+/.exec(text)?.[0];
    if (address !== undefined) return address;
    if (timer.aborted) break;
  }
  throw new Error(`The app printed no address: ${text}`);
}

function installedBrowser(): string {
  const found = findBrowser(surroundings());
  if (found === null) throw new Error('No Chrome, Edge or Chromium is installed.');
  return found.path;
}

/** Chromium's sandbox refuses root. Nothing but our own page on made-up data is opened here. */
function sandboxSwitches(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
