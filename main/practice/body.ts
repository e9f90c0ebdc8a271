import type { IncomingMessage } from 'node:http';
import { Buffer } from 'node:buffer';
import { ApiError, invalidParameter, outOfMemory } from './answer.ts';

/** Bytes; above it the request is refused while it is still arriving. */
export const BODY_LIMIT = 256 * 1024 * 1024;

const MOST_PARAMETERS = 100_000;

/** Characters of a list in one text: enough for the names of a million records. */
const LONGEST_LIST = 8 * 1024 * 1024;

export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A request's parameters: `records[0]=1` is the first of the list `records`, all else is text. A name is either. */
export interface Parameters {
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

export const NO_PARAMETERS: Parameters = { texts: new Map(), lists: new Map(), files: new Map() };

/** Thrown when the body is above the limit. */
export class BodyTooLarge extends Error {}

/** Reads the whole body. Throws BodyTooLarge above the limit. */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let size = 0;
  // The stream is kept open on a refusal, or the client would never hear of it.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw new BodyTooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * Parameters of a form body. A body of any other type has none, as in PHP. Throws ApiError for a broken
 * multipart body.
 */
export async function readParameters(
  body: Buffer<ArrayBuffer>,
  contentType: string | undefined,
): Promise<Parameters> {
  const type = (contentType ?? '').toLowerCase();
  if (type.startsWith('application/x-www-form-urlencoded')) {
    demandFew(body, '&');
    return parametersOf(new URLSearchParams(body.toString('utf8')), new Map());
  }
  if (type.startsWith('multipart/form-data')) return readMultipart(body, contentType ?? '');
  return NO_PARAMETERS;
}

/**
 * The text of a parameter, empty when it was not sent. Throws ApiError when a list was sent in its place: to pass over
 * it would delete or export more than was asked for.
 */
export function textOf(parameters: Parameters, name: string): string {
  const text = parameters.texts.get(name);
  if (text === undefined && parameters.lists.has(name)) throw invalidParameter(name);
  return text ?? '';
}

/** The values of a list parameter; a plain text is taken as a comma-joined list. */
export function listOf(parameters: Parameters, name: string): readonly string[] {
  const joined = parameters.texts.get(name);
  if (joined !== undefined && joined.length > LONGEST_LIST) throw outOfMemory();
  const values = parameters.lists.get(name) ?? (joined === undefined ? [] : joined.split(','));
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

export function isSent(parameters: Parameters, name: string): boolean {
  return parameters.texts.has(name) || parameters.lists.has(name) || parameters.files.has(name);
}

/** `true` (or 1) in any case. */
export function isOn(parameters: Parameters, name: string): boolean {
  return /^(?:true|1)$/i.test(textOf(parameters, name));
}

async function readMultipart(body: Buffer<ArrayBuffer>, contentType: string): Promise<Parameters> {
  const [, boundary = ''] = /boundary="?([^";]+)/i.exec(contentType) ?? [];
  demandFew(body, `--${boundary}`);
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new ApiError('The multipart body of the request could not be read');
  });
  const pairs: (readonly [string, string])[] = [];
  const files = new Map<string, UploadedFile>();
  for (const [name, value] of form) {
    if (typeof value === 'string') pairs.push([name, value]);
    else {
      const bytes = new Uint8Array(await value.arrayBuffer());
      files.set(name, { name: value.name, mediaType: value.type, bytes });
    }
  }
  return parametersOf(pairs, files);
}

// As PHP has it: a flood of tiny parameters would otherwise fill the memory.
function demandFew(body: Buffer, separator: string): void {
  let count = 0;
  for (let at = body.indexOf(separator); at >= 0; at = body.indexOf(separator, at + 1)) {
    count += 1;
    if (count > MOST_PARAMETERS) throw new ApiError('The request has too many parameters');
  }
}

function parametersOf(
  pairs: Iterable<readonly [string, string]>,
  files: ReadonlyMap<string, UploadedFile>,
): Parameters {
  const texts = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const [written, value] of pairs) {
    const [, name, index] = /^([^[\]]+)(\[[^[\]]*\])?$/.exec(written) ?? [];
    if (name === undefined) continue;
    // As in PHP, what comes later under a name takes the place of what came before in the other form.
    if (index === undefined) {
      texts.set(name, value);
      lists.delete(name);
    } else {
      texts.delete(name);
      const list = lists.get(name);
      if (list) list.push(value);
      else lists.set(name, [value]);
    }
  }
  return { texts, lists, files };
}
