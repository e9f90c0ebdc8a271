import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';
import { quoteM as quote } from './m-quote.ts';

/** `Uri.EscapeDataString` takes no more than 65,519 characters on the .NET Framework. */
const LIMITS: LiteralLimits = { units: 20_000, lines: Number.POSITIVE_INFINITY };

/** The list of fields: each a list of the name and the value, a long value in parts. Files are refused before. */
export function mFields({ fields }: EncodedRequest, indent: string): string {
  const rows = fields.map((field) => `${indent}    {${quote(field.name)}, ${fieldValue(field, indent)}}`);
  return `{\n${rows.join(',\n')}\n${indent}}`;
}

function fieldValue(field: EncodedField, indent: string): string {
  if (field.kind !== 'text') return field.kind === 'token' ? 'Token' : quote(field.fileName);
  const { between, texts } = piecesOf(field.value, LIMITS);
  const last = texts.length - 1;
  return texts.map((text, index) => quote(index < last ? text + between : text)).join(`,\n${indent}        `);
}
