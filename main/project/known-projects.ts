import type { ProjectOutline } from '#app/project/outline.ts';
import type { KnownProject } from '#app/response/compare.ts';

/** Projects kept at most; a dictionary of 40,000 fields takes a few megabytes. */
const MOST_PROJECTS = 8;

/** What is known of the projects that were read last, in memory only. */
export interface KnownProjects {
  readonly find: (connectionId: string) => KnownProject | null;
  readonly remember: (connectionId: string, outline: ProjectOutline) => void;
  readonly forget: (connectionId: string) => void;
}

/** Keeps of each outline only what comparing answers needs. */
export function createKnownProjects(): KnownProjects {
  const known = new Map<string, KnownProject>();
  return {
    find: (connectionId) => known.get(connectionId) ?? null,
    forget: (connectionId) => void known.delete(connectionId),
    remember: (connectionId, { recordIdField, fields, forms }) => {
      known.delete(connectionId);
      known.set(connectionId, {
        recordIdField,
        fields: fields?.map(({ name, form, type }) => ({ name, form, type })) ?? null,
        forms: forms?.map(({ name }) => ({ name })) ?? null,
      });
      for (const id of [...known.keys()].slice(0, -MOST_PROJECTS)) known.delete(id);
    },
  };
}
