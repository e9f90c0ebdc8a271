import type { SafeStorage } from 'electron';
import type { Cipher } from '#main/connections/cipher.ts';

type Storage = Pick<
  SafeStorage,
  'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
>;

// Without a keychain Electron encrypts on Linux with a password that stands in its source code.
const withoutKeychain: readonly string[] = ['basic_text', 'unknown'] satisfies readonly ReturnType<
  Storage['getSelectedStorageBackend']
>[];

/**
 * A cipher whose key is in the operating system's keychain, sealing to base64 text. Null where there is no
 * real keychain; tokens are then kept in memory only. Must be called when the app is ready.
 */
export async function openTokenCipher(storage: Storage, platform: NodeJS.Platform): Promise<Cipher | null> {
  if (platform === 'linux' && withoutKeychain.includes(storage.getSelectedStorageBackend())) return null;
  if (!(await storage.isAsyncEncryptionAvailable())) return null;
  return {
    encrypt: async (text) => (await storage.encryptStringAsync(text)).toString('base64'),
    decrypt: async (sealed) => (await storage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
  };
}
