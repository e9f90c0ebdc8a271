import path from 'node:path';
import ElectronStore from 'electron-store';
import { DOCUMENT_NAME } from '#main/documents/conf-store.ts';
import type { DocumentStore } from '#main/documents/document-store.ts';
import { fileStore } from '#main/documents/file-store.ts';

/** The document in `folder`, which is made when it is first written; only this user can read the file. */
export function electronStore(folder: string): DocumentStore {
  const file = path.join(folder, `${DOCUMENT_NAME}.json`);
  return fileStore(
    file,
    () => new ElectronStore({ cwd: folder, name: DOCUMENT_NAME, configFileMode: 0o600 }),
  );
}
