import { app, type Session } from 'electron';
import { PAGE_ADDRESS } from './page-address.ts';

const pageRequests = [PAGE_ADDRESS, `blob:${PAGE_ADDRESS}`, 'data:'];
// Only an unpackaged app opens the developer tools, which load themselves.
const developmentRequests = ['devtools://'];

/** Stops every request of the page that is not for its own files, and the download of spelling dictionaries. */
export function setupNetworkSilence(session: Session): void {
  const allowed = app.isPackaged ? pageRequests : [...pageRequests, ...developmentRequests];
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !allowed.some((start) => url.startsWith(start)) });
  });
  session.setSpellCheckerEnabled(false);
}
