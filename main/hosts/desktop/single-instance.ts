import { app, BrowserWindow } from 'electron';

/**
 * Allows one running app per user, so that two of them never write the same files: a second launch brings
 * the first one's window forward and ends. Answers whether this launch may go on.
 */
export function setupSingleInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  return true;
}
