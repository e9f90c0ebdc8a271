import type { EncodedField } from '#app/request/encoded-request.ts';
import { oncePerRequest } from './once-per-request.ts';

/** Whether each name stands once, so that a map from name to value can hold the request. */
export const namesAreUnique = oncePerRequest(
  ({ fields }) => new Set(fields.map((field) => field.name)).size === fields.length,
);

/** Names as literals, with blanks after the shorter ones so that the values stand in one column. */
export function alignedNames(
  fields: readonly EncodedField[],
  literal: (name: string) => string,
): readonly string[] {
  const names = fields.map((field) => literal(field.name));
  const width = names.reduce(
    (widest, name) => (name.length > 32 ? widest : Math.max(widest, name.length)),
    0,
  );
  return names.map((name) => name.padEnd(width));
}

/** A file name as a browser's form sends it: what would end the part's header is percent-encoded. */
export function formFileName(fileName: string): string {
  return fileName
    .toWellFormed()
    .replaceAll('"', '%22')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll('\0', '');
}
