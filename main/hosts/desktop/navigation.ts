import { app } from 'electron';

/**
 * Keeps every window on the page it was opened with: no navigation that the page or the user's mouse
 * starts, no redirect, no other window, no embedded browser. Nothing is handed to the system to open
 * either: the app never calls `shell.openExternal`.
 */
export function setupNavigationGuards(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
