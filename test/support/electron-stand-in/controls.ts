import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { answerSaveDialogs, shown } from './desktop-parts.ts';
import { deliver, type Sender } from './ipc-main.ts';
import { records, type ElectronRecord } from './records.ts';
import { session } from './session.ts';
import { tellTest } from './tell-test.ts';
import type { MenuItemConstructorOptions } from 'electron';

/** What a test may ask of the stand-in's process. Arguments and answers cross as JSON. */
const controls = {
  records: (): readonly ElectronRecord[] => records,

  /** What the permission handlers answer to a page at `address`. */
  permission: ({ name, address }: { readonly name: string; readonly address: string }) =>
    session.defaultSession.permission(name, address),

  /** The answer of the next save dialogs; null is Cancel. */
  saveTo: ({ path }: { readonly path: string | null }): void => answerSaveDialogs(path),

  menu: (): readonly MenuItemConstructorOptions[] =>
    JSON.parse(JSON.stringify(shown.menu)) as readonly MenuItemConstructorOptions[],

  /** Chooses the menu entry with this id. */
  chooseMenuEntry: ({ id }: { readonly id: string }): void => {
    const entry = shown.menu
      .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
      .find((each) => each.id === id);
    if (entry?.click === undefined) throw new Error(`There is no menu entry ${id} to choose.`);
    const [item, window, event]: unknown[] = [entry, firstWindow(), {}];
    Reflect.apply(entry.click, entry, [item, window, event]);
  },

  /** Emits a preventable event of the window's contents; answers whether the app prevented it. */
  emit: ({ name, url }: { readonly name: string; readonly url: string }): boolean =>
    firstWindow().webContents.prevented(name, { url, isMainFrame: true }, {}, {}),

  /** Delivers a message from a frame with these facts, from our window or another one. */
  deliver: ({
    channel,
    args,
    frame,
    otherWindow,
  }: {
    readonly channel: string;
    readonly args: readonly unknown[];
    readonly frame: Sender['senderFrame'];
    readonly otherWindow: boolean;
  }): Promise<unknown> => {
    const { webContents } = firstWindow();
    return deliver({ sender: otherWindow ? {} : webContents, senderFrame: frame }, channel, args);
  },

  /** As the menu entry Reload. */
  reload: (): Promise<void> => firstWindow().webContents.reload(),

  secondLaunch: (): void => void app.emit('second-instance'),
  quit: (): void => app.quit(),
  closeWindow: (): void => firstWindow().close(),
} as const;

export type Controls = typeof controls;

/** One request of a test. */
export interface ControlRequest {
  readonly id: number;
  readonly name: keyof Controls;
  readonly args: unknown;
}

function firstWindow(): BrowserWindow {
  const window = BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new Error('There is no window.');
  return window;
}

async function answer({ id, name, args }: ControlRequest): Promise<void> {
  try {
    const control = controls[name] as (given: unknown) => unknown;
    tellTest({ kind: 'answer', id, value: await control(args) });
  } catch (error) {
    tellTest({ kind: 'answer', id, error: String(error) });
  }
}

process.on('message', (request: ControlRequest) => void answer(request));
// The test's end, however it came, ends the app too.
process.on('disconnect', () => app.quit());
