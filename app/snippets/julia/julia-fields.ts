import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';
import { quoteJulia as quote } from './julia-quote.ts';

/** Long lines are cut for the reader's sake alone. */
const LIMITS: LiteralLimits = { units: 10_000, lines: Number.POSITIVE_INFINITY };

/** Sets a variable to the pairs of names and values. A list, not a dictionary: it keeps order and repeated names. */
export function juliaFields(variable: string, { fields }: EncodedRequest): string {
  const rows = fields.map((field) => `    ${quote(field.name)} => ${fieldValue(field)},`);
  return `${variable} = Pair{String,Any}[\n${rows.join('\n')}\n]`;
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return `HTTP.Multipart(${quote(formFileName(field.fileName))}, open(${quote(field.reference)}), "application/octet-stream")`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  const { between, texts } = piecesOf(value, LIMITS);
  if (texts.length === 1) return quote(value);
  return `join([\n${texts.map((text) => `        ${quote(text)},`).join('\n')}\n    ], ${quote(between)})`;
}
