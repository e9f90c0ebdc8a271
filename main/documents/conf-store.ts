import { join } from 'node:path';
import Conf from 'conf';
import type { DocumentStore } from './document-store.ts';
import { fileStore } from './file-store.ts';

/** The file name, without extension, that both hosts use. */
export const DOCUMENT_NAME = 'settings';

/** The document in `folder`, which is made when it is first written; only this user can read the file. */
export function confStore(folder: string): DocumentStore {
  const path = join(folder, `${DOCUMENT_NAME}.json`);
  return fileStore(path, () => new Conf({ cwd: folder, configName: DOCUMENT_NAME, configFileMode: 0o600 }));
}
