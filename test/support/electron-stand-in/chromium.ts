import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { launchOptions } from './launch-options.ts';

/** A running Chromium with its own empty profile. */
export interface RunningChromium {
  readonly context: BrowserContext;
  /** Where a test connects to the same windows. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

let starting: Promise<RunningChromium> | undefined;

/** Starts Chromium once. */
export function chromiumStarts(): Promise<RunningChromium> {
  starting ??= start();
  return starting;
}

export async function stopChromium(): Promise<void> {
  await (await starting)?.close();
}

async function start(): Promise<RunningChromium> {
  const profile = await mkdtemp(path.join(tmpdir(), 'electron-stand-in-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: launchOptions.chromium,
    headless: !launchOptions.headed,
    // In tests only: Chromium's sandbox refuses to run as root.
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
    viewport: null,
    acceptDownloads: false,
  });
  return {
    context,
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new Error('No free port was found.');
  return address.port;
}
