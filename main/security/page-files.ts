import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file of the built page. */
export interface PageFile {
  readonly file: string;
  readonly mediaType: string;
}

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ttf', 'font/ttf'],
  ['.woff2', 'font/woff2'],
]);

/**
 * Lists the built page's files by the exact path a request must spell: `/` and `/index.html`, `/assets/…`.
 * A path is looked up and never joined or decoded, so `..%2f`, absolute paths, NUL, another case and
 * unknown file types all miss; symbolic links are left out here. Rejects when the folder is not there.
 */
export async function listPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  await addFolder(folder, '/', files);
  const start = files.get('/index.html');
  if (start === undefined) {
    throw new Error(`The page is not built: there is no index.html in ${folder}.`);
  }
  return files.set('/', start);
}

async function addFolder(folder: string, prefix: string, files: Map<string, PageFile>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      await addFolder(file, `${prefix}${entry.name}/`, files);
    }
    const mediaType = mediaTypes.get(path.extname(entry.name));
    if (entry.isFile() && mediaType !== undefined) {
      files.set(`${prefix}${entry.name}`, { file, mediaType });
    }
  }
}
