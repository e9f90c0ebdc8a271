import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** What a fake server answers to an export or import of records; it may also never answer. */
export type RecordsAnswer = (response: ServerResponse) => void;

/** A server that speaks just enough of REDCap to be added, and answers an export as a test wants. */
export interface FakeRedcap {
  readonly url: string;
  /** 32 hexadecimal characters; made up here and known nowhere else. */
  readonly token: string;
  /** The exports and imports it was asked for by Execute; the app asks for other things by itself. */
  readonly received: readonly URLSearchParams[];
  readonly close: () => Promise<void>;
}

/** The project's own words, which are hostile text to the app. */
export interface FakeProject {
  readonly title?: string;
  readonly fieldName?: string;
  readonly fieldLabel?: string;
  /** Answers by content that take the place of the usual ones: text as it is, everything else as JSON. */
  readonly lists?: Readonly<Record<string, unknown>>;
  /** The dictionary is answered after it, for what the window shows while a project is being read. */
  readonly dictionaryAfter?: Promise<unknown> | undefined;
}

export async function startFakeRedcap(answer: RecordsAnswer, fake: FakeProject = {}): Promise<FakeRedcap> {
  const token = 'C0FFEE00C0FFEE00C0FFEE00C0FFEE42';
  const received: URLSearchParams[] = [];
  const { title = 'Study of answers', fieldName = 'record_id', fieldLabel = 'Record', lists = {} } = fake;
  const project: Readonly<Record<string, unknown>> = {
    project: { project_title: title, in_production: 0, is_longitudinal: 0 },
    metadata: [{ field_name: fieldName, field_label: fieldLabel, form_name: 'form_1', field_type: 'text' }],
    instrument: [{ instrument_name: 'form_1', instrument_label: fieldLabel }],
    ...lists,
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', async () => {
      const form = new URLSearchParams(body);
      const content = form.get('content') ?? '';
      if (content === 'metadata') await fake.dictionaryAfter;
      if (form.get('token') !== token) {
        response.writeHead(403, { 'Content-Type': 'application/json' });
        response.end('{"error":"You do not have permissions to use the API"}');
      } else if (content === 'version') {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('17.4.1');
      } else if (content in project) {
        const list = project[content];
        const type = typeof list === 'string' ? 'text/html' : 'application/json';
        response.writeHead(200, { 'Content-Type': type });
        response.end(typeof list === 'string' ? list : JSON.stringify(list));
      } else if (form.has('rawOrLabel') || form.has('data')) {
        received.push(form);
        answer(response);
      } else {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    token,
    received,
    close: async () => {
      // A test may end it before its own end.
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
