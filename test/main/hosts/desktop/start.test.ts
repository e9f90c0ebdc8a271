import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#app/host/commands.ts';
import type { LaunchedApp } from '#test/support/electron-stand-in/launch.ts';
import type { ElectronRecord } from '#test/support/electron-stand-in/records.ts';
import { hearCommand, makeDesktopApp, quietPage, type DesktopApp, type ExposedPage } from './desktop-app.ts';

let desktop: DesktopApp;
beforeAll(async () => {
  desktop = await makeDesktopApp(quietPage);
});
afterAll(() => desktop.remove());

const named = (records: readonly ElectronRecord[], did: string): readonly ElectronRecord[] =>
  records.filter((each) => each.did === did);

describe('The desktop host at its start', () => {
  let app: LaunchedApp;
  let records: readonly ElectronRecord[] = [];

  beforeAll(async () => {
    app = desktop.launch();
    await app.page();
    records = await app.ask('records');
  });

  it('sandboxes every page and declares its scheme before Electron is ready', () => {
    const order = records.map(({ did }) => did);
    expect(order.indexOf('app.enableSandbox')).toBeGreaterThan(-1);
    expect(order.indexOf('app.enableSandbox')).toBeLessThan(order.indexOf('app.whenReady'));
    expect(named(records, 'protocol.registerSchemesAsPrivileged').map((each) => each.arguments)).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } }]],
    ]);
    expect(order.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(
      order.indexOf('app.whenReady'),
    );
  });

  it('opens one window, without powers, whose options hold nothing that weakens it', () => {
    const windows = named(records, 'BrowserWindow');
    expect(windows).toHaveLength(1);
    const options = windows[0]?.arguments[0];
    expect(options).toMatchObject({ width: 1440, height: 900, minWidth: 1024, minHeight: 700, show: false });
    const { preload, additionalArguments, ...preferences } = Reflect.get(
      Object(options),
      'webPreferences',
    ) as {
      readonly preload: string;
      readonly additionalArguments: readonly string[];
    };
    // The whole list: a new preference has to be looked at here.
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: true,
    });
    expect(preload.endsWith('/out/preload/preload.cjs')).toBe(true);
    expect(additionalArguments).toHaveLength(1);
  });

  it('shows the window when it has something to show, with the page of its own scheme', async () => {
    const order = records.map(({ did }) => did);
    expect(named(records, 'window.loadURL').map((each) => each.arguments)).toEqual([['app://playground/']]);
    expect(order.indexOf('window.show')).toBeGreaterThan(order.indexOf('window.loadURL'));
    const page = await app.page();
    await expect(page.locator('html').getAttribute('data-ran')).resolves.toBe('yes');
  });

  it('talks to REDCap in a session of its own that keeps nothing on disk', () => {
    expect(named(records, 'session.fromPartition').map((each) => each.arguments)).toEqual([
      ['api', { cache: false }],
    ]);
  });

  it('turns the spell checker off, whose dictionaries would be downloaded', () => {
    expect(named(records, 'defaultSession.setSpellCheckerEnabled').map((each) => each.arguments)).toEqual([
      [false],
    ]);
  });

  it('starts no crash reporter', () => {
    expect(named(records, 'crashReporter.start')).toEqual([]);
  });

  it('brings its window forward when the app is started again', async () => {
    await app.ask('secondLaunch');
    const after = (await app.ask('records')).slice(records.length).map(({ did }) => did);
    expect(after).toEqual(['window.restore', 'window.focus']);
  });

  it('has every command in its menu, with its keys shown but not taken', async () => {
    const menu = await app.ask('menu');
    const entries = menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    for (const { id, label, accelerator } of commands) {
      const found = entries.filter((each) => each.id === id);
      expect(found, id).toHaveLength(1);
      expect(found[0]).toEqual(
        accelerator === null ? { id, label } : { id, label, accelerator, registerAccelerator: false },
      );
    }
    expect(entries.filter((each) => each.id !== undefined)).toHaveLength(commands.length);
  });

  it('tells the page which menu entry was chosen', async () => {
    const heard = await hearCommand(await app.page());
    await app.ask('chooseMenuEntry', { id: 'palette' });
    await expect(heard()).resolves.toEqual([{ commandId: 'palette' }]);
  });
});

describe('The desktop host, installed', () => {
  it('has no developer tools, in its window or its menu', async () => {
    const app = desktop.launch({ packaged: true });
    await app.page();
    const windows = named(await app.ask('records'), 'BrowserWindow');
    expect(windows[0]?.arguments[0]).toMatchObject({ webPreferences: { devTools: false } });
    expect(JSON.stringify(await app.ask('menu'))).not.toMatch(/toggleDevTools|"reload"/);
    await app.quit();
  });
});

describe('The desktop host at its end', () => {
  it('ends with its window, having closed down', async () => {
    const app = desktop.launch();
    await app.page();
    await app.ask('closeWindow');
    await expect(app.ended).resolves.toBe(0);
    expect(app.output()).toBe('');
  });

  it('leaves no study data behind, and no server running', async () => {
    const temporary = await mkdtemp(path.join(tmpdir(), 'desktop-end-'));
    const app = desktop.launch({ environment: { TMPDIR: temporary } });
    const page = await app.page();
    const ours = async (): Promise<readonly string[]> =>
      (await readdir(temporary)).filter((name) => name.startsWith('redcap-answers-'));
    await expect(ours()).resolves.toHaveLength(1);
    const practice = await page.evaluate(async () => {
      const { playground } = globalThis as unknown as ExposedPage;
      const { value } = (await playground.start({})) as {
        readonly value: { readonly connections: readonly { readonly url: string }[] };
      };
      return value.connections[0]?.url ?? '';
    });
    await expect(fetch(practice, { method: 'POST' })).resolves.toBeDefined();
    await app.quit();
    await expect(ours()).resolves.toEqual([]);
    await expect(fetch(practice, { method: 'POST' })).rejects.toThrow('fetch failed');
    await rm(temporary, { recursive: true });
  });

  it('does not open a second time for the same user', async () => {
    const app = desktop.launch({ secondInstance: true });
    await expect(app.ended).resolves.toBe(0);
    await expect(app.page()).rejects.toThrow('before its window opened');
  });
});
