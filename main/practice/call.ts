import { ApiError, invalidParameter } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import { textOf } from './body.ts';
import type { Parameters } from './body.ts';
import type { Project } from './model/project.ts';
import { addToLog } from './model/log.ts';
import type { LogEntry } from './model/log.ts';
import type { PracticeUser, Right } from './rights.ts';

/** Whom a token lets in, and where. */
export interface TokenEntry {
  readonly token: string;
  readonly project: Project;
  readonly username: string;
}

/** Everything the server remembers while it runs. */
export interface PracticeState {
  readonly superToken: string;
  readonly tokens: Map<string, TokenEntry>;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin: string;
  /** The project that the super token has created last. */
  lastCreated: Project | null;
}

/** One request to one method, already allowed. */
export interface Call {
  readonly state: PracticeState;
  readonly project: Project;
  readonly user: PracticeUser;
  readonly parameters: Parameters;
  /** Of the answer of an export and of the data of an import. */
  readonly format: Format | 'odm';
  /** Of errors and of confirmations. */
  readonly returnFormat: Format;
  /** Server time, `YYYY-MM-DD HH:MM:SS`. */
  readonly now: string;
}

/** A method of the API: its rights are checked before it runs; it throws ApiError to refuse. */
export interface Method {
  readonly rights: readonly Right[];
  /** Refused outside Development [S1]. */
  readonly developmentOnly?: true;
  readonly run: (call: Call) => Answer;
}

/** Logs what the call has done, in the name of its user. */
export function logged(
  call: Call,
  { record = '', ...entry }: Pick<LogEntry, 'kind' | 'action' | 'details'> & { readonly record?: string },
): void {
  const dag = call.project.records.get(record)?.dag ?? '';
  addToLog(call.project, { ...entry, record, dag, time: call.now, username: call.user.username });
}

/** The table format of the answer; ODM is only for records. */
export function tableFormat(call: Call): Format {
  if (call.format === 'odm') throw invalidParameter('format');
  return call.format;
}

export function invalidValues(name: string, values: readonly string[]): ApiError {
  const quoted = values.map((value) => `'${value}'`).join(', ');
  return new ApiError(`The following values in the parameter "${name}" are not valid: ${quoted}`);
}

/** The text of a parameter that the method cannot do without. */
export function demandText(call: Call, name: string): string {
  const text = textOf(call.parameters, name).trim();
  if (text === '') throw new ApiError(`The parameter "${name}" is missing or empty`);
  return text;
}

export function demandDevelopment(project: Project): void {
  if (project.status === 'production') {
    throw new ApiError(
      'This method cannot be used while the project is in production status: it is only possible in development status',
    );
  }
}
