import { armMethods } from './arms.ts';
import { dataAccessGroupMethods } from './data-access-groups.ts';
import { eventMethods } from './events.ts';
import { externalModuleMethods } from './external-modules.ts';
import { fieldNameMethods } from './field-names.ts';
import { fileRepositoryMethods } from './file-repository.ts';
import { fileMethods } from './files.ts';
import { instrumentMethods } from './instruments.ts';
import { loggingMethods } from './logging.ts';
import { metadataMethods } from './metadata.ts';
import type { Group, Method } from './method.ts';
import { projectMethods } from './projects.ts';
import { recordMethods } from './records.ts';
import { redcapMethods } from './redcap.ts';
import { repeatingMethods } from './repeating.ts';
import { reportMethods } from './reports.ts';
import { surveyMethods } from './surveys.ts';
import { userRoleMethods } from './user-roles.ts';
import { userMethods } from './users.ts';

const all = [
  ...recordMethods,
  ...metadataMethods,
  ...fieldNameMethods,
  ...fileMethods,
  ...fileRepositoryMethods,
  ...instrumentMethods,
  ...projectMethods,
  ...armMethods,
  ...eventMethods,
  ...repeatingMethods,
  ...reportMethods,
  ...dataAccessGroupMethods,
  ...surveyMethods,
  ...userMethods,
  ...userRoleMethods,
  ...loggingMethods,
  ...redcapMethods,
  ...externalModuleMethods,
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
