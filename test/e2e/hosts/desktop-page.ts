import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningHost, SavedFile } from './host.ts';

/** The folder's name comes from the product's. */
export const DESKTOP_SETTINGS = 'REDCap API Playground';

/** Calls the host through what the preload exposes. */
export const callThroughPreload =
  (page: Page): RunningHost['call'] =>
  (name, args) =>
    page.evaluate(
      ([call, given]) => {
        const { playground } = globalThis as unknown as {
          readonly playground: Readonly<Record<string, (given: unknown) => Promise<unknown>>>;
        };
        return playground[call]?.(given);
      },
      [name, args] as const,
    );

/** Saves through the save dialog, which answers with the file that `answerDialogs` is given. */
export async function saveThroughDialog(
  folder: string,
  action: () => Promise<void>,
  answerDialogs: (file: string) => Promise<void>,
  dialogOptions: () => Promise<unknown>,
): Promise<SavedFile> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `saved-${Date.now()}`);
  await answerDialogs(file);
  await action();
  for (let attempt = 0; ; attempt += 1) {
    try {
      const bytes = await readFile(file);
      const { defaultPath } = (await dialogOptions()) as { readonly defaultPath: string };
      return { name: path.basename(defaultPath), bytes };
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  }
}
