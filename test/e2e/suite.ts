import { test as base, expect } from '@playwright/test';
import { startBrowserHost } from './hosts/browser-host.ts';
import { startElectronHost } from './hosts/electron-host.ts';
import type { HostName, Preparation, RunningHost } from './hosts/host.ts';
import { startStandInHost } from './hosts/stand-in-host.ts';
import { withServers, type Servers } from './servers/servers.ts';
import { createWindow, type PlaygroundWindow } from './window/window.ts';

export { expect };

export interface SuiteOptions {
  readonly host: HostName;
}

interface Fixtures extends SuiteOptions {
  /** Starts the app; once per test. It is ended, and its network traffic judged, after the test. */
  readonly start: (preparation?: Preparation) => Promise<Started>;
  /** The app as it starts for the first time, its practice project read: until then the form can move under the pointer. */
  readonly app: Started;
  readonly servers: Servers;
}

/** The running app, and its window by areas. */
export interface Started extends RunningHost {
  readonly window: PlaygroundWindow;
  /** Addresses of another computer's that the test itself chose, as `host:port`. */
  readonly allowed: Set<string>;
}

export const test = base.extend<Fixtures>({
  host: ['browser-host', { option: true }],

  start: async ({ host, browser }, use) => {
    const running: Started[] = [];
    const requests: string[] = [];
    await use(async (preparation = {}) => {
      const started = await startHost(host, browser, preparation);
      started.page.on('request', (request) => requests.push(request.url()));
      const app = { ...started, window: createWindow(started.page), allowed: new Set<string>() };
      running.push(app);
      return app;
    });
    for (const app of running) {
      const own = new URL(app.page.url()).origin;
      const foreign = requests.filter((url) => !url.startsWith(own) && !/^(blob|data):/.test(url));
      const connections = app.connections() ?? [];
      const away = connections.filter((to) => !/^(127\.0\.0\.1|localhost):/.test(to) && !app.allowed.has(to));
      await app.close();
      expect(foreign, 'The page asked nothing of another address').toEqual([]);
      expect(away, 'The host connected to nothing but this computer').toEqual([]);
    }
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures it needs from here
  servers: async ({}, use) => withServers(use),

  app: async ({ start }, use) => {
    const started = await start();
    await expect(started.window.projectRead).toBeVisible();
    await use(started);
  },
});

/** Adds a project through the window and waits until it is the current one. */
export async function addProject({ window }: Started, url: string, token: string): Promise<void> {
  await window.projects.openAdd();
  await window.addProject.submit(url, token);
  await expect(window.addProject.dialog).toBeHidden();
  await expect(window.projects.current).not.toContainText('on this computer');
}

function startHost(
  host: HostName,
  browser: Parameters<typeof startBrowserHost>[0],
  preparation: Preparation,
): Promise<RunningHost> {
  switch (host) {
    case 'browser-host':
      return startBrowserHost(browser, preparation);
    case 'desktop-stand-in':
      return startStandInHost(preparation);
    case 'desktop-electron':
      return startElectronHost(preparation);
  }
}
