import type { Method } from '#app/catalogue/method.ts';

/**
 * Whether a free name can go over the wire as it is written: the server changes blanks and dots in names to
 * underscores, and reads brackets as lists. `name`, `name[0]`, `name[key]` and `name[]`.
 */
export function isPairName(name: string): boolean {
  return /^[A-Za-z_][\w-]{0,99}(?:\[[\w-]{0,99}\]){0,5}$/.test(name);
}

/**
 * The name of the method's own that a free name would take the place of, or undefined. The server takes the last of
 * two equal names and a list for the name before its bracket; case counts there, but a slip of it is no free name.
 */
export function takenName(method: Method, name: string): string | undefined {
  const base = name.replace(/\[.*$/s, '').toLowerCase();
  const own = method.parameters.filter(({ kind }) => kind !== 'pairs').map((parameter) => parameter.name);
  return ['token', 'content', 'action', ...own].find((taken) => taken.toLowerCase() === base);
}
