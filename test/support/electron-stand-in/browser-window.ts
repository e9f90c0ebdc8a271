import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { app } from './app.ts';
import { chromiumStarts, type RunningChromium } from './chromium.ts';
import { nativeTheme } from './desktop-parts.ts';
import { INVOKE_BINDING, preloadScript } from './preload-script.ts';
import { record } from './records.ts';
import { session } from './session.ts';
import { tellTest } from './tell-test.ts';
import { StandInWebContents } from './web-contents.ts';
import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions } from 'electron';

// What Chromium can be asked for, by Electron's name and by Playwright's.
const permissions = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
} as const;

const open: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }

  readonly webContents = new StandInWebContents(session.defaultSession);
  readonly #options: BrowserWindowConstructorOptions;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    record('BrowserWindow', options);
    this.#options = options;
    open.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(address: string): Promise<void> {
    record('window.loadURL', address);
    const chromium = await chromiumStarts();
    await this.#openPage(chromium);
    await this.webContents.load(address);
    this.emit('ready-to-show');
    tellTest({ kind: 'window', address: chromium.address });
  }

  async #openPage({ context }: RunningChromium): Promise<void> {
    const page = context.pages()[0] ?? (await context.newPage());
    this.webContents.attach(page);
    const { width = 800, height = 600, webPreferences } = this.#options;
    await page.setViewportSize({ width, height });
    await page.exposeBinding(INVOKE_BINDING, ({ frame }, channel: string, args: readonly unknown[]) =>
      this.webContents.invoked(frame, channel, args),
    );
    if (webPreferences?.preload !== undefined) {
      const { preload, additionalArguments = [] } = webPreferences;
      await page.addInitScript({ content: await preloadScript(preload, additionalArguments) });
    }
    await this.#grantPermissions(page);
    await page.route('**/*', (route, request) => this.webContents.route(route, request));
    await context.route('**/*', (route) => route.abort('blockedbyclient'));
    context.on('page', (another) => {
      if (!this.webContents.mayOpen(another.url())) void another.close();
    });
    const follow = (): void => {
      const { themeSource } = nativeTheme;
      void page.emulateMedia({ colorScheme: themeSource === 'system' ? null : themeSource });
    };
    nativeTheme.on('updated', follow);
    page.on('close', () => {
      nativeTheme.off('updated', follow);
      this.#closed();
    });
  }

  async #grantPermissions(page: Page): Promise<void> {
    const granted: string[] = [];
    for (const [name, chromiumName] of Object.entries(permissions)) {
      const answers = await this.webContents.session.permission(name, 'app://playground/');
      if (answers.check && answers.request) granted.push(chromiumName);
    }
    await page.context().grantPermissions(granted);
  }

  #closed(): void {
    this.#destroyed = true;
    open.splice(open.indexOf(this), 1);
    this.emit('closed');
    if (open.length === 0) app.emit('window-all-closed');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isMinimized(): boolean {
    return true;
  }

  restore(): void {
    record('window.restore');
  }

  focus(): void {
    record('window.focus');
  }

  show(): void {
    record('window.show');
  }

  close(): void {
    void this.webContents.page.close();
  }
}

// Checked here, since a class with static members cannot be checked where it is written.
({}) as BrowserWindow satisfies Pick<
  ElectronWindow,
  'close' | 'focus' | 'isDestroyed' | 'isMinimized' | 'loadURL' | 'restore' | 'show'
>;
