import { armMethods } from './arms.ts';
import { eventMethods } from './events.ts';
import { fieldNameMethods } from './field-names.ts';
import { fileMethods } from './files.ts';
import { instrumentMethods } from './instruments.ts';
import { metadataMethods } from './metadata.ts';
import type { Group, Method } from './method.ts';
import { projectMethods } from './projects.ts';
import { recordMethods } from './records.ts';
import { redcapMethods } from './redcap.ts';

const all = [
  ...recordMethods,
  ...metadataMethods,
  ...fieldNameMethods,
  ...fileMethods,
  ...instrumentMethods,
  ...projectMethods,
  ...armMethods,
  ...eventMethods,
  ...redcapMethods,
] as const satisfies readonly Method[];

/** The ids of the catalogue's methods, so that a table by method cannot miss one. */
export type MethodId = (typeof all)[number]['id'];

/** All methods, in the order of the window: group by group, inside a group as on REDCap's help page. */
export const methods: readonly Method[] = all;

/** The groups that have methods, in the order of the window. */
export const groups: readonly Group[] = [...new Set(methods.map((method) => method.group))];

const byId: ReadonlyMap<string, Method> = new Map(methods.map((method) => [method.id, method]));

/** The method of that id, or undefined. */
export function findMethod(id: string): Method | undefined {
  return byId.get(id);
}
