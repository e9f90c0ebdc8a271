import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { chromiumStarts, stopChromium } from './chromium.ts';
import { launchOptions } from './launch-options.ts';
import { record } from './records.ts';
import type { App } from 'electron';

const appPath = launchOptions.appPath;
const { productName, version } = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8')) as {
  readonly productName: string;
  readonly version: string;
};

let ending: Promise<void> | undefined;

export class StandInApp extends EventEmitter {
  readonly isPackaged = launchOptions.packaged;
  readonly name = productName;

  enableSandbox(): void {
    record('app.enableSandbox');
  }

  requestSingleInstanceLock(): boolean {
    record('app.requestSingleInstanceLock');
    return !launchOptions.secondInstance;
  }

  async whenReady(): Promise<void> {
    record('app.whenReady');
    await chromiumStarts();
  }

  getVersion(): string {
    return version;
  }

  getAppPath(): string {
    return appPath;
  }

  getPath(name: string): string {
    const settings = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
    const paths: Readonly<Record<string, string>> = {
      userData: path.join(settings, productName),
      temp: process.env['TMPDIR'] ?? '/tmp',
      documents: homedir(),
      downloads: homedir(),
    };
    const found = paths[name];
    if (found === undefined) throw new Error(`The stand-in knows no path called ${name}.`);
    return found;
  }

  /** As Electron: `before-quit`, then the windows close, then `will-quit`, each of which may be prevented. */
  quit(): void {
    record('app.quit');
    ending ??= this.#tryToEnd().finally(() => {
      ending = undefined;
    });
  }

  async #tryToEnd(): Promise<void> {
    await Promise.resolve();
    for (const name of ['before-quit', 'will-quit']) {
      let prevented = false;
      this.emit(name, {
        preventDefault: () => {
          prevented = true;
        },
      });
      if (prevented) return;
    }
    await stopChromium();
    this.exit(0);
  }

  exit(code: number): void {
    process.exit(code);
  }
}

export const app = new StandInApp() satisfies Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'name'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'whenReady'
>;
