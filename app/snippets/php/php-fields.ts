import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { alignedNames, formFileName, namesAreUnique } from '#app/snippets/fields.ts';
import { quotePhp as quote } from './php-quote.ts';

/** The rows of the array `$fields`: name => value, or pairs where a name stands several times. */
export function phpFields(request: EncodedRequest, pairs = !namesAreUnique(request)): string {
  const { fields } = request;
  const names = pairs ? fields.map((field) => quote(field.name)) : alignedNames(fields, quote);
  return fields
    .map((field, index) =>
      pairs
        ? `    [${names[index] ?? ''}, ${fieldValue(field)}],`
        : `    ${names[index] ?? ''} => ${fieldValue(field)},`,
    )
    .join('\n');
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return '$token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return `new CURLFile(${quote(field.reference)}, 'application/octet-stream', ${quote(formFileName(field.fileName))})`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `        ${quote(line)},`);
  return `implode("\\n", [\n${lines.join('\n')}\n    ])`;
}

/** What is posted. PHP's arrays hold a name once: repeated names are a list of pairs, encoded pair by pair. */
export function phpPostFields(request: EncodedRequest, pairs = !namesAreUnique(request)): string {
  if (pairs) {
    return "implode('&', array_map(fn ($pair) => http_build_query([$pair[0] => $pair[1]]), $fields))";
  }
  return request.encoding === 'multipart' ? '$fields' : "http_build_query($fields, '', '&')";
}
