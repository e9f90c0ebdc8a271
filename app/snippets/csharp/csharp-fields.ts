import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { quoteCSharp as quote } from './csharp-quote.ts';

/** The statement that declares the fields as pairs. A dictionary would hold no name twice. */
export function csharpPairs(variable: string, fields: readonly EncodedField[]): string {
  const rows = fields.map((field) => `            (${quote(field.name)}, ${fieldValue(field)}),`);
  return declared('(string Name, string Value)[]', variable, rows);
}

/** The statement that declares the array `fields` of {name, value} and, for a file, {name, path, file name}. */
export function csharpParts(fields: readonly EncodedField[]): string {
  const rows = fields.map((field) => {
    const name = quote(formFileName(field.name));
    return field.kind === 'file'
      ? `            new[] { ${name}, ${quote(field.reference)}, ${quote(formFileName(field.fileName))} }, // path, file name`
      : `            new[] { ${name}, ${fieldValue(field)} },`;
  });
  return declared('string[][]', 'fields', rows);
}

function declared(type: string, variable: string, rows: readonly string[]): string {
  return `        ${type} ${variable} =\n        {\n${rows.join('\n')}\n        };`;
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
  const lines = value.split('\n').map((line) => `                ${quote(line)}`);
  return `string.Join("\\n", new[] {\n${lines.join(',\n')} })`;
}
