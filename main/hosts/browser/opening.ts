import { findBrowser, type InstalledBrowser } from './find-browser.ts';

/** How the page is to be opened: as a window, or by hand at a printed address, with the reason. */
export type Opening =
  | { readonly kind: 'window'; readonly browser: InstalledBrowser }
  | { readonly kind: 'address'; readonly reason: string };

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's number; null on Windows, which has none. */
  readonly userId: number | null;
}

/** Where this process runs. */
export const surroundings = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  userId: process.getuid?.() ?? null,
});

/** Decides how to open the page on this machine. */
export function chooseOpening(here: Surroundings): Opening {
  const obstacle = windowObstacle(here);
  if (obstacle !== null) return { kind: 'address', reason: obstacle };
  const browser = findBrowser(here);
  return browser === null
    ? { kind: 'address', reason: 'No Chrome, Edge or Chromium was found.' }
    : { kind: 'window', browser };
}

/** Why no window of any kind can be opened here; null when one can. */
export function windowObstacle({ platform, env, userId }: Surroundings): string | null {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'There is no display here.';
  // Chromium refuses to run as root unless its sandbox is switched off, which this app never does.
  if (platform !== 'win32' && userId === 0) return 'A browser window cannot be opened safely as root.';
  return null;
}
