import { ApiError, errorAnswer, plainAnswer } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import { isSent, textOf } from './body.ts';
import type { Parameters } from './body.ts';
import { demandDevelopment, invalidParameter } from './call.ts';
import type { PracticeState } from './call.ts';
import { METHODS } from './methods/table.ts';
import { createProject } from './methods/create-project.ts';
import { demandRights } from './rights.ts';
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
  const token = textOf(parameters, 'token').trim();
  const content = textOf(parameters, 'content');
  const key = `${content}/${actionOf(parameters, content)}`;
  if (token === state.superToken) {
    if (content === 'version') return plainAnswer(REDCAP_VERSION);
    if (key !== 'project/import') throw noPermission();
    return createProject(state, parameters, serverTime());
  }
  const entry = state.tokens.get(token.toUpperCase());
  if (!entry) throw noPermission();
  if (key === 'project/import') throw noPermission();
  const method = METHODS[key];
  if (!method) throw invalidParameter(isKnownContent(content) ? 'action' : 'content');
  demandRights(entry.user, method.rights);
  if (method.developmentOnly) demandDevelopment(entry.project);
  return method.run({
    state,
    project: entry.project,
    user: entry.user,
    parameters,
    format: formatOf(parameters),
    returnFormat: returnFormatOf(parameters),
    now: serverTime(),
  });
}

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

/** `returnFormat`, else `format`, else xml [S1]. */
export function returnFormatOf(parameters: Parameters): Format {
  for (const name of ['returnFormat', 'format']) {
    const format = textOf(parameters, name);
    if (format === 'csv' || format === 'json' || format === 'xml') return format;
  }
  return 'xml';
}

// A wrong token gets this answer in every recorded case, whatever else is wrong [S5].
function noPermission(): ApiError {
  return new ApiError('You do not have permissions to use the API', 403);
}
