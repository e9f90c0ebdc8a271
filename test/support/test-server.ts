import { once } from 'node:events';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestCertificate } from './certificates.ts';

export interface TestServer {
  /** `http://127.0.0.1:PORT/api/` */
  readonly url: string;
  readonly origin: string;
}

/** Serves on this computer until the test ends. */
export async function serve(listener: RequestListener, certificate?: TestCertificate): Promise<TestServer> {
  const server =
    certificate === undefined ? createPlainServer(listener) : createTlsServer(certificate, listener);
  onTestFinished(() => server.closeAllConnections());
  return listen(server, certificate === undefined ? 'http' : 'https');
}

/** Answers every request with the same status, headers and body. */
export function serveBody(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Promise<TestServer> {
  return serve((request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  });
}

/** Hands over the bare socket once the request's first bytes are there, for answers that break HTTP's rules. */
export async function serveSocket(answer: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return listen(server, 'http');
}

async function listen(server: Server, scheme: string): Promise<TestServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const origin = `${scheme}://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return { origin, url: `${origin}/api/` };
}
