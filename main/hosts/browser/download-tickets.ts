import type { Readable } from 'node:stream';
import { newKey } from './key.ts';

/** Milliseconds a ticket waits for its download. */
const LIFETIME = 60_000;

/** What a ticket stands for. `read` is called once, when the download begins; it rejects when the file is gone. */
export interface Download {
  readonly fileName: string;
  readonly read: () => Promise<Readable>;
}

/** A browser downloads by following a link, which cannot carry the key: a one-time secret address stands in. */
export interface DownloadTickets {
  /** Answers with the address to download from, on the host's own origin. */
  readonly issue: (download: Download) => string;
  /** Gives the download of an address and makes the address void; null when it is void already. */
  readonly redeem: (address: string) => Download | null;
}

export const DOWNLOAD_PATH = '/download/';

/** `now` in milliseconds. */
export function createDownloadTickets(now: () => number): DownloadTickets {
  const tickets = new Map<string, { readonly download: Download; readonly until: number }>();
  const dropOld = () => {
    for (const [address, { until }] of tickets) if (until <= now()) tickets.delete(address);
  };
  return {
    issue: (download) => {
      dropOld();
      const address = DOWNLOAD_PATH + newKey();
      tickets.set(address, { download, until: now() + LIFETIME });
      return address;
    },
    redeem: (address) => {
      dropOld();
      const ticket = tickets.get(address);
      tickets.delete(address);
      return ticket?.download ?? null;
    },
  };
}
