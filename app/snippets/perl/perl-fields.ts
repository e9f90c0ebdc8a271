import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { alignedNames, formFileName } from '#app/snippets/fields.ts';
import { quotePerl as quote } from './perl-quote.ts';

/** The rows of a list of names and values. */
export function perlFields({ fields }: EncodedRequest): string {
  const names = alignedNames(fields, quote);
  return fields.map((field, index) => `    ${names[index] ?? ''} => ${fieldValue(field)},`).join('\n');
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return '$token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return `[ ${quote(field.reference)}, ${quote(formFileName(field.fileName))}, 'Content-Type' => 'application/octet-stream' ]`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `        ${quote(line)},`);
  return `join( "\\n",\n${lines.join('\n')}\n    )`;
}
