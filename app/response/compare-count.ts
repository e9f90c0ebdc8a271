import type { FieldValues } from '#app/safety/field-values.ts';
import { counted, quoted } from '#app/safety/words.ts';
import type { ReceivedContent, SentData } from './compare.ts';

/** Imports that answer with the number of rows taken, and what a row is. */
const ROW_IMPORTS: Readonly<Partial<Record<string, string>>> = {
  import_metadata: 'field',
  import_arms: 'arm',
  import_events: 'event',
  import_instrument_event_mappings: 'mapping',
  import_repeating: 'entry',
  import_dags: 'group',
  import_user_dag_assignments: 'assignment',
  import_users: 'user',
  import_user_roles: 'role',
  import_user_role_assignments: 'assignment',
};

/** Deletions that answer with the number deleted: the list they take, and what its entries are. */
const DELETIONS: Readonly<Partial<Record<string, readonly [parameter: string, noun: string]>>> = {
  delete_records: ['records', 'record'],
  delete_arms: ['arms', 'arm'],
  delete_events: ['events', 'event'],
  delete_dags: ['dags', 'group'],
  delete_users: ['users', 'user'],
  delete_user_roles: ['roles', 'role'],
};

/** The number a change reports against what was sent. */
export function compareCount(values: FieldValues, content: ReceivedContent): readonly string[] {
  const { methodId, count, sent } = content;
  if (count === null) return [];
  if (methodId === 'import_records') return sent === null ? [] : compareRecords(count, sent);
  if (methodId === 'import_project_info') return sent === null ? [] : compareSettings(count, sent);
  const noun = ROW_IMPORTS[methodId];
  if (noun !== undefined && sent !== null && sent.rows !== count) {
    return [`REDCap reports ${counted(count, noun)}, but the data has ${counted(sent.rows, 'row')}.`];
  }
  const [parameter, what] = DELETIONS[methodId] ?? [];
  if (parameter === undefined || what === undefined) return [];
  const asked = new Set(values.list(parameter)).size;
  return asked === count
    ? []
    : [`REDCap reports ${counted(count, what)} deleted, but the request names ${counted(asked, what)}.`];
}

/** The server counts the settings that it took, whether or not they changed anything [S3]. */
function compareSettings(count: number, { values }: SentData): readonly string[] {
  if (count >= values) return [];
  return [
    `REDCap took ${counted(count, 'setting')} of the ${String(values)} in the data: check the names of the others, and export the project information to see what holds now.`,
  ];
}

function compareRecords(count: number, sent: SentData): readonly string[] {
  if (sent.shape === 'object' && count === 0) {
    return [
      'The data is a single JSON object where REDCap wants a list: put it between [ and ] and import again.',
    ];
  }
  if (sent.records === null) {
    return count < sent.rows
      ? [`The data has no column ${quoted(sent.recordColumn)}, so REDCap cannot tell whose values these are.`]
      : [];
  }
  if (count === sent.records) return [];
  const reports = `REDCap reports ${counted(count, 'record')}, but the data holds ${counted(sent.records, 'record')}.`;
  return count < sent.records
    ? [`${reports} Rows with nothing but names create nothing: export the records to see what arrived.`]
    : [reports];
}

/** The number in the answer of a change: a count in any format, or the length of a list of names. */
export function reportedCount(body: string): number | null {
  const text = body.replace(/^\uFEFF/, '').trim();
  const plain = /^"?(\d{1,9})"?$|^\{\s*"count"\s*:\s*"?(\d{1,9})"?\s*\}$|<count>(\d{1,9})<\/count>$/.exec(
    text,
  );
  const digits = plain?.[1] ?? plain?.[2] ?? plain?.[3];
  if (digits !== undefined) return Number(digits);
  if (/^(?:<\?xml[^>]*\?>)?\s*<ids>/.test(text)) return text.match(/<id>/g)?.length ?? 0;
  // A heading, then a name in each line, or a new and a given one.
  if (/^"?id"?\r?\n/.test(text)) return text.split(/\r?\n/).length - 1;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.length : null;
  } catch {
    return null;
  }
}
