import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { quoteJavaScript as quote } from './javascript-quote.ts';

/** The statement that declares the fields as pairs of name and value, for URLSearchParams. */
export function javaScriptPairs(variable: string, fields: readonly EncodedField[]): string {
  const rows = fields.map((field) => `    [${quote(field.name)}, ${fieldValue(field)}],`);
  return `  const ${variable} = [\n${rows.join('\n')}\n  ];`;
}

/** The statement that declares the parts of a multipart body, for Blob. */
export function javaScriptParts(fields: readonly EncodedField[]): string {
  const rows = fields.map((field) => `    ${part(field)},`);
  return `  const parts = [\n${rows.join('\n')}\n  ];`;
}

function part(field: EncodedField): string {
  const name = quote(formFileName(field.name));
  return field.kind === 'file'
    ? `filePart(${name}, ${quote(formFileName(field.fileName))}, await readFile(${quote(field.reference)}))`
    : `textPart(${name}, ${fieldValue(field)})`;
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
  const lines = value.split('\n').map((line) => `      ${quote(line)},`);
  return `[\n${lines.join('\n')}\n    ].join("\\n")`;
}
