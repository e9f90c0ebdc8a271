import { z } from 'zod';

/** Turns a document of one version into the next; entry 0 turns version 1 into 2. */
export type Migration = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export const migrations: readonly Migration[] = [];

export type Migrated =
  | { readonly kind: 'current'; readonly document: Readonly<Record<string, unknown>> }
  /** Written by a newer release, whose document this one must leave alone. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'unreadable' };

const versioned = z.looseObject({ version: z.int().min(1) });

/** Brings a stored value to the current version, which is one more than there are migrations. */
export function migrate(value: unknown, steps: readonly Migration[] = migrations): Migrated {
  const parsed = versioned.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable' };
  const current = steps.length + 1;
  if (parsed.data.version > current) return { kind: 'newer' };
  let document: Readonly<Record<string, unknown>> = parsed.data;
  try {
    for (const step of steps.slice(parsed.data.version - 1)) document = step(document);
  } catch {
    return { kind: 'unreadable' };
  }
  return { kind: 'current', document: { ...document, version: current } };
}
