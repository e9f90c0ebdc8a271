import { ApiError } from './answer.ts';

/** The user rights that the practised methods ask for, as REDCap's user rights page names them. */
export const RIGHTS = [
  'API Export',
  'API Import/Update',
  'Project Design and Setup',
  'Delete Record',
  'Rename Record',
  'Randomize',
] as const;
export type Right = (typeof RIGHTS)[number];

export interface PracticeUser {
  readonly username: string;
  readonly rights: ReadonlySet<Right>;
  /** Unique name of the user's Data Access Group; empty: in none. */
  readonly dag: string;
}

export const OWNER: PracticeUser = { username: 'practice_owner', rights: new Set(RIGHTS), dag: '' };

/** Throws 403 for the first right that is not held [S5, S13]. */
export function demandRights(user: PracticeUser, rights: readonly Right[]): void {
  for (const right of rights) {
    if (!user.rights.has(right)) throw new ApiError(`You do not have ${right} privileges`, 403);
  }
}
