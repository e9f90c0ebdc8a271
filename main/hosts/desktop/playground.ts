import { randomUUID } from 'node:crypto';
import { app, safeStorage } from 'electron';
import { createPlayground, type Playground } from '#main/playground.ts';
import { createApiFetch } from './api-fetch.ts';
import { electronStore } from './electron-store.ts';
import { saveByDialog } from './save-dialog.ts';
import { openTokenCipher } from './token-cipher.ts';
import { sendEvent } from './window.ts';

/** The playground with what the desktop lends it. */
export async function createDesktopPlayground(): Promise<Playground> {
  return createPlayground({
    host: 'desktop',
    appVersion: app.getVersion(),
    store: electronStore(app.getPath('userData')),
    cipher: await openTokenCipher(safeStorage, process.platform),
    fetch: createApiFetch(),
    saveFile: saveByDialog,
    emit: sendEvent,
    menu: true,
    saveDialog: true,
    now: () => new Date(),
    randomId: randomUUID,
  });
}
