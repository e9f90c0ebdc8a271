import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openKeyringCipher, type KeyringEntry } from '#main/hosts/browser/keyring-cipher.ts';

/** Stands in for the keyring's one entry only. */
function entryInMemory(): KeyringEntry {
  let kept: Uint8Array | null = null;
  return {
    read: async () => kept,
    write: async (secret) => {
      kept = Uint8Array.from(secret);
    },
  };
}

async function cipherOver(entry: KeyringEntry) {
  const cipher = await openKeyringCipher(() => entry);
  if (cipher === null) throw new Error('The keyring did not answer.');
  return cipher;
}

test('what one start seals, the next start opens', async () => {
  const entry = entryInMemory();
  const sealed = (await cipherOver(entry)).encrypt('Tökén 🔑');
  expect(sealed).toMatch(/^v1:/);
  expect(sealed).not.toContain('Tökén');
  expect((await cipherOver(entry)).decrypt(sealed)).toBe('Tökén 🔑');
});

test('the same text is sealed differently each time', async () => {
  const cipher = await cipherOver(entryInMemory());
  expect(cipher.encrypt('a')).not.toBe(cipher.encrypt('a'));
});

test('what was changed, cut, or sealed with another key or version is refused', async () => {
  const cipher = await cipherOver(entryInMemory());
  const sealed = cipher.encrypt('a token');
  const bytes = Buffer.from(sealed.slice(3), 'base64');
  for (let place = 0; place < bytes.length; place += 1) {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => cipher.decrypt(`v1:${changed.toString('base64')}`)).toThrow();
  }
  for (const cut of [
    '',
    'v1:',
    sealed.slice(0, -8),
    sealed.slice(0, 20),
    sealed.replace('v1', 'v2'),
    'a token',
  ]) {
    expect(() => cipher.decrypt(cut)).toThrow();
  }
  const other = await cipherOver(entryInMemory());
  expect(() => other.decrypt(sealed)).toThrow();
});

test('a keyring that is absent, fails, forgets, or never answers gives no cipher, and soon', async () => {
  const working = entryInMemory();
  const fails = () => Promise.reject(new Error('locked'));
  const absent = () => {
    throw new Error('no keyring');
  };
  expect(await openKeyringCipher(absent)).toBeNull();
  expect(await openKeyringCipher(() => ({ ...working, read: fails }))).toBeNull();
  expect(await openKeyringCipher(() => ({ ...working, write: fails }))).toBeNull();
  expect(await openKeyringCipher(() => ({ ...working, write: async () => undefined }))).toBeNull();
  const silent = new Promise<never>(() => undefined);
  const before = performance.now();
  expect(await openKeyringCipher(() => ({ ...working, read: () => silent }), 100)).toBeNull();
  expect(performance.now() - before).toBeLessThan(2000);
});

const inPath = (program: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

// Two processes, as two starts of the app are, inside a session with an unlocked keyring of its own.
const session = `
  printf x | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
  keyring=$!
  for attempt in $(seq 100); do
    dbus-send --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets |
      grep -q true && break
    sleep 0.1
  done
  sealed=$("$0" -e "$1" seal) && "$0" -e "$1" open "$sealed"
  status=$?
  kill $keyring
  wait $keyring
  exit $status`;
const start = `
  const { openKeyringCipher } = await import(process.env.CIPHER);
  const cipher = await openKeyringCipher();
  const [what, sealed] = process.argv.slice(1);
  process.stdout.write(cipher === null ? 'no keyring' : what === 'seal' ? cipher.encrypt('a token') : cipher.decrypt(sealed));
  process.exit(0);`;

test('works with a real keyring of the Secret Service', async (context) => {
  context.skip(
    !inPath('gnome-keyring-daemon') || !inPath('dbus-run-session'),
    'gnome-keyring and dbus-run-session are not installed',
  );
  const home = await mkdtemp(join(tmpdir(), 'keyring-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const { stdout } = await promisify(execFile)(
    'dbus-run-session',
    ['--', 'sh', '-c', session, process.execPath, start],
    {
      env: {
        ...process.env,
        HOME: home,
        XDG_DATA_HOME: home,
        XDG_RUNTIME_DIR: home,
        CIPHER: join(import.meta.dirname, '../../../../main/hosts/browser/keyring-cipher.ts'),
      },
      timeout: 25_000,
    },
  );
  expect(stdout).toBe('a token');
});
