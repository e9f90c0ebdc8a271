import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startBrowserHost,
  type BrowserHost,
  type BrowserHostPowers,
} from '#main/hosts/browser/browser-host.ts';

/** A built page as small as one can be, in a folder with something beside it that must not be served. */
export async function makePage(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'page-'));
  const folder = join(parent, 'page');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(parent, 'secret.html'), 'beside the page');
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {};');
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}

export interface TestHost extends BrowserHost {
  readonly key: string;
  readonly powers: BrowserHostPowers;
  /** What reached the playground: names and arguments. */
  readonly calls: readonly (readonly [string, unknown])[];
}

/** The real host on a real socket, with a playground that only repeats its arguments. */
export async function startTestHost(pageFolder: string, stay = true): Promise<TestHost> {
  const calls: (readonly [string, unknown])[] = [];
  const lent: BrowserHostPowers[] = [];
  const host = await startBrowserHost({
    pageFolder,
    port: 0,
    stay,
    createPlayground: async (given) => {
      lent.push(given);
      return {
        answer: async (name, args) => {
          calls.push([name, args]);
          return { ok: true, value: args };
        },
        close: async () => undefined,
      };
    },
  });
  const [powers] = lent;
  const key = new URLSearchParams(new URL(host.entrance).hash.slice(1)).get('key');
  if (powers === undefined || key === null) throw new Error('The host did not start its playground.');
  return { ...host, key, powers, calls };
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request, exactly as given: no header added but `Host`, no path made tidy. */
export function ask(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Bytes as they are, for requests that a well-behaved client does not send. Answers with the status line. */
export function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.once('data', (chunk) => {
      resolve(chunk.toString('latin1').split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
