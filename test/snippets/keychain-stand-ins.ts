import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  KEYCHAIN_SERVICE,
  keychainAccount,
  secretCommand,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import type { Runner } from './runners.ts';

/** A keychain of the test's own in place of the computer's. It holds one entry, or none when `token` is null. */
export interface KeychainStandIn {
  /** Puts it into the folder; answers with the environment in which a program finds it first. */
  readonly install: (
    folder: string,
    url: string,
    token: string | null,
  ) => Promise<Readonly<Record<string, string>>>;
  /** The words it was called with; null where it is not a command. */
  readonly words: (folder: string) => Promise<readonly string[] | null>;
  /** null when it works here, else why its tests are skipped. */
  readonly missing: string | null;
}

/** The stand-in for a place; null for a place that is no keychain or has a test of its own. */
export function keychainStandIn(source: TokenSource, runner: Runner): KeychainStandIn | null {
  if (source === 'macos-keychain' || source === 'secret-tool') return commandStandIn(source);
  return source === 'keyring' && runner.target.label === 'Python' ? pythonStandIn(runner) : null;
}

/** A script with the command's name, first on the path. It knows its entry only by the right words. */
function commandStandIn(source: 'macos-keychain' | 'secret-tool'): KeychainStandIn {
  return {
    async install(folder, url, token) {
      const bin = join(folder, 'bin');
      await mkdir(bin);
      const [command = '', ...words] = secretCommand(source, url);
      const script = `#!/bin/sh
printf '%s\\n' "$@" > '${folder}/words.log'
if [ "$*" = '${words.join(' ')}' ] && [ -f '${folder}/entry' ]; then
  cat '${folder}/entry'
else
  exit 44
fi
`;
      await writeFile(join(bin, command), script);
      await chmod(join(bin, command), 0o755);
      if (token !== null) await writeFile(join(folder, 'entry'), `${token}\n`);
      return { PATH: `${bin}:${process.env.PATH ?? ''}` };
    },
    words: async (folder) => (await readFile(join(folder, 'words.log'), 'utf8')).trimEnd().split('\n'),
    missing: process.platform === 'win32' ? 'the stand-in is a script of a POSIX shell' : null,
  };
}

/** A backend for Python's real `keyring`, which reads a file instead of the computer's keychain. */
function pythonStandIn({ command }: Runner): KeychainStandIn {
  const installed = spawnSync(command, ['-c', 'import keyring']).status === 0;
  return {
    async install(folder, url, token) {
      const module = `from keyring.backend import KeyringBackend


class Keychain(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        with open(${JSON.stringify(join(folder, 'entry'))}) as entry:
            known, account, token = entry.read().split("|")
        return token if (service, username) == (known, account) and token else None

    def set_password(self, service, username, password):
        raise NotImplementedError
`;
      const modules = join(folder, 'modules');
      await mkdir(modules);
      await writeFile(join(modules, 'stand_in_keychain.py'), module);
      const entry = [KEYCHAIN_SERVICE, keychainAccount(url), token === null ? '' : `${token}\n`];
      await writeFile(join(folder, 'entry'), entry.join('|'));
      return { PYTHONPATH: modules, PYTHON_KEYRING_BACKEND: 'stand_in_keychain.Keychain' };
    },
    words: async () => null,
    missing: installed ? null : 'keyring is not installed',
  };
}
