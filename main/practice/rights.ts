import { ApiError } from './answer.ts';
import { privilegesOf } from './model/members.ts';
import type { ProjectUser } from './model/members.ts';
import type { Privileges, RightColumn } from './model/privileges.ts';
import type { Project } from './model/project.ts';

/** The user rights that methods ask for, as REDCap's user rights page names them → the column that holds them. */
const COLUMN_OF = {
  'API Export': 'api_export',
  'API Import/Update': 'api_import',
  'External Modules API': 'api_modules',
  'Project Design and Setup': 'design',
  'Data Access Groups': 'data_access_groups',
  'User Rights': 'user_rights',
  Logging: 'logging',
  'File Repository': 'file_repository',
  'Survey Distribution Tools': 'manage_survey_participants',
  'Delete Record': 'record_delete',
  'Rename Record': 'record_rename',
  Randomize: 'random_perform',
} as const satisfies Readonly<Record<string, RightColumn>>;
export type Right = keyof typeof COLUMN_OF;

/** The user of a call, with the rights that count for it. */
export interface PracticeUser {
  readonly username: string;
  /** Unique name of the user's Data Access Group; empty: in none. */
  readonly dag: string;
  readonly privileges: Privileges;
}

/** The user as of now, or null when they are no longer in the project or expired before `today` (`YYYY-MM-DD`). */
export function practiceUser(project: Project, username: string, today: string): PracticeUser | null {
  const user: ProjectUser | undefined = project.users.get(username);
  if (!user || (user.expiration !== '' && user.expiration < today)) return null;
  return { username, dag: user.dag, privileges: privilegesOf(project, user) };
}

/**
 * Throws for a right that is not held: 403 for the first one asked for [S5, S13], and for one that comes beside an API
 * right 400 with the list of all [S13].
 */
export function demandRights(user: PracticeUser, rights: readonly Right[]): void {
  const reads = rights.includes('API Export');
  const lacking = rights.find((right) => !holds(user, right, reads));
  if (lacking === undefined) return;
  if (lacking === rights[0]) throw new ApiError(`You do not have ${lacking} privileges`, 403);
  const all = rights.map((right) => `'${right}' privileges`).join(' and ');
  throw new ApiError(`Insufficient user privileges: You must have ${all} in the project.`);
}

// The right to read-only User Rights (2) lets a user list them.
function holds({ privileges }: PracticeUser, right: Right, reads: boolean): boolean {
  const code = privileges.columns[COLUMN_OF[right]];
  return code === 1 || (right === 'User Rights' && reads && code === 2);
}
