import type { Method } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { TextFormat } from '#app/response/text-format.ts';

const textOf = (fields: readonly EncodedField[], name: string): string | undefined => {
  const field = fields.find((each) => each.name === name);
  return field?.kind === 'text' ? field.value : undefined;
};

/** The format the answer of a successful call should have; XML is the server's default [S1]. */
export function askedFormat(method: Method, fields: readonly EncodedField[]): TextFormat | 'odm' {
  switch (method.returns.kind) {
    case 'rows':
    case 'object':
      return formatNamed(textOf(fields, 'format'));
    case 'odm':
      return 'odm';
    case 'count':
    case 'importResult':
      return formatNamed(textOf(fields, 'returnFormat'));
    case 'text':
    case 'token':
    case 'file':
    case 'nothing':
      return 'plain';
  }
}

function formatNamed(name: string | undefined): TextFormat | 'odm' {
  return name === 'csv' || name === 'json' || name === 'odm' ? name : 'xml';
}

/** The character between cells of CSV; only a method with `csvDelimiter` can have another than a comma. */
export function askedDelimiter(fields: readonly EncodedField[]): string {
  const value = textOf(fields, 'csvDelimiter');
  if (value === undefined || value === '') return ',';
  return value === 'tab' ? '\t' : value.charAt(0);
}
