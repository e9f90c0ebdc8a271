import type { Method } from '#app/catalogue/method.ts';
import type { Draft, Problem, ProjectTraits } from './draft.ts';
import { encode } from './encode.ts';
import type { EncodedRequest } from './encoded-request.ts';
import { findProblems } from './problems.ts';

export interface Prepared {
  readonly request: EncodedRequest;
  readonly problems: readonly Problem[];
}

/**
 * Turns what was typed into the request and the list of what is wrong with it. The request is built either way, so
 * that views follow the typing; it may be sent only when there are no problems.
 */
export function prepare(method: Method, draft: Draft, traits: ProjectTraits): Prepared {
  return { request: encode(method, draft, traits), problems: findProblems(method, draft, traits) };
}
