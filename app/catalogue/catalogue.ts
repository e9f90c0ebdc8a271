import type { Group, Method } from './method.ts';
import { recordMethods } from './records.ts';

const all = [...recordMethods] as const satisfies readonly Method[];

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
