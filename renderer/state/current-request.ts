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

/** The project at hand and what is known of it. */
export interface CurrentProject {
  readonly connection: Connection;
  readonly outlineState: OutlineState | undefined;
  /** For the first time: nothing is known of it yet. A super token has no project to read. */
  readonly isBeingRead: boolean;
  /** What is known stays in use until it is read anew. */
  readonly isBeingReadAgain: boolean;
  readonly outline: ProjectOutline | null;
  readonly status: ProjectStatus;
  readonly traits: ProjectTraits;
}

/** The chosen method on that project, as far as it is filled in: what the panes of the window read. */
export interface CurrentRequest extends CurrentProject {
  readonly method: Method;
  readonly draft: Draft;
  readonly request: EncodedRequest;
  readonly problems: readonly Problem[];
  readonly assessment: Assessment;
}

const emptyDraft: Draft = {};

/** Derives the project at hand; the same object until something it depends on changes. */
export function currentProjectSelector(): (state: PlaygroundState) => CurrentProject {
  const derive = onChange(
    (connection: Connection, outlineState: OutlineState | undefined): CurrentProject => {
      const outline = outlineState?.kind === 'read' ? outlineState.outline : null;
      const status = outline?.status ?? 'unknown';
      const isBeingRead =
        connection.tokenKind === 'project' && (outlineState === undefined || outlineState.kind === 'reading');
      const isBeingReadAgain = outlineState?.kind === 'read' && outlineState.again?.kind === 'reading';
      const traits = projectTraits(outline);
      return { connection, outlineState, isBeingRead, isBeingReadAgain, outline, status, traits };
    },
  );
  return (state) => {
    const connection = activeConnection(state);
    return derive(connection, state.outlines[connection.id]);
  };
}

/** Derives the current request likewise, so that any number of components can ask per keystroke. */
export function currentRequestSelector(
  selectProject: (state: PlaygroundState) => CurrentProject,
): (state: PlaygroundState) => CurrentRequest {
  const derive = onChange((project: CurrentProject, method: Method, draft: Draft): CurrentRequest => {
    const { request, problems } = prepare(method, draft, project.traits);
    const situation = { status: project.status, tokenKind: project.connection.tokenKind };
    return { ...project, method, draft, request, problems, assessment: assess(request.fields, situation) };
  });
  return (state) => {
    const project = selectProject(state);
    const method = chosenMethod(state);
    return derive(project, method, state.drafts[draftKey(project.connection.id, method.id)] ?? emptyDraft);
  };
}

/** Calls the function only when an argument is another one than last time. */
function onChange<Inputs extends readonly unknown[], Output>(
  derive: (...inputs: Inputs) => Output,
): (...inputs: Inputs) => Output {
  let last: { readonly inputs: Inputs; readonly output: Output } | undefined;
  return (...inputs) => {
    if (last === undefined || inputs.some((input, index) => input !== last?.inputs[index])) {
      last = { inputs, output: derive(...inputs) };
    }
    return last.output;
  };
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
