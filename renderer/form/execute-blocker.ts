import { payloadBlocker } from '#renderer/payload/payload-reports.ts';
import type { CurrentRequest } from '#renderer/state/current-request.ts';

/** Why the request cannot be sent yet, as a sentence; null when it can. */
export function executeBlocker(current: CurrentRequest): string | null {
  const { assessment, problems, isBeingRead, draft } = current;
  if (assessment.effect !== 'read' && isBeingRead) {
    return 'The project is still being read. Changes wait until its status is known.';
  }
  if (assessment.decision.kind !== 'allowed' && !isExplained(current)) return assessment.decision.reason;
  return problems[0]?.message ?? payloadBlocker(draft);
}

/** Why the method is locked in this project, as a sentence; null while that cannot be known yet. */
export function lockedReason(current: CurrentRequest): string | null {
  const { decision } = current.assessment;
  if (decision.kind === 'allowed' || (decision.kind === 'locked' && current.isBeingRead)) return null;
  return isExplained(current) ? null : decision.reason;
}

/** A request that looks like no method, because something in the form is wrong: that is said at its place. */
function isExplained({ assessment, problems }: CurrentRequest): boolean {
  return assessment.methodId === null && problems.length > 0;
}
