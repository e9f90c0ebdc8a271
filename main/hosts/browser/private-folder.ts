import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstalledBrowser } from './find-browser.ts';

/** A folder only this user can open, gone when the window is: the file that opens it, and its profile. */
export interface PrivateFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Makes the folder, where the browser can read it. */
export async function createPrivateFolder(browser: InstalledBrowser): Promise<PrivateFolder> {
  const parent = browser.snap ? join(homedir(), 'snap', 'chromium', 'common') : tmpdir();
  if (browser.snap) await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, 'redcap-playground-'));
  await chmod(path, 0o700);
  return {
    path,
    // A browser that is just ending may still write to its profile.
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

/**
 * Writes the file that opens the window, and answers with its address. The key is in the file and not in the
 * browser's arguments, which every user of the machine can read.
 */
export async function writeRedirectFile(folder: PrivateFolder, entrance: string): Promise<string> {
  const file = join(folder.path, 'open.html');
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${entrance}">
<title>REDCap API Playground</title>
</html>
`;
  await writeFile(file, html, { mode: 0o600, flag: 'wx' });
  return pathToFileURL(file).href;
}

/** What a fresh profile is not to do: offer to keep the token as a password, translate, suggest, look up. */
const preferences = {
  autofill: { credit_card_enabled: false, profile_enabled: false },
  browser: { enable_spellchecking: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  translate: { enabled: false },
};

/** Makes the window's own profile and answers with its folder. */
export async function createProfile(folder: PrivateFolder): Promise<string> {
  const profile = join(folder.path, 'profile');
  await mkdir(join(profile, 'Default'), { recursive: true, mode: 0o700 });
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences), { mode: 0o600 });
  return profile;
}
