import type { Picker } from '#app/catalogue/method.ts';
import { atMost, nearestAmong, type FindNearest } from '#app/nearest-name.ts';
import type { NamedItem, ProjectOutline } from './outline.ts';

/** Who misspelt more names than these has another project at hand; and each search of 40,000 names takes a while. */
export const MOST_NEAR_NAMES = 3;

export interface UnknownName {
  readonly name: string;
  /** What was probably meant; looked for with the first names only. */
  readonly near: string | undefined;
}

/**
 * The names that the project does not have, of a list that was read whole; none where the app does not know. Records and
 * users come and go while the window is open, so that they are not judged.
 */
export function unknownNames(
  of: Picker,
  names: readonly string[],
  outline: ProjectOutline,
): readonly UnknownName[] {
  const items = judged(of, outline);
  if (items === null) return [];
  const { known, nearest } = index(items);
  const near = atMost(MOST_NEAR_NAMES, nearest);
  const states = of === 'fields' ? (outline.forms ?? []) : [];
  return names
    .filter((name) => !known.has(name) && !states.some((form) => name === `${form.name}_complete`))
    .map((name) => ({ name, near: near(withoutCode(name)) }));
}

/** A project without any item of a kind has its own words for that. */
function judged(of: Picker, outline: ProjectOutline): readonly NamedItem[] | null {
  switch (of) {
    case 'fields':
    case 'fileFields':
      return someOf(outline.fields);
    case 'forms':
      return someOf(outline.forms);
    case 'events':
      return someOf(outline.events);
    case 'arms':
      return someOf(outline.arms);
    case 'dags':
      return someOf(outline.dags);
    case 'roles':
      return someOf(outline.roles);
    case 'users':
    case 'records':
    case 'dagIds':
    case 'reports':
    case 'repositoryFolder':
    case 'repositoryFile':
      return null;
  }
}

const someOf = (items: readonly NamedItem[] | null): readonly NamedItem[] | null =>
  items === null || items.length === 0 ? null : items;

/** `smoke___1` is a column of exports; the field is `smoke`. */
const withoutCode = (name: string): string => name.replace(/___.*$/s, '');

interface Names {
  readonly known: ReadonlySet<string>;
  readonly nearest: FindNearest;
}

const indexes = new WeakMap<readonly NamedItem[], Names>();

/** A project may have 40,000 fields: a list is indexed once. */
function index(items: readonly NamedItem[]): Names {
  const before = indexes.get(items);
  if (before !== undefined) return before;
  const names = items.map(({ name }) => name);
  const made = { known: new Set(names), nearest: nearestAmong(names) };
  indexes.set(items, made);
  return made;
}
