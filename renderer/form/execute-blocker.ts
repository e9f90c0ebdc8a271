import { payloadBlocker } from '#renderer/payload/payload-reports.ts';
import type { CurrentRequest } from '#renderer/state/current-request.ts';

/** Why the request cannot be sent yet, as a sentence; null when it can. */
export function executeBlocker({ assessment, problems, isBeingRead, draft }: CurrentRequest): string | null {
  if (assessment.effect !== 'read' && isBeingRead) {
    return 'The project is still being read. Changes wait until its status is known.';
  }
  if (assessment.decision.kind !== 'allowed') return assessment.decision.reason;
  return problems[0]?.message ?? payloadBlocker(draft);
}

/** Why the method is locked in this project, as a sentence; null while that cannot be known yet. */
export function lockedReason({ assessment: { decision }, isBeingRead }: CurrentRequest): string | null {
  if (decision.kind === 'allowed' || (decision.kind === 'locked' && isBeingRead)) return null;
  return decision.reason;
}
