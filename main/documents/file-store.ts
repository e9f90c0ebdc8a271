import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { DocumentStore } from './document-store.ts';

/** The part of conf's class, and so of electron-store's, that is used. Its writes are atomic. */
export interface ConfLike {
  store: Record<string, unknown>;
}

/**
 * A document in one JSON file, written through conf or electron-store. The file is read here, because their
 * classes throw on a damaged file while being constructed and take a list for an empty object.
 */
export function fileStore(path: string, open: () => ConfLike): DocumentStore {
  let opened: ConfLike | null = null;
  return {
    read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined),
    write: (value) => {
      opened ??= open();
      opened.store = { ...value };
    },
    setAside: () => {
      for (let number = 1; ; number += 1) {
        const aside = `${path}.damaged-${number}`;
        if (existsSync(aside)) continue;
        renameSync(path, aside);
        return aside;
      }
    },
  };
}
