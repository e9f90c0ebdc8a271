import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser that can open a page as a window of its own. */
export interface InstalledBrowser {
  readonly name: 'Google Chrome' | 'Microsoft Edge' | 'Chromium';
  readonly path: string;
  /** A Linux snap, which sees neither /tmp nor hidden folders. */
  readonly snap: boolean;
}

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Candidate = Omit<InstalledBrowser, 'snap'>;

/** The first installed one of Chrome, Edge and Chromium; null when there is none. */
export function findBrowser(machine: Machine): InstalledBrowser | null {
  const found = candidates(machine).find(({ path }) => isProgram(path));
  return found === undefined ? null : { ...found, snap: isSnap(found.path) };
}

function candidates({ platform, env }: Machine): readonly Candidate[] {
  switch (platform) {
    case 'darwin':
      return ['/Applications', join(env['HOME'] ?? '', 'Applications')].flatMap((folder): Candidate[] =>
        (['Google Chrome', 'Microsoft Edge', 'Chromium'] as const).map((name) => ({
          name,
          path: `${folder}/${name}.app/Contents/MacOS/${name}`,
        })),
      );
    case 'win32': {
      const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
        (folder) => folder !== undefined,
      );
      return folders.flatMap((folder): Candidate[] => [
        { name: 'Google Chrome', path: `${folder}\\Google\\Chrome\\Application\\chrome.exe` },
        { name: 'Microsoft Edge', path: `${folder}\\Microsoft\\Edge\\Application\\msedge.exe` },
        { name: 'Chromium', path: `${folder}\\Chromium\\Application\\chrome.exe` },
      ]);
    }
    default: {
      const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
      const named = (name: Candidate['name'], ...programs: readonly string[]) =>
        programs.flatMap((program) => folders.map((folder) => ({ name, path: join(folder, program) })));
      return [
        ...named('Google Chrome', 'google-chrome-stable', 'google-chrome'),
        { name: 'Google Chrome', path: '/opt/google/chrome/google-chrome' },
        ...named('Microsoft Edge', 'microsoft-edge-stable', 'microsoft-edge'),
        { name: 'Microsoft Edge', path: '/opt/microsoft/msedge/microsoft-edge' },
        ...named('Chromium', 'chromium', 'chromium-browser'),
      ];
    }
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isSnap(path: string): boolean {
  return path.startsWith('/snap/') || realpathSync(path) === '/usr/bin/snap';
}
