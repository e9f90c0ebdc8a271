import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import './controls.ts';
import { crashReporter, dialog, Menu, nativeTheme, safeStorage } from './desktop-parts.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol, session } from './session.ts';

/** What `import … from 'electron'` gives to a process started with `register.ts`. */
const electron = {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  session,
};

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  session,
};
// oxlint-disable-next-line import/no-default-export -- electron-store imports Electron as one object
export default electron;
