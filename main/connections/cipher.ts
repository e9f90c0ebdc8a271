/** Seals tokens for the stored document; the key lives in the operating system's keychain. */
export interface Cipher {
  readonly encrypt: (text: string) => string | Promise<string>;
  /** Throws on anything but its own, unchanged, output. */
  readonly decrypt: (sealed: string) => string | Promise<string>;
}
