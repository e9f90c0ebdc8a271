import { openAsBlob } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { formBody } from '#app/request/form-body.ts';

/** Finds the file on disk behind a file field's reference; null when there is none. */
export type FindFile = (reference: string) => string | null;

export interface RequestBody {
  readonly body: string | Blob;
  readonly contentType: string;
}

/** The body as it goes over the wire, token included; null when a file of the request is not there. */
export async function requestBody(
  request: EncodedRequest,
  token: string,
  findFile: FindFile,
): Promise<RequestBody | null> {
  if (request.encoding === 'urlencoded') {
    return { body: formBody(request, token), contentType: 'application/x-www-form-urlencoded' };
  }
  return multipartBody(request, token, findFile);
}

/**
 * Written by hand as one Blob over the files on disk, because the fetch of each host knows only its own
 * FormData; a Blob has a length, so that no host falls back to a chunked upload, which PHP servers dislike.
 */
async function multipartBody(
  request: EncodedRequest,
  token: string,
  findFile: FindFile,
): Promise<RequestBody | null> {
  const boundary = `----playground-${randomUUID()}`;
  const parts: (string | Blob)[] = [];
  for (const field of request.fields) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field.name)}"`;
    if (field.kind === 'file') {
      const path = findFile(field.reference);
      if (path === null) return null;
      const file = await openAsBlob(path);
      const name = escapeName(field.fileName);
      parts.push(
        `${head}; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        file,
        '\r\n',
      );
    } else {
      parts.push(`${head}\r\n\r\n${field.kind === 'token' ? token : field.value.toWellFormed()}\r\n`);
    }
  }
  parts.push(`--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  return { body: new Blob(parts, { type: contentType }), contentType };
}

/** As browsers do it: the characters that would end the name are percent-encoded. */
const escapeName = (name: string): string =>
  name.toWellFormed().replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
