import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { answerCall } from '#main/call.ts';
import { confStore } from '#main/documents/conf-store.ts';
import { createPlayground } from '#main/playground.ts';
import { nodeFetch } from '#main/transport/node-fetch.ts';
import type { Answering, BrowserHostPowers } from './browser-host.ts';
import { openKeyringCipher } from './keyring-cipher.ts';
import { launch, type LaunchOptions } from './launch.ts';
import { surroundings } from './opening.ts';
import { saveByDownload } from './save-by-download.ts';
import { settingsFolder } from './settings-folder.ts';

/** Runs the app in a browser until it is ended. Rejects with a sentence when it cannot start. */
export function runBrowserHost(options: Omit<LaunchOptions, 'createPlayground' | 'here'>): Promise<void> {
  return launch({ ...options, here: surroundings(), createPlayground: createBrowserPlayground });
}

async function createBrowserPlayground({ emit, tickets }: BrowserHostPowers): Promise<Answering> {
  const { handlers, close } = await createPlayground({
    host: 'browser',
    appVersion: appVersion(),
    store: confStore(settingsFolder(process.platform, process.env)),
    cipher: await openKeyringCipher(),
    fetch: nodeFetch(),
    saveFile: saveByDownload(tickets),
    emit,
    menu: false,
    saveDialog: false,
    now: () => new Date(),
    randomId: randomUUID,
  });
  return { answer: (name, args) => answerCall(handlers, name, args), close };
}

function appVersion(): string {
  const manifest = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}
