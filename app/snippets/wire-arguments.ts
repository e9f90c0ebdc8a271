import type { FileField } from '#app/request/encoded-request.ts';
import { oncePerRequest } from './once-per-request.ts';

/** The request's values by parameter: `records[0]` and `records[1]` are the list `records`. */
export type WireArgument =
  | { readonly kind: 'one'; readonly value: string }
  | { readonly kind: 'many'; readonly values: readonly string[] }
  | { readonly kind: 'file'; readonly file: FileField };

/** In the order of the request, without the token. A name that stands twice is a list, too. */
export const wireArguments = oncePerRequest((request): ReadonlyMap<string, WireArgument> => {
  const found = new Map<string, WireArgument>();
  for (const field of request.fields) {
    if (field.kind === 'token') continue;
    if (field.kind === 'file') {
      found.set(field.name, { kind: 'file', file: field });
      continue;
    }
    const listName = field.name.endsWith(']') ? /^(.+)\[\d*\]$/s.exec(field.name)?.[1] : undefined;
    const name = listName ?? field.name;
    const before = found.get(name);
    if (before === undefined || before.kind === 'file') {
      found.set(
        name,
        listName === undefined
          ? { kind: 'one', value: field.value }
          : { kind: 'many', values: [field.value] },
      );
    } else {
      const values = before.kind === 'one' ? [before.value] : before.values;
      found.set(name, { kind: 'many', values: [...values, field.value] });
    }
  }
  return found;
});
