import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { errorAnswer, htmlAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { BodyTooLarge, NO_PARAMETERS, readBody, readParameters } from './body.ts';
import type { PracticeState } from './call.ts';
import { answerRequest, asApiError } from './dispatch.ts';
import type { Fault } from './faults.ts';
import { sendFaulty } from './faulty-answer.ts';
import type { Asked } from './faulty-answer.ts';
import { sendAnswer } from './send-answer.ts';

export interface Serving {
  readonly state: PracticeState;
  /** Largest request body, in bytes. */
  readonly bodyLimit?: number | undefined;
  /** How to misbehave from now on, if at all. */
  readonly fault: () => Fault | null;
}

/** Serves `/api/` as REDCap does, and HTML pages elsewhere as a web server does. */
export function requestListener(serving: Serving): RequestListener {
  return (request, response) => {
    void respond(serving, request, response).catch(() => {
      // The client has gone or the connection broke: there is nobody left to tell.
      response.destroy();
    });
  };
}

async function respond(
  { state, bodyLimit, fault }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  if (path !== '/api/' || request.method !== 'POST') {
    request.resume();
    return sendAnswer(response, pageAt(path));
  }
  // A page of an External Module, as some of them are called through the API's address [S6].
  if (new URLSearchParams(query).get('type') === 'module') {
    request.resume();
    return sendAnswer(response, htmlAnswer(200, 'REDCap practice server', 'The module is not enabled.'));
  }
  try {
    const body = await readBody(request, bodyLimit);
    const asked = await askedIn(state, body, request.headers['content-type']);
    const chosen = fault();
    if (chosen === null) return await sendAnswer(response, asked.answer());
    return await sendFaulty(chosen, response, asked);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    response.setHeader('connection', 'close');
    return sendAnswer(
      response,
      htmlAnswer(413, 'Request Entity Too Large', 'The request is larger than 256 MB.'),
    );
  }
}

async function askedIn(
  state: PracticeState,
  body: Buffer<ArrayBuffer>,
  contentType: string | undefined,
): Promise<Asked> {
  try {
    const parameters = await readParameters(body, contentType);
    return { state, parameters, answer: () => answerRequest(state, parameters) };
  } catch (error) {
    const refusal = errorAnswer('xml', asApiError(error));
    return { state, parameters: NO_PARAMETERS, answer: () => refusal };
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
  return htmlAnswer(404, 'Not Found', 'The requested URL was not found on this server.');
}
