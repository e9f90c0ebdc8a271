import type { Method, TokenKind } from '#app/catalogue/method.ts';
import type { ProjectStatus } from '#app/connection/connection.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { assess } from '#app/safety/assess.ts';
import { identify } from '#app/safety/identify.ts';
import type { FailureCode, Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';
import { readProjectInformation, type ProjectInformation } from '../project/project-information.ts';

export interface Asking {
  readonly url: string;
  readonly token: string;
  /** With which token the project's status is asked: the same, but for practice projects, whose user may not. */
  readonly informationToken: string;
  readonly tokenKind: TokenKind;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
}

/**
 * The one way to sending: answers with the method, or with why the request must not be sent. Everything is decided
 * from the encoded fields, and for whatever is not a pure read the project's status is asked of the server anew; a
 * status that cannot be read locks.
 */
export async function passGate(
  request: Pick<EncodedRequest, 'encoding' | 'fields'>,
  asking: Asking,
): Promise<Reply<Method>> {
  const method = identify(request.fields);
  const situation = { status: 'unknown' as ProjectStatus, tokenKind: asking.tokenKind };
  const first = assess(request.fields, situation);
  if (method === undefined || first.methodId === null || first.decision.kind === 'refused') {
    const reason = first.decision.kind === 'refused' ? first.decision.reason : 'This request fits no method.';
    return failure('invalidRequest', reason, 'Choose a method and fill its form again.');
  }
  if (request.encoding !== encodingOf(method)) {
    return failure(
      'invalidRequest',
      'The request is not encoded in the way its method needs.',
      'Choose the method and fill its form again.',
    );
  }
  if (first.decision.kind === 'allowed') return success(method);

  const information = await readProjectInformation({ ...asking, token: asking.informationToken });
  // With these nothing could be sent anyway, and their own sentence helps more than the lock's.
  if (!information.ok && HOPELESS.has(information.failure.code)) return information;
  const { decision } = assess(request.fields, { ...situation, ...projectOf(information) });
  if (decision.kind === 'allowed') return success(method);
  const told = information.ok ? '' : ` ${information.failure.message}`;
  return failure(
    decision.kind === 'locked' ? 'locked' : 'invalidRequest',
    `${decision.reason}${told}`,
    'Nothing was sent.',
  );
}

const HOPELESS: ReadonlySet<FailureCode> = new Set([
  'cancelled',
  'unreachable',
  'certificate',
  'redirected',
  'wrongToken',
]);

function projectOf(information: Reply<ProjectInformation>): {
  readonly status: ProjectStatus;
  readonly projectTitle?: string;
} {
  if (!information.ok) return { status: 'unknown' };
  const { status, title } = information.value;
  return title === '' ? { status } : { status, projectTitle: title };
}

/** A method with a file part is sent as multipart, every other urlencoded. */
function encodingOf(method: Method): EncodedRequest['encoding'] {
  return method.parameters.some((parameter) => parameter.kind === 'file') ? 'multipart' : 'urlencoded';
}
