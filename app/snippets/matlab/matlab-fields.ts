import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest, FileField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';
import { quoteMatlab as quote } from './matlab-quote.ts';

const LIMITS: LiteralLimits = { units: 1000, lines: Number.POSITIVE_INFINITY };

/** The statements that end with `variable`, a cell array with a name and a value in each row. */
export function matlabFields(variable: string, { fields }: EncodedRequest): string {
  const rows = fields.map((field, index) => `    ${quote(field.name)}, ${fieldValue(field, index)}`);
  return [...fields.flatMap(preparation), `${variable} = {\n${rows.join('\n')}\n};`].join('\n');
}

/** What stands before the list: a value of several lines, one per row, and a file that is sent under another name. */
function preparation(field: EncodedField, index: number): readonly string[] {
  switch (field.kind) {
    case 'token':
      return [];
    case 'text': {
      const { texts } = piecesOf(field.value, LIMITS);
      if (texts.length === 1) return [];
      return [`value_${index + 1} = {\n${texts.map((text) => `    ${quote(text)}`).join('\n')}\n};`];
    }
    case 'file':
      if (isNamedAlike(field)) return [];
      return [
        '% The file is sent under the name of this copy.',
        `${copyOf(index)} = fullfile(tempname, ${quote(formFileName(field.fileName))});`,
        `mkdir(fileparts(${copyOf(index)}));`,
        `copyfile(${quote(field.reference)}, ${copyOf(index)});`,
      ];
    default:
      return assertNever(field);
  }
}

/** The variable that names the copy; each file has its own. */
function copyOf(index: number): string {
  return `upload_${index + 1}`;
}

function isNamedAlike(field: FileField): boolean {
  return field.reference.split(/[/\\]/).at(-1) === formFileName(field.fileName);
}

function fieldValue(field: EncodedField, index: number): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text': {
      const { between, texts } = piecesOf(field.value, LIMITS);
      return texts.length === 1 ? quote(field.value) : `strjoin(value_${index + 1}.', ${quote(between)})`;
    }
    case 'file':
      return `matlab.net.http.io.FileProvider(${isNamedAlike(field) ? quote(field.reference) : copyOf(index)})`;
    default:
      return assertNever(field);
  }
}
