import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { EventName, Host, HostEvents } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { CALL_NAMES_ARGUMENT, callChannel, EVENT_CHANNEL } from './channels.ts';

/*
 * All that the page gets: one method per call of the contract, and `on`. Arguments leave as JSON text, so
 * that nothing but plain data can; no Electron object, event or channel name reaches the page.
 */

const hostGone: Reply<never> = {
  ok: false,
  failure: {
    code: 'hostGone',
    message: 'The app stopped answering its window.',
    advice: 'Close the window and open the app again.',
  },
};

const callNames = process.argv
  .find((argument) => argument.startsWith(CALL_NAMES_ARGUMENT))
  ?.slice(CALL_NAMES_ARGUMENT.length)
  .split(',');

const methods = (callNames ?? []).map((name) => [
  name,
  (args: unknown): Promise<unknown> =>
    ipcRenderer.invoke(callChannel(name), JSON.stringify(args)).catch(() => hostGone),
]);

function on<Name extends EventName>(name: Name, listener: (event: HostEvents[Name]) => void): () => void {
  const receive = (_event: IpcRendererEvent, happened: unknown, content: HostEvents[Name]): void => {
    if (happened === name) listener(content);
  };
  ipcRenderer.on(EVENT_CHANNEL, receive);
  return () => {
    ipcRenderer.off(EVENT_CHANNEL, receive);
  };
}

const playground = Object.freeze({ ...Object.fromEntries(methods), on } as Host);
contextBridge.exposeInMainWorld('playground', playground);
