import { serverName } from '#app/connection/address.ts';
import type { TokenKind } from '#app/catalogue/method.ts';
import type { Failure, FailureCode, Reply } from '#app/host/failure.ts';
import type {
  MissingList,
  NamedItem,
  OutlineField,
  OutlineList,
  ProjectOutline,
} from '#app/project/outline.ts';
import { success } from '../failure.ts';
import { ask } from '../transport/ask.ts';
import * as lists from './lists.ts';
import { readProjectInformation } from './project-information.ts';
import { isRefusedForRights, LIST_TIMEOUT, missingSentence, readList, type Asking } from './read-list.ts';
import { readReports, reportList } from './report-list.ts';
import { takeTurns } from './take-turns.ts';

/** Requests at once, so that reading an outline never feels like an attack to the server. */
const AT_ONCE = 2;
/** Project information, version and the twelve lists. */
const STEPS = 14;

export interface ReadingProject extends Asking {
  readonly tokenKind: TokenKind;
  /** ISO 8601. */
  readonly readAt: string;
  /** With which token the project information is read: the same, but for practice projects, whose user may not. */
  readonly informationToken: string;
  /** Whether to list the record names, too: one export that REDCap logs as such. */
  readonly recordNames: boolean;
  /** Whether to look up the titles of reports, too: they stand in the project's design, which REDCap has to write. */
  readonly reportTitles: boolean;
  /** Told after each of the `total` steps. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Reads what the forms need of a project. Each list fails alone, because rights differ; only a server that
 * cannot be reached at all, or one that does not know the token, is a failure.
 */
export async function readProject(reading: ReadingProject): Promise<Reply<ProjectOutline>> {
  const { tokenKind, readAt, informationToken, recordNames, reportTitles, onProgress, ...asking } = reading;
  if (tokenKind === 'super') return success(await withoutProject(asking, readAt));
  const inTurn = takeTurns(AT_ONCE);
  const missing: MissingList[] = [];
  let done = 0;
  const step = async <Value>(job: () => Promise<Value>): Promise<Value> => {
    const value = await job();
    done += 1;
    onProgress(done, STEPS);
    return value;
  };
  const miss = (list: OutlineList, name: string, rights: readonly string[], reason: Failure): null => {
    const sentence = missingSentence(name, rights, reason);
    missing.push(isRefusedForRights(reason) ? { list, sentence, lacking: rights } : { list, sentence });
    return null;
  };
  const list = <Item>(
    key: OutlineList,
    kind: lists.ListKind<Item>,
    more: Readonly<Record<string, string>> = {},
  ): Promise<readonly Item[] | null> =>
    step(async () => {
      const reply = await inTurn(() => readList(asking, kind, more));
      return reply.ok ? reply.value : miss(key, kind.name, kind.rights, reply.failure);
    });
  /** A list that is known to be empty; asking for it would only give an error [S5]. */
  const empty = (): Promise<readonly never[]> => step(() => Promise.resolve([]));

  onProgress(0, STEPS);
  const [information, fields, forms, version] = await Promise.all([
    step(() => inTurn(() => readProjectInformation({ ...asking, token: informationToken }))),
    list('fields', lists.fieldList),
    list('forms', lists.formList),
    step(() => inTurn(() => readVersion(asking))),
  ]);
  if (!information.ok && fields === null && HOPELESS.has(information.failure.code)) return information;
  if (!information.ok) miss('information', 'project information', ['API Export'], information.failure);
  const known = information.ok ? information.value : null;
  const classic = known?.longitudinal === false;

  const [columns, events, arms, mappings, repeatingForms, dags, users, roles, reports, records] =
    await Promise.all([
      list('checkboxColumns', lists.columnList),
      classic ? empty() : list('events', lists.eventList),
      classic ? empty() : list('arms', lists.armList),
      classic ? empty() : list('mappings', lists.mappingList),
      known?.repeating === false ? empty() : list('repeatingForms', lists.repeatingList),
      list('dags', lists.groupList),
      list('users', lists.userList),
      list('roles', lists.roleList),
      step(() => (reportTitles ? readTitles() : Promise.resolve(null))),
      readRecords(fields),
    ]);

  async function readTitles(): Promise<readonly NamedItem[] | null> {
    const reply = await inTurn(() => readReports(asking));
    return reply.ok ? reply.value : miss('reports', reportList.name, reportList.rights, reply.failure);
  }

  async function readRecords(
    dictionary: readonly OutlineField[] | null,
  ): Promise<readonly NamedItem[] | null> {
    if (!recordNames) return step(() => Promise.resolve(null));
    const idField = dictionary?.[0]?.name;
    if (idField !== undefined) {
      const rows = await list('records', lists.recordList(idField), { type: 'flat', 'fields[0]': idField });
      return rows === null ? null : withoutRepeats(rows);
    }
    if (dictionary !== null) return empty();
    missing.push({
      list: 'records',
      sentence: 'The record names could not be read, because without the fields the record ID is unknown.',
    });
    return step(() => Promise.resolve(null));
  }

  return success({
    title: known?.title || serverName(asking.url),
    status: known?.status ?? 'unknown',
    longitudinal: known?.longitudinal,
    repeating: known?.repeating,
    autoNumbering: known?.autoNumbering,
    redcapVersion: version,
    recordIdField: fields?.[0]?.name ?? null,
    fields,
    forms,
    checkboxColumns: columns?.filter(({ code }) => code !== '') ?? null,
    missingCodes: known?.missingCodes ?? [],
    events,
    arms,
    mappings,
    repeatingForms,
    records,
    dags,
    users,
    roles,
    reports,
    missing,
    readAt,
  });
}

/** A record has a row in each of its events and repeats. */
function withoutRepeats(rows: readonly NamedItem[]): readonly NamedItem[] {
  return [...new Map(rows.map((row) => [row.name, row])).values()];
}

/** A super token belongs to no project: there is nothing to read but the version. */
async function withoutProject(asking: Asking, readAt: string): Promise<ProjectOutline> {
  return {
    title: serverName(asking.url),
    status: 'unknown',
    longitudinal: undefined,
    repeating: undefined,
    autoNumbering: undefined,
    redcapVersion: await readVersion(asking),
    recordIdField: null,
    fields: null,
    forms: null,
    checkboxColumns: null,
    missingCodes: [],
    events: null,
    arms: null,
    mappings: null,
    repeatingForms: null,
    records: null,
    dags: null,
    users: null,
    roles: null,
    reports: null,
    missing: [
      {
        list: 'information',
        sentence: 'A super token belongs to no project, so there are no lists to choose from.',
      },
    ],
    readAt,
  };
}

/** `x.y.z`, or null when it cannot be read. */
async function readVersion(asking: Asking): Promise<string | null> {
  const reply = await ask({ ...asking, parameters: { content: 'version' }, timeout: LIST_TIMEOUT });
  return reply.ok && reply.value.kind === 'data' ? versionIn(reply.value.text) : null;
}

/** REDCap's version from a version answer; null when the answer is something else. */
export function versionIn(answer: string): string | null {
  return /^"?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)"?$/.exec(answer.trim())?.[1] ?? null;
}

/** With these no list can be read. */
const HOPELESS: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'certificate',
  'redirected',
  'cancelled',
  'notRedcap',
  'wrongToken',
]);
