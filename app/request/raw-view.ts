import type { EncodedField, EncodedRequest } from './encoded-request.ts';

/**
 * The request as the original's *Raw Request Parameters* box prints it [S9]: one `name: value` per line, the token
 * first. `tokenText` stands for the token; an empty value leaves `name: `, a file shows its name.
 */
export function rawParameters(request: EncodedRequest, tokenText: string): string {
  return request.fields.map((field) => `${field.name}: ${shownValue(field, tokenText)}`).join('\n');
}

function shownValue(field: EncodedField, tokenText: string): string {
  if (field.kind === 'token') return tokenText;
  return field.kind === 'file' ? field.fileName : field.value;
}
