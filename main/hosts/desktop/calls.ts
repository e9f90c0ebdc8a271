import { ipcMain, type BrowserWindow } from 'electron';
import { callNames, type Handlers } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { answerCall } from '#main/call.ts';
import { isOurPage } from '#main/security/sender.ts';
import { callChannel } from './channels.ts';
import { PAGE_ORIGIN } from './page-address.ts';

const notOurPage: Reply<never> = {
  ok: false,
  failure: {
    code: 'invalidArguments',
    message: 'This call did not come from the app’s own page.',
    advice: 'Close the window and open the app again.',
  },
};

/** Registers one channel per call of the contract, each answering our own page alone. */
export function setupCalls(handlers: Handlers, window: BrowserWindow): void {
  for (const name of callNames) {
    ipcMain.handle(callChannel(name), async ({ sender, senderFrame }, text: unknown) => {
      const ours = sender === window.webContents && isOurPage(senderFrame, sender.mainFrame, PAGE_ORIGIN);
      return ours ? answerCall(handlers, name, parseJson(text)) : notOurPage;
    });
  }
}

// What is no JSON text becomes undefined, which no call's schema accepts.
function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
