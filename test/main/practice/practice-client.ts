import { startPracticeServer } from '#main/practice/server.ts';
import type { PracticeServer } from '#main/practice/server.ts';

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface PracticeClient {
  readonly server: PracticeServer;
  /** Token of the hypertension registry: classic, in development. */
  readonly classic: string;
  /** Token of the asthma trial: longitudinal, in production. */
  readonly trial: string;
  /** Token of one of the made-up users. */
  readonly tokenOf: (id: 'classic' | 'longitudinal', user: string) => string;
  /** Sends fields and the part `file` as a multipart form. */
  readonly upload: (token: string, fields: Readonly<Record<string, string>>, file: File) => Promise<Reply>;
  /** A copy of the asthma trial in development, where designs may be changed. */
  readonly copyTrial: () => Promise<string>;
  /** Sends fields as a form over a real socket; a list becomes `name[0]`, `name[1]`, … */
  readonly call: (token: string, fields: Fields) => Promise<Reply>;
  /** The JSON answer of a call that must succeed. */
  readonly json: <Shape = readonly Readonly<Record<string, string | number>>[]>(
    token: string,
    fields: Fields,
  ) => Promise<Shape>;
  /** The message of a call that must be refused with a JSON error. */
  readonly refusal: (token: string, fields: Fields, status?: number) => Promise<string>;
}

export async function practiceClient(): Promise<PracticeClient> {
  const server = await startPracticeServer();
  const token = (id: string): string => server.projects.find((project) => project.id === id)?.token ?? '';
  const call = (token_: string, fields: Fields): Promise<Reply> =>
    post(server.url, encoded([['token', token_], ...formPairs(fields)]), FORM);
  return {
    server,
    call,
    classic: token('classic'),
    trial: token('longitudinal'),
    tokenOf: (id, user) => {
      const users = server.projects.find((project) => project.id === id)?.users ?? [];
      const found = users.find((one) => one.user === user)?.token;
      if (found === undefined) throw new Error(`No user ${user}`);
      return found;
    },
    upload: (token_, fields, file) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ token: token_, ...fields })) form.set(name, value);
      form.set('file', file);
      return post(server.url, form);
    },
    copyTrial: async () => {
      const odm = await call(token('longitudinal'), {
        content: 'project_xml',
        exportDataAccessGroups: 'true',
      });
      const data = '[{"project_title":"Copy","purpose":"0"}]';
      const made = await call(server.superToken, { content: 'project', format: 'json', data, odm: odm.text });
      return made.text;
    },
    json: async (token_, fields) => {
      const reply = await call(token_, { format: 'json', ...fields });
      if (reply.status !== 200) throw new Error(`Refused: ${reply.status} ${reply.text}`);
      return JSON.parse(reply.text);
    },
    refusal: async (token_, fields, status = 400) => {
      const reply = await call(token_, { format: 'json', ...fields });
      if (reply.status !== status)
        throw new Error(`Not refused with ${status}: ${reply.status} ${reply.text}`);
      const { error }: { error: string } = JSON.parse(reply.text);
      return error;
    },
  };
}

export async function post(url: string, body: BodyInit, headers: HeadersInit = {}): Promise<Reply> {
  const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, bytes, text: new TextDecoder().decode(bytes) };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

// URLSearchParams writes the same ten times slower, which counts with whole projects as values.
function encoded(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

function formPairs(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : value.map((item, index) => [`${name}[${index}]`, item]),
  );
}
