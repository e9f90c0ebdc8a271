import type { EncodedField, EncodedRequest } from './encoded-request.ts';

/**
 * One name or value in `application/x-www-form-urlencoded`, byte for byte as `URLSearchParams` writes it: a space is
 * `+`, and half a character pair becomes U+FFFD.
 */
export function formEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The urlencoded body. Whoever sends it passes the token itself as `tokenText`; views use `bodyView`. A file, which
 * no urlencoded request has, counts by its name, as in a browser's form.
 */
export function formBody(request: EncodedRequest, tokenText: string): string {
  return request.fields
    .map((field) => `${formEncode(field.name)}=${formEncode(sentText(field, tokenText))}`)
    .join('&');
}

function sentText(field: EncodedField, tokenText: string): string {
  if (field.kind === 'token') return tokenText;
  return field.kind === 'file' ? field.fileName : field.value;
}
