import type { Method, TokenKind } from '#app/catalogue/method.ts';
import type { ProjectStatus } from '#app/connection/connection.ts';
import { shown } from './words.ts';

/** What is known of where a request would go. */
export interface Situation {
  readonly status: ProjectStatus;
  readonly tokenKind: TokenKind;
  readonly projectTitle?: string | undefined;
  /** How many records the project has, if known. */
  readonly recordCount?: number | undefined;
}

/** Completes "This project …"; null where nothing is locked. A status that could not be read counts as production. */
const lockedBecause = {
  development: null,
  production: 'is in production',
  analysis: 'is in analysis/cleanup',
  unknown: 'did not tell its status and is treated as in production',
} as const satisfies Record<ProjectStatus, string | null>;

/** The note under the method picker, as the original shows it in production [S9]; null where nothing is locked. */
export function lockNote(status: ProjectStatus): string | null {
  const because = lockedBecause[status];
  return because === null ? null : `This project ${because}. Methods that change it are locked.`;
}

/**
 * Why a method is locked, in one or two sentences, or null. Every effect but `read` locks; a method that only a super
 * token may call acts on no existing project and is never locked.
 */
export function lockReason(method: Method, situation: Situation): string | null {
  const because = lockedBecause[situation.status];
  if (because === null || method.effect === 'read') return null;
  if (situation.tokenKind === 'super' && !method.tokens.includes('project')) return null;
  const { projectTitle } = situation;
  const project = projectTitle === undefined ? 'This project' : `The project “${shown(projectTitle)}”`;
  return `${project} ${because}, and ${method.name} would change it, so it is locked. Try it in a project in development; practice has one.`;
}
