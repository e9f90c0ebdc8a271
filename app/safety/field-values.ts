import type { EncodedField } from '#app/request/encoded-request.ts';

/** Reads encoded fields by parameter name, for the effect sentence. */
export interface FieldValues {
  /** The value of a text field; empty when it is not sent or empty. */
  readonly text: (name: string) => string;
  /** The entries of a list, in the order sent. */
  readonly list: (name: string) => readonly string[];
  /** Whether the name is sent at all, even empty. */
  readonly has: (name: string) => boolean;
  /** The name of a file that is sent; empty when none is. */
  readonly fileName: (name: string) => string;
}

/** Tells from the fields what a request does; with the number of records in the project, if known. */
export type Sentence = (values: FieldValues, recordCount: number | undefined) => string;

export function fieldValues(fields: readonly EncodedField[]): FieldValues {
  const find = (name: string): EncodedField | undefined => fields.find((field) => field.name === name);
  return {
    text: (name) => {
      const field = find(name);
      return field?.kind === 'text' ? field.value : '';
    },
    list: (name) =>
      fields.flatMap((field) =>
        field.kind === 'text' && field.name.startsWith(`${name}[`) ? [field.value] : [],
      ),
    has: (name) => find(name) !== undefined,
    fileName: (name) => {
      const field = find(name);
      return field?.kind === 'file' ? field.fileName : '';
    },
  };
}
