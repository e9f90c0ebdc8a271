import type { Host } from '#app/host/contract.ts';
import type { Explanation } from '#app/response/answer.ts';
import { connectBrowserHost } from './browser-host.ts';
import { takeDesktopHost } from './desktop-host.ts';
import { takeKey } from './host-key.ts';

export type OpenedHost =
  { readonly ok: true; readonly host: Host } | { readonly ok: false; readonly explanation: Explanation };

/** Finds the host of this page: the one place that knows there are two. */
export function openHost(): OpenedHost {
  const desktop = takeDesktopHost();
  if (desktop !== null) return { ok: true, host: desktop };
  const key = takeKey();
  if (key !== null) return { ok: true, host: connectBrowserHost(key) };
  return {
    ok: false,
    explanation: {
      message: 'This page was opened without its key.',
      advice:
        'Open the whole address that is printed in the terminal, with everything after the #. ' +
        'If the playground is no longer running there, start it again with npm start.',
    },
  };
}
