import { ApiError, errorAnswer, plainAnswer, invalidParameter } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import { isSent, textOf } from './body.ts';
import type { Parameters } from './body.ts';
import { demandDevelopment, logged } from './call.ts';
import type { Call, Method, PracticeState } from './call.ts';
import { createProject } from './methods/create-project.ts';
import { callExternalModule } from './methods/external-module.ts';
import { LOG_NOTES } from './methods/log-notes.ts';
import { importRepeating } from './methods/repeating.ts';
import { METHODS } from './methods/table.ts';
import { OWNER } from './model/members.ts';
import type { Project } from './model/project.ts';
import { ALL_PRIVILEGES } from './model/privileges.ts';
import { CANNOT_CHANGE } from './projects/generated-map.ts';
import { demandRights, practiceUser } from './rights.ts';
import type { PracticeUser } from './rights.ts';
import { serverTime } from './server-time.ts';
import { REDCAP_VERSION } from './methods/version.ts';

/** Answers one API request. Never throws: a refusal or a failure becomes an error body. */
export function answerRequest(state: PracticeState, parameters: Parameters): Answer {
  try {
    return dispatch(state, parameters);
  } catch (error) {
    return errorAnswer(returnFormatOf(parameters), asApiError(error));
  }
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError('An unexpected error occurred on the practice server', 500);
}

function dispatch(state: PracticeState, parameters: Parameters): Answer {
  const token = parameters.texts.get('token')?.trim() ?? '';
  const content = textOf(parameters, 'content');
  const key = `${content}/${actionOf(parameters, content)}`;
  if (token.toUpperCase() === state.superToken) return superTokenAnswer(state, parameters, key);
  const now = serverTime();
  const entry = state.tokens.get(token.toUpperCase());
  const user = entry && practiceUser(entry.project, entry.username, now.slice(0, 10));
  if (!user) throw noPermission();
  if (key === 'project/import') throw noPermission();
  const method = methodOf(key, content);
  demandRights(user, method.rights);
  const { project } = entry;
  if (method.developmentOnly) demandDevelopment(project);
  if (project.generated && !READING.has(actionOf(parameters, content))) throw new ApiError(CANNOT_CHANGE);
  return run(method, key, callOf(state, parameters, { project, user, now }));
}

// A module names its actions itself.
function methodOf(key: string, content: string): Method {
  const method = content === 'externalModule' ? callExternalModule : METHODS[key];
  if (!method) throw invalidParameter(isKnownContent(content) ? 'action' : 'content');
  return method;
}

function run(method: Method, key: string, call: Call): Answer {
  const answer = atOnce(call.project, method.run(call));
  const note = LOG_NOTES[key];
  if (note) logged(call, note);
  return answer;
}

/**
 * Makes the pieces of an answer at once: it is one moment's data however slowly it is fetched, and whatever could still
 * be refused is refused. A generated project does not change, and its answers do not fit in memory.
 */
function atOnce({ generated }: Project, answer: Answer): Answer {
  const { body } = answer;
  if (generated || typeof body === 'string' || body instanceof Uint8Array) return answer;
  return { ...answer, body: [...body] };
}

function callOf(
  state: PracticeState,
  parameters: Parameters,
  who: Pick<Call, 'project' | 'user' | 'now'>,
): Call {
  const format = formatOf(parameters);
  return { state, parameters, format, returnFormat: returnFormatOf(parameters), ...who };
}

/**
 * The super token creates projects, asks for the version, and is documented as taken by Import Repeating Instruments
 * and Events [S1]. It names no project: here it means the one created last.
 */
function superTokenAnswer(state: PracticeState, parameters: Parameters, key: string): Answer {
  const now = serverTime();
  if (key === 'version/export') return plainAnswer(REDCAP_VERSION);
  if (key === 'project/import') return createProject(state, parameters, now);
  if (key !== 'repeatingFormsEvents/import') throw noPermission();
  const project = state.lastCreated;
  if (!project) throw new ApiError('No project has been created with this token yet');
  return run(importRepeating, key, callOf(state, parameters, { project, user: SUPER_USER, now }));
}

const SUPER_USER: PracticeUser = { username: OWNER.username, dag: '', privileges: ALL_PRIVILEGES };

const READING: ReadonlySet<string> = new Set(['export', 'list']);

// Where no action is sent, the presence of data tells an import from an export [S1].
function actionOf(parameters: Parameters, content: string): string {
  const action = textOf(parameters, 'action');
  if (action !== '') return action;
  const hasData = isSent(parameters, 'data') || (content === 'project' && isSent(parameters, 'odm'));
  return hasData ? 'import' : 'export';
}

function isKnownContent(content: string): boolean {
  return Object.keys(METHODS).some((key) => key.startsWith(`${content}/`)) && content !== '';
}

function formatOf(parameters: Parameters): Format | 'odm' {
  const format = textOf(parameters, 'format');
  if (format === '') return 'xml';
  if (format === 'csv' || format === 'json' || format === 'xml' || format === 'odm') return format;
  throw invalidParameter('format');
}

/** `returnFormat`, else `format`, else xml [S1]; a call of a module answers JSON where it is not told [S8]. */
export function returnFormatOf(parameters: Parameters): Format {
  for (const name of ['returnFormat', 'format']) {
    const format = parameters.texts.get(name);
    if (format === 'csv' || format === 'json' || format === 'xml') return format;
  }
  if (parameters.texts.get('content') === 'externalModule') return 'json';
  return 'xml';
}

// A wrong token gets this answer in every recorded case, whatever else is wrong [S5].
function noPermission(): ApiError {
  return new ApiError('You do not have permissions to use the API', 403);
}
