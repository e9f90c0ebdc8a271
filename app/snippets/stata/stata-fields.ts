import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';
import { quoteInStata as quote } from './stata-quote.ts';

/** A line of a do-file may be long, but an editor shows such a line badly. */
const LIMITS: LiteralLimits = { units: 2000, lines: Number.POSITIVE_INFINITY };

/** Sets a Python variable to the list of (name, value), and for a file (name, path, file name). */
export function stataFields(variable: string, { fields }: EncodedRequest): string {
  return `${variable} = [\n${fields.map((field) => `    ${row(field)},`).join('\n')}\n]`;
}

function row(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return '("token", token)';
    case 'text':
      return `(${quote(field.name)}, ${textValue(field.value)})`;
    case 'file':
      return `(${quote(field.name)}, ${quote(field.reference)}, ${quote(formFileName(field.fileName))})`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  const { between, texts } = piecesOf(value, LIMITS);
  if (texts.length === 1) return quote(value);
  return `${quote(between)}.join([\n${texts.map((text) => `        ${quote(text)},`).join('\n')}\n    ])`;
}
