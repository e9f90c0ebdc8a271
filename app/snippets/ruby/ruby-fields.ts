import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { alignedNames, formFileName, namesAreUnique } from '#app/snippets/fields.ts';
import { quoteRuby as quote } from './ruby-quote.ts';

/** Sets a variable to the request's fields: a hash, or pairs for a form with files and for repeated names. */
export function rubyFields(variable: string, request: EncodedRequest): string {
  if (request.encoding === 'urlencoded' && namesAreUnique(request)) {
    const names = alignedNames(request.fields, quote);
    const rows = request.fields.map((field, index) => `  ${names[index] ?? ''} => ${fieldValue(field)},`);
    return `${variable} = {\n${rows.join('\n')}\n}`;
  }
  const rows = request.fields.map((field) => `  [${quote(field.name)}, ${fieldValue(field)}],`);
  return `${variable} = [\n${rows.join('\n')}\n]`;
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return `File.open(${quote(field.reference)}, "rb"), { filename: ${quote(formFileName(field.fileName))}, content_type: "application/octet-stream" }`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `    ${quote(line)},`);
  return `[\n${lines.join('\n')}\n  ].join("\\n")`;
}
