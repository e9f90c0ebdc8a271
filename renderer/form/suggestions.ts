import { assertNever } from '#app/assert-never.ts';
import type { Parameter, Picker } from '#app/catalogue/method.ts';
import type { NamedItem, OutlineField, ProjectOutline } from '#app/project/outline.ts';

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
    case 'dags':
    case 'dagIds':
    case 'users':
    case 'roles':
    case 'reports':
    case 'repositoryFolder':
    case 'repositoryFile':
      return null;
    default:
      return assertNever(picker);
  }
}

const fileFieldCache = new WeakMap<readonly OutlineField[], readonly OutlineField[]>();

function fileFields(fields: readonly OutlineField[] | null): readonly OutlineField[] | null {
  if (fields === null) return null;
  const known = fileFieldCache.get(fields);
  if (known !== undefined) return known;
  const found = fields.filter((field) => field.type === 'file');
  fileFieldCache.set(fields, found);
  return found;
}
