import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AsyncEntry } from '@napi-rs/keyring';

/** One secret in the keyring of the operating system. */
export interface KeyringEntry {
  readonly read: () => Promise<Uint8Array | null>;
  readonly write: (secret: Uint8Array) => Promise<void>;
}

/** Encrypts tokens for the settings file. `decrypt` throws on anything but its own, unchanged, output. */
export interface TokenCipher {
  readonly encrypt: (text: string) => string;
  readonly decrypt: (sealed: string) => string;
}

/** Milliseconds a keyring gets to answer: without a session behind it, it may wait for ever. */
const PATIENCE = 3000;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1:';

/**
 * A cipher whose key lives in the operating system's keyring, never beside the data. The keyring holds one
 * data key and not the tokens, so that it is asked once per start. Null when no keyring answers in time;
 * tokens are then kept in memory only.
 */
export async function openKeyringCipher(
  entry: () => KeyringEntry = systemEntry,
  patience = PATIENCE,
): Promise<TokenCipher | null> {
  const gone = new AbortController();
  const tooLate = wait(patience, null, { signal: gone.signal, ref: false }).catch(() => null);
  const key = await Promise.race([dataKey(entry).catch(() => null), tooLate]);
  gone.abort();
  return key === null ? null : cipherOf(key);
}

async function dataKey(open: () => KeyringEntry): Promise<Buffer | null> {
  const entry = open();
  const known = await entry.read();
  if (known?.length === KEY_BYTES) return Buffer.from(known);
  const fresh = randomBytes(KEY_BYTES);
  await entry.write(fresh);
  // A keyring that takes a key and forgets it would make every stored token unreadable.
  const kept = await entry.read();
  return kept !== null && fresh.equals(Buffer.from(kept)) ? fresh : null;
}

function systemEntry(): KeyringEntry {
  // The kernel's keyring, the library's fallback on Linux, forgets at the next boot.
  const entry = new AsyncEntry('REDCap API Playground', 'token key', { linux: { store: 'secret-service' } });
  return {
    read: async () => {
      const secret = await entry.getSecret();
      return secret === null ? null : Uint8Array.from(secret);
    },
    write: (secret) => entry.setSecret(secret),
  };
}

function cipherOf(key: Buffer): TokenCipher {
  return {
    encrypt: (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return VERSION + Buffer.concat(sealed).toString('base64');
    },
    decrypt: (sealed) => {
      if (!sealed.startsWith(VERSION)) throw new Error('This was not encrypted by this app.');
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return (
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    },
  };
}
