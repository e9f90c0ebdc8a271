import type { EncodedField, EncodedRequest } from './encoded-request.ts';
import { formEncode } from './form-body.ts';

/** Stands in views for the random text that parts a multipart body. */
const boundary = '<boundary>';

/**
 * The body as it is sent, to look at: urlencoded in one line, or the parts of a multipart body with a placeholder
 * for the boundary and for each file's content. `tokenText` stands for the token and is shown as it is.
 */
export function bodyView(request: EncodedRequest, tokenText: string): string {
  if (request.encoding === 'urlencoded') {
    return request.fields
      .map((field) => `${formEncode(field.name)}=${urlencodedValue(field, tokenText)}`)
      .join('&');
  }
  const parts = request.fields.map((field) => `--${boundary}\n${partView(field, tokenText)}\n`);
  return `${parts.join('')}--${boundary}--\n`;
}

function urlencodedValue(field: EncodedField, tokenText: string): string {
  if (field.kind === 'token') return tokenText;
  return formEncode(field.kind === 'file' ? field.fileName : field.value);
}

function partView(field: EncodedField, tokenText: string): string {
  const named = `Content-Disposition: form-data; name="${quotedName(field.name)}"`;
  if (field.kind !== 'file') return `${named}\n\n${field.kind === 'token' ? tokenText : field.value}`;
  const file = `${named}; filename="${quotedName(field.fileName)}"`;
  return `${file}\nContent-Type: application/octet-stream\n\n<content of ${field.fileName}>`;
}

/** As browsers write a name inside the quotes of a part's header. */
function quotedName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
