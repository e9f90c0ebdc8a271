import path from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { callNames, type EventName, type HostEvents } from '#app/host/contract.ts';
import { CALL_NAMES_ARGUMENT, EVENT_CHANNEL } from './channels.ts';
import { PAGE_ADDRESS } from './page-address.ts';

// The page's own backgrounds, so that nothing flashes while a window is resized or being shown.
const background = { light: '#f6f7f9', dark: '#12161b' } as const;

/** Opens the app's one window, without any power of its own, and shows it once it has something to show. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'REDCap API Playground',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: path.join(app.getAppPath(), 'out/preload/preload.cjs'),
      additionalArguments: [CALL_NAMES_ARGUMENT + callNames.join(',')],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE_ADDRESS);
  return window;
}

/** Tells the page something, if its window is still there. */
export function sendEvent<Name extends EventName>(name: Name, content: HostEvents[Name]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    window.webContents.send(EVENT_CHANNEL, name, content);
  }
}
