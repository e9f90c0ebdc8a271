import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { callNames } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { securityHeaders } from '#main/security/content-policy.ts';
import { refuseForeign, refuseKeyless } from './admission.ts';
import { attachment } from './content-disposition.ts';
import { DOWNLOAD_PATH, type DownloadTickets } from './download-tickets.ts';
import type { EventStreams } from './event-streams.ts';
import type { PageFiles } from './page-files.ts';
import { readJson } from './read-body.ts';
import { refusals, type Refusal } from './refusal.ts';

/** Bytes of a call's body, at most. */
export const MAX_BODY = 64 * 1024 * 1024;

const CALL_PATH = '/call/';
const EVENTS_PATH = '/events';

export interface ServerParts {
  /** This launch's key. */
  readonly key: string;
  readonly files: PageFiles;
  /** Parses the arguments and answers; never rejects. */
  readonly answer: (name: string, args: unknown) => Promise<Reply<unknown>>;
  readonly streams: EventStreams;
  readonly tickets: DownloadTickets;
  /** 0 picks a free one. */
  readonly port: number;
}

export interface RunningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves the page and its calls on 127.0.0.1. Rejects when the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const server = createServer((request, response) => {
    void handle(parts, port(), request, response).catch(() => {
      // The details may hold study data or a path, so the page learns only that it failed.
      if (response.headersSent) response.destroy();
      else refuse(request, response, { status: 500, sentence: 'The playground failed to answer.' });
    });
  });
  const port = () => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(parts.port) : error),
    );
    server.listen({ host: '127.0.0.1', port: parts.port, exclusive: true }, resolve);
  });
  return {
    port: port(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const portInUse = (port: number) =>
  new Error(`Port ${port} is in use by another program. Choose another, or leave out --port.`);

async function handle(
  parts: ServerParts,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const foreign = refuseForeign(request, port);
  if (foreign !== null) return refuse(request, response, foreign);
  const path = request.url ?? '';

  const file = parts.files.get(path);
  if (file !== undefined) {
    if (request.method !== 'GET') return refuse(request, response, refusals.wrongMethod, 'GET');
    response.writeHead(200, {
      ...securityHeaders,
      'Content-Type': file.mediaType,
      'Content-Length': file.body.length,
      'Cache-Control': file.caching,
    });
    response.end(file.body);
    return;
  }
  if (path.startsWith(DOWNLOAD_PATH)) {
    if (request.method !== 'GET') return refuse(request, response, refusals.wrongMethod, 'GET');
    return sendDownload(parts, request, response, path);
  }
  const name = callNames.find((known) => path === CALL_PATH + known);
  if (name === undefined && path !== EVENTS_PATH) return refuse(request, response, refusals.unknownPath);
  if (request.method !== 'POST') return refuse(request, response, refusals.wrongMethod, 'POST');
  const keyless = refuseKeyless(request.headers, parts.key);
  if (keyless !== null) return refuse(request, response, keyless);
  if (name === undefined) {
    request.resume();
    response.writeHead(200, head('application/x-ndjson'));
    return parts.streams.add(response);
  }
  const body = await readJson(request, MAX_BODY);
  if (!body.ok) return refuse(request, response, body.refusal);
  const reply = await parts.answer(name, body.value);
  response.writeHead(200, head('application/json')).end(JSON.stringify(reply));
}

async function sendDownload(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const download = parts.tickets.redeem(path);
  if (download === null) return refuse(request, response, refusals.usedTicket);
  const content = await download.read().catch(() => null);
  if (content === null) return refuse(request, response, refusals.discarded);
  response.writeHead(200, {
    ...head('application/octet-stream'),
    'Content-Disposition': attachment(download.fileName),
  });
  await pipeline(content, response);
}

function head(type: string): Record<string, string> {
  return { ...securityHeaders, 'Content-Type': type, 'Cache-Control': 'no-store' };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, sentence }: Refusal | { readonly status: 500; readonly sentence: string },
  allow?: string,
): void {
  response.writeHead(status, {
    ...head('text/plain; charset=utf-8'),
    ...(allow === undefined ? {} : { Allow: allow }),
    // What is left of the body is not wanted; the connection cannot be used again.
    ...(request.complete ? {} : { Connection: 'close' }),
  });
  response.end(`${sentence}\n`);
  // Read and dropped, for a while: closing at once would lose the refusal on its way to the sender.
  request.resume();
}
