import path from 'node:path';
import { app, session } from 'electron';
import { setupCalls } from './calls.ts';
import { setupMenu } from './menu.ts';
import { setupNavigationGuards } from './navigation.ts';
import { setupNetworkSilence } from './network-silence.ts';
import { setupPermissions } from './permissions.ts';
import { createDesktopPlayground } from './playground.ts';
import { declarePageScheme, setupPageProtocol } from './protocol.ts';
import { setupQuit } from './quit.ts';
import { reportStartFailure } from './start-failure.ts';
import { setupSingleInstance } from './single-instance.ts';
import { followTheme } from './theme.ts';
import { openWindow, sendEvent } from './window.ts';

app.enableSandbox();
declarePageScheme();

if (setupSingleInstance()) {
  setupNavigationGuards();
  // Not awaited at the top level: Electron becomes ready only after this file has run to its end.
  void app.whenReady().then(start).catch(reportStartFailure);
}

async function start(): Promise<void> {
  const page = session.defaultSession;
  await setupPageProtocol(page, path.join(app.getAppPath(), 'out/renderer'));
  setupPermissions(page);
  setupNetworkSilence(page);
  const playground = await createDesktopPlayground();
  setupQuit(playground.close);
  const window = openWindow();
  setupCalls(followTheme(playground.handlers), window);
  setupMenu((commandId) => sendEvent('command', { commandId }));
}
