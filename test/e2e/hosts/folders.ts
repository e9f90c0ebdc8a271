import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const project = path.resolve(import.meta.dirname, '../../..');

/** A home of its own for one run of the app, and a record of where its process connects to. */
export interface Folders {
  readonly root: string;
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly connections: () => readonly string[];
  readonly remove: () => Promise<void>;
}

export async function makeFolders(): Promise<Folders> {
  const root = await mkdtemp(path.join(tmpdir(), 'playground-e2e-'));
  const record = path.join(root, 'connections.txt');
  const recorder = pathToFileURL(path.join(project, 'test/e2e/hosts/record-connections.ts')).href;
  return {
    root,
    config: path.join(root, 'config'),
    environment: {
      HOME: root,
      XDG_CONFIG_HOME: path.join(root, 'config'),
      XDG_CACHE_HOME: path.join(root, 'cache'),
      // No keyring of the machine's own: the test's tokens have no business there.
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      NODE_OPTIONS: `--import ${recorder}`,
      RECORD_CONNECTIONS_IN: record,
    },
    connections: () => {
      try {
        return readFileSync(record, 'utf8').split('\n').filter(Boolean);
      } catch {
        return [];
      }
    },
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}
