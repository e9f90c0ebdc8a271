import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium as playwright, type Browser, type Page } from '@playwright/test';
import type { Controls } from './controls.ts';
import { LAUNCH_OPTIONS_VARIABLE, type LaunchOptions } from './launch-options.ts';
import type { News } from './tell-test.ts';

/** The desktop host, running on the stand-in. */
export interface LaunchedApp {
  /** Asks the stand-in; see `controls.ts`. */
  readonly ask: <Name extends keyof Controls>(
    name: Name,
    ...args: Parameters<Controls[Name]>
  ) => Promise<Awaited<ReturnType<Controls[Name]>>>;
  /** The window's page, when it is there; rejects when the app ends before. */
  readonly page: () => Promise<Page>;
  /** The exit code, when the app has ended. */
  readonly ended: Promise<number | null>;
  /** What it wrote to both outputs so far. */
  readonly output: () => string;
  /** Ends the app as its user would. */
  readonly quit: () => Promise<void>;
}

export interface Launch extends Partial<LaunchOptions> {
  readonly appPath: string;
  readonly chromium: string;
  /** The entry, as source or as built. */
  readonly entry: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** How long an app may take to end before it is killed, in milliseconds. */
const ENDING_TIME = 15_000;

/** Starts the entry in a process of its own with the stand-in in the place of Electron. */
export function launchStandIn({ entry, environment, ...options }: Launch): LaunchedApp {
  const full: LaunchOptions = {
    packaged: false,
    secondInstance: false,
    keychain: 'gnome_libsecret',
    headed: false,
    ...options,
  };
  const child = fork(entry, [], {
    execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
    env: { ...process.env, ...environment, [LAUNCH_OPTIONS_VARIABLE]: JSON.stringify(full) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  child.stderr?.on('data', (text) => (output += String(text)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);

  let browser: Browser | undefined;
  const window = new Promise<string>((resolve, reject) => {
    child.on('message', (news: News) => {
      if (news.kind === 'window') resolve(news.address);
    });
    void ended.then((code) =>
      reject(new Error(`The app ended with ${code} before its window opened.\n${output}`)),
    );
  });
  window.catch(() => undefined);

  const ask = asker(child);
  return {
    ask,
    ended,
    output: () => output,
    page: async () => {
      browser ??= await playwright.connectOverCDP(await window);
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error('Chromium shows no page.');
      return page;
    },
    quit: async () => {
      if (child.exitCode !== null) return;
      const late = setTimeout(() => child.kill('SIGKILL'), ENDING_TIME);
      ask('quit').catch(() => undefined);
      await ended;
      clearTimeout(late);
    },
  };
}

function asker(child: ChildProcess): LaunchedApp['ask'] {
  const waiting = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }
  >();
  let last = 0;
  child.on('message', (news: News) => {
    if (news.kind !== 'answer') return;
    const asked = waiting.get(news.id);
    waiting.delete(news.id);
    if (news.error === undefined) asked?.resolve(news.value as never);
    else asked?.reject(new Error(news.error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The app has ended.'));
  });
  return (name, ...args) => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, name, args: args[0] });
    });
  };
}
