import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { makeFolders, project } from './folders.ts';
import type { Preparation, RunningHost } from './host.ts';

/** Starts `npm start -- --browser --no-open` and opens the address it prints. */
export async function startBrowserHost(browser: Browser, preparation: Preparation): Promise<RunningHost> {
  const folders = await makeFolders();
  const settingsFolder = path.join(folders.config, 'redcap-playground-browser');
  await preparation.settings?.(settingsFolder);
  const child = spawn(process.execPath, ['scripts/start.ts', '--browser', '--no-open'], {
    cwd: project,
    env: { ...process.env, ...folders.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const entrance = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (text: unknown): void => {
      output += String(text);
      const address = /http:\/\/127\.0\.0\.1:\d+\/#key=\S+/.exec(output)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`The browser host ended at its start.\n${output}`)));
  });

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['clipboard-write']);
  const page = await context.newPage();
  await page.goto(entrance);
  return {
    page,
    settingsFolder,
    call: (name, args) =>
      page.evaluate(
        async ([call, body]) => {
          const response = await fetch(`/call/${call}`, {
            method: 'POST',
            headers: {
              'Content-Type': 'application/json',
              'X-Playground-Key': sessionStorage.getItem('playground-key') ?? '',
            },
            body,
          });
          return response.json() as Promise<unknown>;
        },
        [name, JSON.stringify(args)] as const,
      ),
    saving: async (action) => {
      const [download] = await Promise.all([page.waitForEvent('download'), action()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    },
    connections: folders.connections,
    close: async () => {
      await context.close();
      child.kill('SIGTERM');
      await ended;
      await folders.remove();
    },
  };
}
