import type { Session } from 'electron';
import { PAGE_ORIGIN } from './page-address.ts';

// What the Copy buttons need; reading the clipboard is not part of it.
const allowedPermission = 'clipboard-sanitized-write';

/** Denies the page every permission but writing sanitised text to the clipboard. */
export function setupPermissions(session: Session): void {
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowedPermission && isPage(origin),
  );
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(permission === allowedPermission && isPage(details.requestingUrl));
  });
  session.setDevicePermissionHandler(() => false);
}

/** An address of the page, or its origin with or without the last slash: Chromium gives all three. */
function isPage(address: string): boolean {
  return `${address}/`.startsWith(`${PAGE_ORIGIN}/`);
}
