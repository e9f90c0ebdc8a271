import type { ProjectOutline } from './outline.ts';

type Read = Pick<ProjectOutline, 'fields' | 'users' | 'dags' | 'missing'>;

/**
 * Whether the token's user has the rights, as far as reading the project told: a list that came proves what it needs,
 * and a list that was refused names what is missing. REDCap's API tells nobody their own rights. 'unknown' where
 * neither says anything, as for rights to import.
 */
export function hasRights(rights: readonly string[], outline: Read | null): 'yes' | 'no' | 'unknown' {
  if (outline === null) return 'unknown';
  const proved = provedRights(outline);
  if (rights.every((right) => proved.has(right))) return 'yes';
  const refused = outline.missing.map(({ lacking = [] }) => lacking.filter((right) => !proved.has(right)));
  // Where one of several rights is missing, only the last one in question is known to be it.
  return refused.some(
    ([right, another]) => another === undefined && right !== undefined && rights.includes(right),
  )
    ? 'no'
    : 'unknown';
}

function provedRights({ fields, users, dags }: Read): ReadonlySet<string> {
  const proved = new Set<string>();
  if (fields !== null) proved.add('API Export');
  if (users !== null) proved.add('User Rights');
  if (dags !== null) proved.add('Data Access Groups');
  return proved;
}
