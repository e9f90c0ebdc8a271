import { emptyRepository } from '../model/repository.ts';
import type { Repository } from '../model/repository.ts';

/** Folders as [name, group] with their files as [name, text]; the first list is the top level's. */
export function repositoryOf(
  top: readonly (readonly [name: string, text: string])[],
  folders: readonly (readonly [name: string, dag: string, files: readonly (readonly [string, string])[]])[],
): Repository {
  const repository = emptyRepository();
  const store = (folder: number, files: readonly (readonly [string, string])[]): void => {
    for (const [name, text] of files) {
      const id = repository.nextFile;
      repository.nextFile += 1;
      const bytes = new TextEncoder().encode(text);
      repository.files.set(id, { id, folder, name, mediaType: 'text/plain', bytes });
    }
  };
  store(0, top);
  for (const [name, dag, files] of folders) {
    const id = repository.nextFolder;
    repository.nextFolder += 1;
    repository.folders.set(id, { id, parent: 0, name, dag, role: '' });
    store(id, files);
  }
  return repository;
}
