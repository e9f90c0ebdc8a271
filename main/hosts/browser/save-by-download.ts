import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { SaveFile } from '#main/save-file.ts';
import type { DownloadTickets } from './download-tickets.ts';

/** Saves by having the page download: the browser then asks where to, as it does for every download. */
export function saveByDownload(tickets: DownloadTickets): SaveFile {
  return async (source, fileName) => {
    const read =
      'path' in source
        ? async () => (await open(source.path)).createReadStream()
        : async () => Readable.from([Buffer.from(source.content)]);
    return { kind: 'download', address: tickets.issue({ fileName, read }), fileName };
  };
}
