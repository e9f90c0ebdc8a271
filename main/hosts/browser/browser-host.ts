import type { EventName, HostEvents } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { createDownloadTickets, type DownloadTickets } from './download-tickets.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';
import { newKey } from './key.ts';
import { readPageFiles } from './page-files.ts';
import { startServer } from './server.ts';

/** Milliseconds after the last page has gone until the host ends; a reload takes less. */
const GRACE = 3000;

/** What this host lends to the playground behind it. */
export interface BrowserHostPowers {
  readonly emit: <Name extends EventName>(name: Name, event: HostEvents[Name]) => void;
  readonly tickets: DownloadTickets;
}

/** The playground as this host sees it. `answer` parses its arguments and never rejects. */
export interface Answering {
  readonly answer: (name: string, args: unknown) => Promise<Reply<unknown>>;
  readonly close: () => Promise<void>;
}

export interface BrowserHostOptions {
  /** The built page. */
  readonly pageFolder: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Goes on when the last page has gone. */
  readonly stay: boolean;
  readonly createPlayground: (powers: BrowserHostPowers) => Promise<Answering>;
}

export interface BrowserHost {
  readonly port: number;
  /** The plain address; useless without the key. */
  readonly url: string;
  /** The address with this launch's key in its fragment. A secret: whoever has it is let in. */
  readonly entrance: string;
  /** Pages that are open now. */
  readonly pages: () => number;
  /** Whether a page has ever connected. */
  readonly served: () => boolean;
  /** From now on the host goes on when the last page has gone. */
  readonly stay: () => void;
  /** Ends the server and the playground. May be called more than once. */
  readonly close: () => Promise<void>;
  /** Resolves when the host has ended, by `close` or because its last page has gone. */
  readonly closed: Promise<void>;
}

/** Starts the playground behind a server on 127.0.0.1. Rejects when the page is not built or the port taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const files = await readPageFiles(options.pageFolder);
  const key = newKey();
  const streams = createEventStreams();
  const tickets = createDownloadTickets(Date.now);
  const playground = await options.createPlayground({ emit: streams.emit, tickets });
  const { answer } = playground;
  const server = await startServer({ key, files, answer, streams, tickets, port: options.port }).catch(
    async (reason: unknown) => {
      streams.close();
      await playground.close();
      throw reason;
    },
  );

  const ended = Promise.withResolvers<void>();
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= (async () => {
      life.end();
      streams.close();
      await server.close();
      await playground.close();
    })().finally(ended.resolve);
    return closing;
  };
  let served = false;
  streams.onChange(() => {
    served = true;
  });
  const life = watchPages(streams, () => void close());
  if (options.stay) life.end();
  const url = `http://127.0.0.1:${server.port}/`;
  return {
    port: server.port,
    url,
    entrance: `${url}#key=${key}`,
    pages: streams.count,
    served: () => served,
    stay: life.end,
    close,
    closed: ended.promise,
  };
}

/** Calls back once the last page has been gone for a while. Before the first page it waits for ever. */
function watchPages(streams: EventStreams, onGone: () => void): { readonly end: () => void } {
  let watching = true;
  let timer: NodeJS.Timeout | undefined;
  streams.onChange((pages) => {
    clearTimeout(timer);
    if (watching && pages === 0) timer = setTimeout(onGone, GRACE);
  });
  return {
    end: () => {
      watching = false;
      clearTimeout(timer);
    },
  };
}
