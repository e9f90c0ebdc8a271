import { ApiError, invalidParameter } from '../answer.ts';
import { textOf } from '../body.ts';
import { invalidValues, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { tableAnswer } from '../formats/write-table.ts';
import type { LogEntry, LogKind } from '../model/log.ts';

/** Values of `logtype` → the entries meant; nothing in a practice project is ever locked or looked at. */
const KINDS: ReadonlyMap<string, readonly LogKind[]> = new Map([
  ['export', ['export']],
  ['manage', ['manage']],
  ['user', ['user']],
  ['record', ['record_add', 'record_edit', 'record_delete']],
  ['record_add', ['record_add']],
  ['record_edit', ['record_edit']],
  ['record_delete', ['record_delete']],
  ['lock_record', []],
  ['page_view', []],
]);

/** The project's log, newest first, times to the minute [S4, S5]. A member of a group sees what its members did. */
export const exportLogging: Method = {
  rights: ['API Export', 'Logging'],
  run: (call) => {
    const wanted = wantedEntries(call);
    return tableAnswer(tableFormat(call), {
      columns: ['timestamp', 'username', 'action', 'details', 'record'],
      rows: call.project.log
        .filter(wanted)
        .toReversed()
        .map(({ time, username, action, details, record }) => [
          time.slice(0, 16),
          username,
          action,
          details,
          record,
        ]),
    });
  },
};

function wantedEntries(call: Call): (entry: LogEntry) => boolean {
  const text = (name: string): string => textOf(call.parameters, name).trim();
  const kinds = text('logtype') === '' ? null : KINDS.get(text('logtype'));
  if (kinds === undefined) throw invalidParameter('logtype');
  const user = text('user');
  const record = text('record');
  const dag = dagOf(call, text('dag'));
  const begin = timeOf(call, 'beginTime');
  const end = timeOf(call, 'endTime');
  const colleagues = colleaguesOf(call);
  return (entry) =>
    (kinds === null || kinds.includes(entry.kind)) &&
    (user === '' || entry.username === user) &&
    (record === '' || entry.record === record) &&
    (dag === '' || entry.dag === dag) &&
    (begin === '' || entry.time.slice(0, 16) >= begin) &&
    (end === '' || entry.time.slice(0, 16) <= end) &&
    (colleagues === null || colleagues.has(entry.username));
}

// The number of the group [S2]; clients send its unique name, too [S6, S7].
function dagOf(call: Call, id: string): string {
  if (id === '') return '';
  const dag = call.project.dags.find((one) => String(one.id) === id || one.uniqueName === id);
  if (!dag) throw invalidValues('dag', [id]);
  return dag.uniqueName;
}

function timeOf(call: Call, name: string): string {
  const text = textOf(call.parameters, name).trim();
  if (text !== '' && !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?$/.test(text)) {
    throw new ApiError(
      `The value of the parameter "${name}" is not valid: it must be written as YYYY-MM-DD HH:MM`,
    );
  }
  return text.slice(0, 16);
}

function colleaguesOf({ project, user }: Call): ReadonlySet<string> | null {
  if (user.dag === '') return null;
  const members = [...project.users.values()].filter(({ dag }) => dag === user.dag);
  return new Set(members.map(({ username }) => username));
}
