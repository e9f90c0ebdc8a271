import { app } from 'electron';

/** How long closing may take before the app ends regardless, in milliseconds. */
const CLOSING_TIME = 5_000;

/**
 * Ends the app with its window, on every system, after `close` has deleted the private files and stopped
 * the practice server.
 */
export function setupQuit(close: () => Promise<void>): void {
  let closing: 'no' | 'running' | 'done' = 'no';
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closing === 'done') return;
    event.preventDefault();
    if (closing === 'running') return;
    closing = 'running';
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, CLOSING_TIME);
    });
    void Promise.race([close().catch(() => undefined), late]).then(() => {
      closing = 'done';
      app.quit();
    });
  });
}
