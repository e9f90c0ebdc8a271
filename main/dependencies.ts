import type { EventName, HostEvents } from '#app/host/contract.ts';
import type { Cipher } from './connections/cipher.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { SaveFile } from './save-file.ts';

/** What a host lends the playground. */
export interface PlaygroundDependencies {
  readonly host: 'desktop' | 'browser';
  readonly appVersion: string;
  readonly store: DocumentStore;
  /** null: no keychain, so tokens are kept in memory only. */
  readonly cipher: Cipher | null;
  readonly fetch: typeof globalThis.fetch;
  readonly saveFile: SaveFile;
  readonly emit: <Name extends EventName>(name: Name, event: HostEvents[Name]) => void;
  readonly menu: boolean;
  readonly saveDialog: boolean;
  readonly now: () => Date;
  readonly randomId: () => string;
}
