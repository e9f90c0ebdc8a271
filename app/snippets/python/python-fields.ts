import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { formFileName, namesAreUnique } from '#app/snippets/fields.ts';
import { quotePython as quote } from './python-quote.ts';

/** Sets a variable to the request's fields, as `requests` takes them. */
export function pythonFields(variable: string, request: EncodedRequest): string {
  if (request.encoding === 'multipart') {
    // Given apart from the files, the other fields would be sent before them: one list keeps the order.
    const rows = request.fields.map((field) => `    (${quote(field.name)}, ${partValue(field)}),`);
    return `# A part is a name with (file name, content, type); a plain value has no file name.\n${variable} = [\n${rows.join('\n')}\n]`;
  }
  if (namesAreUnique(request)) {
    const rows = request.fields.map((field) => `    ${quote(field.name)}: ${fieldValue(field)},`);
    return `${variable} = {\n${rows.join('\n')}\n}`;
  }
  const rows = request.fields.map((field) => `    (${quote(field.name)}, ${fieldValue(field)}),`);
  return `${variable} = [\n${rows.join('\n')}\n]`;
}

function partValue(field: EncodedField): string {
  return field.kind === 'file'
    ? `(${quote(formFileName(field.fileName))}, open(${quote(field.reference)}, "rb"), "application/octet-stream")`
    : `(None, ${fieldValue(field)})`;
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return quote(field.fileName);
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `        ${quote(line)},`);
  return `"\\n".join([\n${lines.join('\n')}\n    ])`;
}
