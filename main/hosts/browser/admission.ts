import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { sameKey } from './key.ts';
import { refusals, type Refusal } from './refusal.ts';

/** The header in which the page sends its key; a header, not a cookie, so that no other page can send it. */
export const KEY_HEADER = 'x-playground-key';

/**
 * Refuses what did not come from this computer's own page: a `Host` that is not ours stops a foreign name
 * resolved to 127.0.0.1, an `Origin` or `Sec-Fetch-Site` that is not ours stops other pages of the browser.
 * Opening the page itself may come from anywhere (the file that opens the window is "cross-site").
 */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { headers } = request;
  if (headers.host === undefined || !hosts.includes(headers.host)) return refusals.foreignHost;
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return refusals.foreignPage;
  }
  if (!sameSite(headers) && !opensThePage(request)) return refusals.foreignPage;
  return null;
}

/** Refuses a request without this launch's key. */
export function refuseKeyless(headers: IncomingHttpHeaders, key: string): Refusal | null {
  const given = headers[KEY_HEADER];
  return typeof given === 'string' && sameKey(given, key) ? null : refusals.wrongKey;
}

function sameSite(headers: IncomingHttpHeaders): boolean {
  // Absent from programs that are not browsers; those are held off by the key.
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

function opensThePage(request: IncomingMessage): boolean {
  return (
    request.method === 'GET' &&
    request.url === '/' &&
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document'
  );
}
