import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';
import { quotePowerShell as quote } from './powershell-quote.ts';

/** A literal may be of any length; every line of its own is a statement, which PowerShell compiles slowly. */
const LIMITS: LiteralLimits = { units: Number.POSITIVE_INFINITY, lines: 1000 };

/** The statement that declares the fields, in order; a hash table per field, so that a name can stand twice. */
export function powershellFields(variable: string, fields: readonly EncodedField[]): string {
  return `$${variable} = @(\n${fields.map((field) => `    ${row(field)}`).join('\n')}\n)`;
}

function row(field: EncodedField): string {
  const name = quote(field.name);
  switch (field.kind) {
    case 'token':
      return `@{ name = ${name}; value = $token }`;
    case 'text':
      return `@{ name = ${name}; value = ${textValue(field.value)} }`;
    case 'file':
      return `@{ name = ${name}; path = ${quote(field.reference)}; fileName = ${quote(formFileName(field.fileName))} }`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  const { texts } = piecesOf(value, LIMITS);
  if (texts.length === 1) return quote(value);
  const lines = texts.map((line) => `            ${quote(line)}`);
  return `@(\n${lines.join('\n')}\n        ) -join "\`n"`;
}
