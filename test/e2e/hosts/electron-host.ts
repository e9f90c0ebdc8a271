import path from 'node:path';
import { _electron as electron } from '@playwright/test';
import { installedRuntime } from '#scripts/start/electron-runtime.ts';
import { callThroughPreload, DESKTOP_SETTINGS, saveThroughDialog } from './desktop-page.ts';
import { makeFolders, project } from './folders.ts';
import type { Preparation, RunningHost } from './host.ts';

/** Why the suite cannot run on Electron here; null where it can. */
export function electronObstacle(): string | null {
  if (installedRuntime(project) === null) return 'not run: Electron’s runtime is not installed';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'not run: there is no display';
  return null;
}

/** Starts the built app in Electron itself. */
export async function startElectronHost(preparation: Preparation): Promise<RunningHost> {
  const executablePath = installedRuntime(project);
  if (executablePath === null) throw new Error('Electron’s runtime is not installed.');
  const folders = await makeFolders();
  const settingsFolder = path.join(folders.config, DESKTOP_SETTINGS);
  await preparation.settings?.(settingsFolder);
  const { NODE_OPTIONS: _recorder, ...environment } = folders.environment;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await electron.launch({
    executablePath,
    args: [...asRoot, `--user-data-dir=${settingsFolder}`, project],
    env: { ...process.env, ...environment } as Record<string, string>,
  });
  const page = await app.firstWindow();
  return {
    page,
    settingsFolder,
    call: callThroughPreload(page),
    saving: (action) =>
      saveThroughDialog(
        path.join(folders.root, 'saved'),
        action,
        (file) =>
          app.evaluate(({ dialog }, filePath) => {
            dialog.showSaveDialog = async (...args: unknown[]) => {
              Object.assign(globalThis, { lastSaveDialog: args.at(-1) });
              return { canceled: false, filePath };
            };
          }, file),
        () => app.evaluate(() => Reflect.get(globalThis, 'lastSaveDialog') as unknown),
      ),
    // Electron's main process takes no `--import`.
    connections: () => null,
    close: async () => {
      await app.close();
      await folders.remove();
    },
  };
}
