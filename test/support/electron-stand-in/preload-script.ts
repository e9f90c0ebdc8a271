import { readFile } from 'node:fs/promises';
import { toChromium } from './page-mapping.ts';

/** The function of the page that carries `ipcRenderer.invoke` to the stand-in's process. */
export const INVOKE_BINDING = '__electronStandInInvoke';
/** The function of the page that delivers what `webContents.send` sent. */
export const DELIVER_FUNCTION = '__electronStandInDeliver';

/** The real, built preload, with stand-ins for what it requires; runs in our page's main frame alone. */
export async function preloadScript(file: string, args: readonly string[]): Promise<string> {
  const preload = await readFile(file, 'utf8');
  return `(() => {
  if (window !== window.top || location.origin !== ${JSON.stringify(new URL(toChromium('app://playground/')).origin)}) return;
  const listeners = new Map();
  const invoke = window[${JSON.stringify(INVOKE_BINDING)}];
  Object.defineProperty(window, ${JSON.stringify(DELIVER_FUNCTION)}, {
    value: (channel, args) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({ senderId: 0 }, ...args);
    },
  });
  const ipcRenderer = {
    invoke: (channel, ...args) => invoke(channel, args),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    off: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener));
    },
  };
  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true });
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name);
    return { contextBridge, ipcRenderer };
  };
  const module = { exports: {} };
  const process = { argv: ${JSON.stringify(args)} };
  (function (require, process, module, exports) {
${preload}
  })(require, process, module, module.exports);
})();`;
}
