import path from 'node:path';
import { findBrowser } from '#main/hosts/browser/find-browser.ts';
import { launchStandIn } from '#test/support/electron-stand-in/launch.ts';
import { callThroughPreload, DESKTOP_SETTINGS, saveThroughDialog } from './desktop-page.ts';
import { makeFolders, project } from './folders.ts';
import type { Preparation, RunningHost } from './host.ts';

/** Starts the desktop host's built entry on the stand-in for Electron. */
export async function startStandInHost(preparation: Preparation): Promise<RunningHost> {
  const chromium = findBrowser(process);
  if (chromium === null) throw new Error('The suite needs Chrome, Edge or Chromium.');
  const folders = await makeFolders();
  const settingsFolder = path.join(folders.config, DESKTOP_SETTINGS);
  await preparation.settings?.(settingsFolder);
  const app = launchStandIn({
    appPath: project,
    chromium: chromium.path,
    entry: path.join(project, 'out/main/entry.js'),
    environment: folders.environment,
  });
  const page = await app.page();
  return {
    page,
    settingsFolder,
    call: callThroughPreload(page),
    saving: (action) =>
      saveThroughDialog(
        path.join(folders.root, 'saved'),
        action,
        (file) => app.ask('saveTo', { path: file }),
        async () => {
          const records = await app.ask('records');
          return records.findLast(({ did }) => did === 'dialog.showSaveDialog')?.arguments[0];
        },
      ),
    connections: folders.connections,
    close: async () => {
      await app.quit();
      await folders.remove();
    },
  };
}
