import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { decodeForm, type ReceivedField } from './form-decoder.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly fields: readonly ReceivedField[];
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/**
 * A server on this computer that keeps what it receives and answers what the test wants. What is no form is not
 * kept, and answered with status 400 and the reason.
 */
export interface RecordingServer {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Connections opened, whether or not a request came over them. */
  readonly connections: () => number;
  readonly requests: readonly RecordedRequest[];
  /** The only request since the last `answerWith`; throws when there are more or none. */
  readonly onlyRequest: () => RecordedRequest;
  /** Forgets the requests so far and sets the answer to those that follow. */
  readonly answerWith: (reply: Reply | ((request: RecordedRequest) => Promise<Reply>)) => void;
  readonly close: () => Promise<void>;
}

export async function startRecordingServer(
  tls?: Readonly<{ key: Buffer; cert: Buffer }>,
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  let connections = 0;
  let answer: (request: RecordedRequest) => Promise<Reply> = async () => ({});

  const listener: RequestListener = async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    let fields: readonly ReceivedField[];
    try {
      fields = decodeForm(incoming.headers['content-type'] ?? '', body);
    } catch (error) {
      outgoing.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
      return;
    }
    const request: RecordedRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
      fields,
    };
    requests.push(request);
    const reply = await answer(request);
    outgoing.writeHead(reply.status ?? 200, { 'content-type': 'text/plain', ...reply.headers });
    outgoing.end(reply.body ?? '');
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}/api/`,
    connections: () => connections,
    requests,
    onlyRequest: () => {
      const [request] = requests;
      if (request === undefined || requests.length > 1) throw new Error(`${requests.length} requests came`);
      return request;
    },
    answerWith: (reply) => {
      requests.length = 0;
      answer = typeof reply === 'function' ? reply : async () => reply;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
