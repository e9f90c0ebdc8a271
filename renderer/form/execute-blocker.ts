import type { CurrentRequest } from '#renderer/state/current-request.ts';

/** Why the request cannot be sent yet, as a sentence; null when it can. */
export function executeBlocker({ assessment, problems, outlineState }: CurrentRequest): string | null {
  if (assessment.effect !== 'read' && (outlineState === undefined || outlineState.kind === 'reading')) {
    return 'The project is still being read. Changes wait until its status is known.';
  }
  if (assessment.decision.kind !== 'allowed') return assessment.decision.reason;
  return problems[0]?.message ?? null;
}
