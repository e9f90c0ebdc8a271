import { EventEmitter } from 'node:events';
import { record } from './records.ts';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Listener>();

export class StandInIpcMain extends EventEmitter {
  handle(channel: string, listener: Listener): void {
    record('ipcMain.handle', channel);
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  }
}

export const ipcMain = new StandInIpcMain() satisfies Pick<IpcMain, 'handle'>;

/** A facts-only sender: what of Electron's event the app may look at. */
export interface Sender {
  readonly sender: object;
  readonly senderFrame: {
    readonly origin: string;
    readonly processId: number;
    readonly frameToken: string;
  } | null;
}

/** Delivers a message as if `sender` had invoked it. Rejects when nobody handles the channel. */
export async function deliver(sender: Sender, channel: string, args: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const event: unknown = sender;
  return handler(event as IpcMainInvokeEvent, ...args);
}
