import { payloadBlocker } from '#renderer/payload/payload-reports.ts';
import type { CurrentRequest } from '#renderer/state/current-request.ts';

/** Why the request cannot be sent yet, as a sentence; null when it can. */
export function executeBlocker({
  assessment,
  problems,
  connection,
  outlineState,
  draft,
}: CurrentRequest): string | null {
  const reading = outlineState === undefined || outlineState.kind === 'reading';
  if (assessment.effect !== 'read' && connection.tokenKind === 'project' && reading) {
    return 'The project is still being read. Changes wait until its status is known.';
  }
  if (assessment.decision.kind !== 'allowed') return assessment.decision.reason;
  return problems[0]?.message ?? payloadBlocker(draft);
}
