import type { Method } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { Assessment, Decision } from './assessment.ts';
import { identify } from './identify.ts';
import { lockReason, type Situation } from './lock.ts';
import { effectSentence } from './sentence.ts';

/**
 * Decides from the encoded fields alone what a request does and whether it may be sent. It trusts nothing else: a
 * request that no method of the catalogue accounts for is refused.
 */
export function assess(fields: readonly EncodedField[], situation: Situation): Assessment {
  const method = identify(fields);
  if (method === undefined) return unknownRequest;
  return {
    methodId: method.id,
    effect: method.effect,
    danger: method.danger.level,
    sentence: effectSentence(method, fields, situation.recordCount),
    decision: decide(method, situation),
  };
}

const unknownRequest: Assessment = {
  methodId: null,
  effect: 'module-defined',
  danger: 4,
  sentence: 'It is not known what this request would do.',
  decision: {
    kind: 'refused',
    reason:
      'No method has exactly these parameters, so it is not known what the request would do. Choose a method and fill its form.',
  },
};

function decide(method: Method, situation: Situation): Decision {
  if (!method.tokens.includes(situation.tokenKind)) {
    return { kind: 'refused', reason: wrongToken(method, situation) };
  }
  const reason = lockReason(method, situation);
  return reason === null ? { kind: 'allowed' } : { kind: 'locked', reason };
}

function wrongToken(method: Method, { tokenKind }: Situation): string {
  return tokenKind === 'super'
    ? `${method.name} needs the token of a project, but this is a super token. Choose a project.`
    : `${method.name} needs a super token of 64 characters, but this is the token of a project. Ask your REDCap administrator for a super token.`;
}
