import type { Host } from '#app/host/contract.ts';

declare global {
  interface Window {
    /** Exposed by the desktop host's preload; absent in a browser. */
    readonly playground?: Host;
  }
}

/** The desktop host; null in a browser. */
export function takeDesktopHost(): Host | null {
  return window.playground ?? null;
}
