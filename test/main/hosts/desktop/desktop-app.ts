import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '#main/hosts/browser/find-browser.ts';
import { launchStandIn, type Launch, type LaunchedApp } from '#test/support/electron-stand-in/launch.ts';

const project = path.resolve(import.meta.dirname, '../../../..');

/** An app folder with the real preload, built, and a small page; and the entry as source, to start in it. */
export interface DesktopApp {
  readonly launch: (options?: Partial<Launch>) => LaunchedApp;
  /** Where the app keeps its settings. */
  readonly userData: string;
  /** Ends what was started and deletes the folder. */
  readonly remove: () => Promise<void>;
}

/** @param page Files of the page, by name. */
export async function makeDesktopApp(page: Readonly<Record<string, string>>): Promise<DesktopApp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'desktop-app-'));
  const started: LaunchedApp[] = [];
  const chromium = findBrowser(process);
  if (chromium === null) throw new Error('These tests need Chrome, Edge or Chromium.');

  await mkdir(path.join(folder, 'out/renderer'), { recursive: true });
  await cp(path.join(project, 'package.json'), path.join(folder, 'package.json'));
  for (const [name, text] of Object.entries(page)) {
    await writeFile(path.join(folder, 'out/renderer', name), text);
  }
  await buildPreload(path.join(folder, 'out/preload'));

  return {
    launch: (options) => {
      const app = launchStandIn({
        appPath: folder,
        chromium: chromium.path,
        entry: path.join(project, 'main/hosts/desktop/entry.ts'),
        ...options,
        environment: { XDG_CONFIG_HOME: path.join(folder, 'config'), ...options?.environment },
      });
      started.push(app);
      return app;
    },
    userData: path.join(folder, 'config/REDCap API Playground'),
    remove: async () => {
      await Promise.all(started.map((app) => app.quit()));
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function buildPreload(folder: string): Promise<void> {
  await build({
    root: project,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: 'main/hosts/desktop/preload.ts',
        formats: ['cjs'],
        fileName: () => 'preload.cjs',
      },
      rolldownOptions: { external: ['electron'] },
    },
  });
}

/** A page that does nothing; its script is there to prove that the policy lets it run. */
export const quietPage: Readonly<Record<string, string>> = {
  'index.html': `<!doctype html>
<html lang="en">
  <head>
    <title>Test page</title>
    <script type="module" src="/main.js"></script>
  </head>
  <body>
    <h1>Test page</h1>
  </body>
</html>
`,
  'main.js': 'document.documentElement.dataset.ran = "yes";\n',
};

/** What the preload exposes, as the page sees it. */
export interface ExposedPage {
  readonly playground: {
    readonly start: (args: unknown) => Promise<unknown>;
    readonly saveText: (args: unknown) => Promise<unknown>;
    readonly on: (name: string, listener: (...event: unknown[]) => void) => () => void;
  };
}

/** Listens in the page for a command and resolves, once it listens, to a way to wait for what it hears. */
export async function hearCommand(page: Page): Promise<() => Promise<unknown>> {
  const heard = await page.evaluateHandle(() => {
    const { playground } = globalThis as unknown as ExposedPage;
    const hearing = new Promise((resolve) => {
      const end = playground.on('command', (...args) => {
        end();
        resolve(args);
      });
    });
    // Wrapped, since a promise itself would be waited for.
    return { hearing };
  });
  return () => heard.evaluate(({ hearing }) => hearing);
}
