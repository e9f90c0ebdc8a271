import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { findMethod, methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import type { Problem } from '#app/request/draft.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { parseValues } from '#app/request/parse-values.ts';
import { prepare } from '#app/request/prepare.ts';
import { InvalidRequest, type Invocation } from './command.ts';
import { pathFrom } from './working-folder.ts';

export interface LoadedRequest {
  readonly method: Method;
  readonly request: EncodedRequest;
}

/** Builds the request of METHOD and --values; throws InvalidRequest with a line per problem. */
export async function loadRequest({ words, option, environment }: Invocation): Promise<LoadedRequest> {
  const id = words[0] ?? '';
  const method = findMethod(id);
  if (method === undefined) {
    const near = methods.filter((each) => each.id.includes(id)).map((each) => each.id);
    const hint = near.length > 0 && near.length < 6 ? ` Did you mean ${near.join(' or ')}?` : '';
    throw new InvalidRequest(`There is no method “${id}”.${hint} The command methods lists all.`);
  }
  const json = await readValues(option('values') ?? '', environment);
  const { draft, problems } = parseValues(method, json);
  // Nothing is known of the project here, so nothing is required because of it.
  const prepared = prepare(method, draft, {});
  const all = [...problems, ...prepared.problems];
  if (all.length > 0) throw new InvalidRequest(...new Set(all.map(describe)));
  return { method, request: prepared.request };
}

const describe = ({ parameter, message }: Problem): string =>
  parameter === null ? message : `${parameter}: ${message}`;

async function readValues(path: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
  let json: string;
  try {
    json =
      path === '-' ? await readStream(process.stdin) : await readFile(pathFrom(path, environment), 'utf8');
  } catch {
    throw new InvalidRequest(`The values file “${path}” cannot be read.`);
  }
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw new InvalidRequest(`The values file “${path}” is not valid JSON.`);
  }
}

/** The options of every command that builds a request. */
export const valuesOption = {
  name: 'values',
  value: 'FILE',
  required: true,
  help: 'A JSON object of REDCap parameter names and values; - reads it from standard input.',
} as const;

export const valuesNote =
  'A value is a text, a list of texts or, for a file to send, {"path": "scan.pdf"}. Paths are relative to the folder you are in.';
