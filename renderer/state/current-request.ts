import { findMethod, methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import type { Connection, ProjectStatus } from '#app/connection/connection.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import type { Draft, Problem, ProjectTraits } from '#app/request/draft.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { prepare } from '#app/request/prepare.ts';
import { assess } from '#app/safety/assess.ts';
import type { Assessment } from '#app/safety/assessment.ts';
import { draftKey, type OutlineState, type PlaygroundState } from './playground-state.ts';

/** The chosen method on the chosen project, as far as it is filled in: what every pane of the window reads. */
export interface CurrentRequest {
  readonly connection: Connection;
  readonly outlineState: OutlineState | undefined;
  readonly outline: ProjectOutline | null;
  readonly status: ProjectStatus;
  readonly traits: ProjectTraits;
  readonly method: Method;
  readonly draft: Draft;
  readonly request: EncodedRequest;
  readonly problems: readonly Problem[];
  readonly assessment: Assessment;
}

const emptyDraft: Draft = {};

/**
 * Derives the current request, and does so again only when something it depends on has changed, so that any
 * number of components can ask per keystroke.
 */
export function currentRequestSelector(): (state: PlaygroundState) => CurrentRequest {
  let inputs: readonly unknown[] = [];
  let result: CurrentRequest | undefined;
  return (state) => {
    const connection = activeConnection(state);
    const method = chosenMethod(state);
    const draft = state.drafts[draftKey(connection.id, method.id)] ?? emptyDraft;
    const outlineState = state.outlines[connection.id];
    const next = [connection, method, draft, outlineState];
    if (result === undefined || next.some((input, index) => input !== inputs[index])) {
      inputs = next;
      result = derive(connection, method, draft, outlineState);
    }
    return result;
  };
}

function derive(
  connection: Connection,
  method: Method,
  draft: Draft,
  outlineState: OutlineState | undefined,
): CurrentRequest {
  const outline = outlineState?.kind === 'read' ? outlineState.outline : null;
  const status = outline?.status ?? 'unknown';
  const traits = projectTraits(outline);
  const { request, problems } = prepare(method, draft, traits);
  const assessment = assess(request.fields, { status, tokenKind: connection.tokenKind });
  return { connection, outlineState, outline, status, traits, method, draft, request, problems, assessment };
}

function projectTraits(outline: ProjectOutline | null): ProjectTraits {
  if (outline === null) return {};
  return {
    longitudinal: outline.longitudinal,
    repeating: outline.repeating,
    severalArms: outline.longitudinal === false ? false : severalArms(outline),
  };
}

function severalArms(outline: ProjectOutline): boolean | undefined {
  return outline.arms === null ? undefined : outline.arms.length > 1;
}

export function activeConnection(state: PlaygroundState): Connection {
  const active =
    state.connections.find((connection) => connection.id === state.settings.activeConnectionId) ??
    state.connections[0];
  if (active === undefined) throw new Error('There is always a practice project.');
  return active;
}

export function chosenMethod(state: PlaygroundState): Method {
  const method = findMethod(state.settings.methodId) ?? methods[0];
  if (method === undefined) throw new Error('The catalogue is never empty.');
  return method;
}
