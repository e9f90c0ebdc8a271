import { describe, expect, it } from 'vitest';
import { openTokenCipher } from '#main/hosts/desktop/token-cipher.ts';

type Storage = Parameters<typeof openTokenCipher>[0];

/** Turns text round: enough to see whether it was used. */
const storage = (changes: Partial<Storage> = {}): Storage => ({
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from([...text].toReversed().join('')),
  decryptStringAsync: async (sealed) => ({
    result: [...sealed.toString()].toReversed().join(''),
    shouldReEncrypt: false,
  }),
  ...changes,
});

const token = '0123456789ABCDEF0123456789ABCDEF';

describe('The token cipher of the desktop host', () => {
  it('seals with the keychain into text, and unseals it again', async () => {
    const cipher = await openTokenCipher(storage(), 'linux');
    const sealed = await cipher?.encrypt(token);
    expect(sealed).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(sealed).not.toContain(token);
    await expect(cipher?.decrypt(String(sealed))).resolves.toBe(token);
  });

  it.each(['basic_text', 'unknown'] as const)('refuses the backend %s of Linux', async (backend) => {
    const weak = storage({ getSelectedStorageBackend: () => backend });
    await expect(openTokenCipher(weak, 'linux')).resolves.toBeNull();
  });

  it('is not there when nothing can encrypt', async () => {
    const none = storage({ isAsyncEncryptionAvailable: async () => false });
    await expect(openTokenCipher(none, 'darwin')).resolves.toBeNull();
  });

  it.each(['darwin', 'win32'] as const)('asks %s for no backend, which only Linux has', async (platform) => {
    const elsewhere = storage({
      getSelectedStorageBackend: () => {
        throw new Error('Only Linux has this.');
      },
    });
    await expect(openTokenCipher(elsewhere, platform)).resolves.not.toBeNull();
  });
});
