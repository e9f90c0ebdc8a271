import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LaunchedApp } from '#test/support/electron-stand-in/launch.ts';
import { makeDesktopApp, quietPage, type DesktopApp, type ExposedPage } from './desktop-app.ts';

let desktop: DesktopApp;
let app: LaunchedApp;
beforeAll(async () => {
  desktop = await makeDesktopApp(quietPage);
  app = desktop.launch();
  await app.page();
});
afterAll(() => desktop.remove());

const saveText = async (fileName: string): Promise<unknown> =>
  (await app.page()).evaluate((name) => {
    const { playground } = globalThis as unknown as ExposedPage;
    return playground.saveText({ fileName: name, text: 'é\n' });
  }, fileName);

const startState = async (started: LaunchedApp): Promise<unknown> =>
  (await started.page()).evaluate(() => {
    const { playground } = globalThis as unknown as ExposedPage;
    return playground.start({});
  });

describe('Saving on the desktop', () => {
  it('writes where the user chooses in the dialog', async () => {
    const file = path.join(desktop.userData, 'chosen.py');
    await app.ask('saveTo', { path: file });
    await expect(saveText('export.py')).resolves.toEqual({ ok: true, value: { kind: 'saved', path: file } });
    await expect(readFile(file, 'utf8')).resolves.toBe('é\n');
  });

  it('does nothing when the user cancels', async () => {
    await app.ask('saveTo', { path: null });
    await expect(saveText('export.py')).resolves.toEqual({ ok: true, value: { kind: 'cancelled' } });
  });

  it('says so when the file cannot be written', async () => {
    await app.ask('saveTo', { path: path.join(desktop.userData, 'no such folder', 'export.py') });
    await expect(saveText('export.py')).resolves.toMatchObject({ ok: false, failure: { code: 'storage' } });
  });

  it('suggests a name that leads into no other folder', async () => {
    await app.ask('saveTo', { path: null });
    await saveText('../../.ssh/authorized_keys');
    const records = await app.ask('records');
    const last = records.findLast(({ did }) => did === 'dialog.showSaveDialog')?.arguments[0];
    const { defaultPath } = last as { readonly defaultPath: string };
    expect(path.dirname(defaultPath)).toBe(homedir());
    expect(path.basename(defaultPath)).not.toMatch(/^\./);
  });
});

describe('What the desktop host keeps', () => {
  it('is one file that only this user can read', async () => {
    const { mode } = await stat(path.join(desktop.userData, 'settings.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is said to be in the keychain where there is one', async () => {
    await expect(startState(app)).resolves.toMatchObject({ value: { capabilities: { tokens: 'keychain' } } });
  });

  it.each(['basic_text', 'unknown', null] as const)(
    'is said to be in memory only where the keychain is %s',
    async (keychain) => {
      const weak = desktop.launch({ keychain });
      await expect(startState(weak)).resolves.toMatchObject({
        value: { capabilities: { tokens: 'memory' } },
      });
      await weak.quit();
    },
  );
});
