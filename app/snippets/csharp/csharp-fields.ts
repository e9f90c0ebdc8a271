import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { quoteCSharp as quote } from './csharp-quote.ts';

/** The statement that declares an array of {name, value} and, for a file, {name, path, file name}. */
export function csharpFields(variable: string, fields: readonly EncodedField[]): string {
  const rows = fields.map((field) => `            ${row(field)}`);
  return `        string[][] ${variable} =\n        {\n${rows.join('\n')}\n        };`;
}

function row(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return `new[] { ${quote(field.name)}, token },`;
    case 'text':
      return `new[] { ${quote(field.name)}, ${textValue(field.value)} },`;
    case 'file':
      return `new[] { ${quote(field.name)}, ${quote(field.reference)}, ${quote(formFileName(field.fileName))} }, // path, file name`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `                ${quote(line)}`);
  return `string.Join("\\n", new[] {\n${lines.join(',\n')} })`;
}
