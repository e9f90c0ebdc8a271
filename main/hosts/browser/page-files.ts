import { readFile } from 'node:fs/promises';
import { listPageFiles } from '#main/security/page-files.ts';

/** One file of the built page, held in memory. */
export interface PageFile {
  readonly mediaType: string;
  readonly caching: string;
  readonly body: Buffer;
}

/** The served files by their exact request path: what is not a key of this map does not exist. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Reads the built page once, at start. Rejects when it is not there. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const listed = [...(await listPageFiles(folder))];
  const read = listed.map(async ([address, { file, mediaType }]): Promise<[string, PageFile]> => {
    // The names of assets carry a hash of their content: what has the name never changes.
    const caching = address.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
    return [address, { mediaType, caching, body: await readFile(file) }];
  });
  return new Map(await Promise.all(read));
}
