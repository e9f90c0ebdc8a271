import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { quoteGo as quote } from './go-quote.ts';

/** The statement that declares the fields of a form, in order: url.Values would sort them. */
export function goFields(variable: string, fields: readonly EncodedField[]): string {
  const rows = fields.map((field) => `\t\t{${quote(field.name)}, ${fieldValue(field, '\t\t')}},`);
  return `\t${variable} := []field{\n${rows.join('\n')}\n\t}`;
}

/** The statements that write the fields of a multipart form. */
export function goParts(fields: readonly EncodedField[]): string {
  return fields.map(part).join('\n');
}

function part(field: EncodedField): string {
  const name = quote(formFileName(field.name));
  return field.kind === 'file'
    ? `\twriteFile(form, ${name}, ${quote(formFileName(field.fileName))}, ${quote(field.reference)})`
    : `\tform.WriteField(${name}, ${fieldValue(field, '\t')})`;
}

function fieldValue(field: EncodedField, indent: string): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value, indent);
    case 'file':
      return quote(field.fileName);
    default:
      return assertNever(field);
  }
}

function textValue(value: string, indent: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `${indent}\t${quote(line)},`);
  return `strings.Join([]string{\n${lines.join('\n')}\n${indent}}, "\\n")`;
}
