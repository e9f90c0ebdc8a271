import type { ServerResponse } from 'node:http';
import { serve, type TestServer } from './test-server.ts';

export const projectToken = '00112233445566778899AABBCCDDEEFF';

export interface SmallRedcap extends TestServer {
  /** The fields of every request received, in order. */
  readonly received: readonly URLSearchParams[];
  readonly contents: () => readonly (string | null)[];
}

/** A server that records what it gets; `answer` may take a request over, otherwise version and project are known. */
export async function smallRedcap(
  inProduction: unknown,
  answer: (sent: URLSearchParams, response: ServerResponse) => boolean = () => false,
): Promise<SmallRedcap> {
  const received: URLSearchParams[] = [];
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = new URLSearchParams(Buffer.concat(chunks).toString());
    received.push(sent);
    if (answer(sent, response)) return;
    if (sent.get('content') === 'version') response.end('16.1.3');
    else if (sent.get('content') === 'project') {
      response.end(JSON.stringify({ project_title: 'Own trial', in_production: inProduction }));
    } else response.end('1');
  });
  return { ...server, received, contents: () => received.map((sent) => sent.get('content')) };
}
