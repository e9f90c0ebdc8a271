import { homedir } from 'node:os';
import { join } from 'node:path';

// Apart from the desktop host's: the two keep their keys in different places and cannot read each other's tokens.
const NAME = 'redcap-playground-browser';

/** Where this system keeps a user's settings of an app. */
export function settingsFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string {
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', NAME);
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), NAME);
    default:
      return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), NAME);
  }
}
