import type { StoredConnection } from '../documents/document.ts';
import type { Cipher } from './cipher.ts';

/** The tokens in main's memory. They leave it only sealed, or inside the body of a request. */
export interface Vault {
  readonly keep: (connectionId: string, token: string) => void;
  readonly forget: (connectionId: string) => void;
  /** null: there is none, or its sealed form is damaged. */
  readonly tokenOf: (connectionId: string, sealed: string | null) => Promise<string | null>;
  /** null: no keychain, or it refused. */
  readonly seal: (token: string) => Promise<string | null>;
  /** Every token that can be known, for cutting them out of what servers send. */
  readonly known: (stored: readonly StoredConnection[]) => Promise<readonly string[]>;
}

export function createVault(cipher: Cipher | null): Vault {
  const open = new Map<string, string>();
  /** Forgotten tokens may still be echoed by a server until the app closes. */
  const everKnown = new Set<string>();
  /** Sealed tokens that could not be opened: asking the keychain again and again could open a dialog each time. */
  const damaged = new Set<string>();

  const keep = (connectionId: string, token: string): void => {
    open.set(connectionId, token);
    everKnown.add(token);
  };

  const tokenOf = async (connectionId: string, sealed: string | null): Promise<string | null> => {
    const token = open.get(connectionId);
    if (token !== undefined) return token;
    if (cipher === null || sealed === null) return null;
    try {
      const unsealed = await cipher.decrypt(sealed);
      if (/^[\x21-\x7E]{8,500}$/.test(unsealed)) {
        keep(connectionId, unsealed);
        return unsealed;
      }
    } catch {
      // Told by the answer below.
    }
    damaged.add(sealed);
    return null;
  };

  return {
    keep,
    forget: (connectionId) => {
      open.delete(connectionId);
    },
    tokenOf,
    seal: async (token) => {
      try {
        return cipher === null ? null : await cipher.encrypt(token);
      } catch {
        return null;
      }
    },
    known: async (stored) => {
      for (const each of stored) {
        if (!damaged.has(each.sealed)) await tokenOf(each.id, each.sealed);
      }
      return [...everKnown];
    },
  };
}
