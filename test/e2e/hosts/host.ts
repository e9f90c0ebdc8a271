import type { Page } from '@playwright/test';
import type { CallName } from '#app/host/contract.ts';

export type HostName = 'browser-host' | 'desktop-stand-in' | 'desktop-electron';

/** A file as the user finds it after saving. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The app, running on one host, with folders of its own. */
export interface RunningHost {
  readonly page: Page;
  /** Where the app keeps its settings. */
  readonly settingsFolder: string;
  /** Calls the host as a page taken over by hostile text could: past every button. */
  readonly call: (name: CallName, args: object) => Promise<unknown>;
  /** Does something that saves a file, and answers with it. */
  readonly saving: (action: () => Promise<void>) => Promise<SavedFile>;
  /** Everything the host's own process connected to, as `host:port`; null where that cannot be seen. */
  readonly connections: () => readonly string[] | null;
  /** Ends the app as its user would. */
  readonly close: () => Promise<void>;
}

/** What a test may prepare before the app starts. */
export interface Preparation {
  /** Called with the settings folder, which is not there yet. */
  readonly settings?: (folder: string) => Promise<void>;
}
