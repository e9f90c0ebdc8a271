import { strToU8, zipSync, type Zippable } from 'fflate';
import type { TextFile } from '#app/takeaway/text-file.ts';

/** A zip archive of one folder of this name. Paths are plain words joined with `/`; `now` dates every file. */
export function zipArchive(folder: string, files: readonly TextFile[], now: Date): Uint8Array {
  const entries: Zippable = {};
  for (const { path, text } of files) entries[`${folder}/${path}`] = strToU8(text);
  return zipSync(entries, { mtime: now });
}
