import type { StoredFile } from './project.ts';

/** A folder of the File Repository; 0 is the top level. */
export interface RepositoryFolder {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  /** Only for members of this group, or of none; empty: for all. Unique name. */
  readonly dag: string;
  /** Only for users in this role; empty: for all. Unique name. */
  readonly role: string;
}

export interface RepositoryFile extends StoredFile {
  readonly id: number;
  readonly folder: number;
}

export interface Repository {
  readonly folders: Map<number, RepositoryFolder>;
  readonly files: Map<number, RepositoryFile>;
  /** Folders and files are numbered apart from each other. */
  nextFolder: number;
  nextFile: number;
}

export function emptyRepository(): Repository {
  return { folders: new Map(), files: new Map(), nextFolder: 1, nextFile: 1 };
}
