import { assertNever } from '#app/assert-never.ts';
import type { Parameter, Picker } from '#app/catalogue/method.ts';
import type {
  NamedItem,
  OutlineField,
  OutlineGroup,
  OutlineList,
  ProjectOutline,
} from '#app/project/outline.ts';

export interface Suggestion extends NamedItem {
  readonly identifier?: boolean;
}

/** What the project offers for a parameter; null where the app does not know, and any text may be typed. */
export function suggestions(
  parameter: Parameter,
  outline: ProjectOutline | null,
): readonly Suggestion[] | null {
  if (outline === null) return null;
  const of = pickerOf(parameter);
  return of === undefined ? null : itemsOf(of, outline);
}

/**
 * Why a parameter that is usually chosen from a list is plain text here; null when nothing is amiss. `failure` says why
 * the project could not be read at all.
 */
export function missingReason(
  parameter: Parameter,
  outline: ProjectOutline | null,
  failure: string | null,
): string | null {
  const of = pickerOf(parameter);
  const list = of === undefined ? undefined : lists[of];
  if (list !== undefined && failure !== null) {
    return `Names are typed here, because the project could not be read. ${failure}`;
  }
  return outline?.missing.find((missing) => missing.list === list)?.sentence ?? null;
}

const lists: Readonly<Partial<Record<Picker, OutlineList>>> = {
  records: 'records',
  fields: 'fields',
  fileFields: 'fields',
  forms: 'forms',
  events: 'events',
  arms: 'arms',
  dags: 'dags',
  dagIds: 'dags',
  users: 'users',
  roles: 'roles',
  reports: 'reports',
};

function pickerOf(parameter: Parameter): Picker | undefined {
  return parameter.kind === 'list' || parameter.kind === 'text' || parameter.kind === 'integer'
    ? parameter.of
    : undefined;
}

function itemsOf(picker: Picker, outline: ProjectOutline): readonly Suggestion[] | null {
  switch (picker) {
    case 'fields':
      return outline.fields;
    case 'fileFields':
      return fileFields(outline.fields);
    case 'forms':
      return outline.forms;
    case 'events':
      return outline.events;
    case 'arms':
      return outline.arms;
    case 'records':
      return outline.records;
    case 'dags':
      return outline.dags;
    case 'dagIds':
      return groupNumbers(outline.dags);
    case 'users':
      return outline.users;
    case 'roles':
      return outline.roles;
    // No method of the API lists these.
    case 'reports':
    case 'repositoryFolder':
    case 'repositoryFile':
      return null;
    default:
      return assertNever(picker);
  }
}

const fileFields = derived((fields: readonly OutlineField[]) => fields.filter(({ type }) => type === 'file'));

const groupNumbers = derived((groups: readonly OutlineGroup[]) =>
  groups.flatMap(({ id, label }) => (id === undefined ? [] : [{ name: id, label }])),
);

/** Derives a list once per list, so that controls see the same list until the project is read again. */
function derived<Item>(
  derive: (items: readonly Item[]) => readonly Suggestion[],
): (items: readonly Item[] | null) => readonly Suggestion[] | null {
  const known = new WeakMap<readonly Item[], readonly Suggestion[]>();
  return (items) => {
    if (items === null) return null;
    const list = known.get(items) ?? derive(items);
    known.set(items, list);
    return list;
  };
}
