import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorAnswer, htmlAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { BodyTooLarge, readBody, readParameters } from './body.ts';
import type { PracticeState } from './call.ts';
import { answerRequest, asApiError } from './dispatch.ts';

/** Serves `/api/` as REDCap does, and HTML pages elsewhere as a web server does. */
export function requestListener(state: PracticeState, bodyLimit?: number): RequestListener {
  return (request, response) => {
    void respond(state, request, response, bodyLimit).catch(() => {
      // The client has gone or the connection broke: there is nobody left to tell.
      response.destroy();
    });
  };
}

async function respond(
  state: PracticeState,
  request: IncomingMessage,
  response: ServerResponse,
  bodyLimit: number | undefined,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path !== '/api/' || request.method !== 'POST') {
    request.resume();
    return send(response, pageAt(path));
  }
  try {
    const body = await readBody(request, bodyLimit);
    return await send(response, await apiAnswer(state, body, request.headers['content-type']));
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    response.setHeader('connection', 'close');
    return send(response, htmlAnswer(413, 'Request Entity Too Large', 'The request is larger than 256 MB.'));
  }
}

async function apiAnswer(
  state: PracticeState,
  body: Buffer<ArrayBuffer>,
  contentType: string | undefined,
): Promise<Answer> {
  try {
    return answerRequest(state, await readParameters(body, contentType));
  } catch (error) {
    return errorAnswer('xml', asApiError(error));
  }
}

// A version folder or the start page answers 200 with HTML, as real servers do to a wrong address.
function pageAt(path: string): Answer {
  if (path === '/api') {
    const moved = htmlAnswer(301, 'Moved Permanently', 'The API is at <a href="/api/">/api/</a>.');
    return { ...moved, headers: { location: '/api/' } };
  }
  if (
    path === '/' ||
    path === '/index.php' ||
    path === '/api/' ||
    path.startsWith('/redcap_v') ||
    path === '/surveys/'
  ) {
    return htmlAnswer(200, 'REDCap practice server', 'This is a web page, not the API. The API is at /api/.');
  }
  return htmlAnswer(404, 'Not Found', 'The requested address was not found on this server.');
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'cache-control': 'no-store',
    ...answer.headers,
  });
  const { body } = answer;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  await pipeline(Readable.from(body), response);
}
