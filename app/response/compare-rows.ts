import type { FieldValues } from '#app/safety/field-values.ts';
import { named } from '#app/safety/words.ts';
import type { KnownProject, ReceivedContent } from './compare.ts';

/** A list of the request whose entries must be met again in a column of the answer. */
interface ListedColumn {
  readonly parameter: string;
  readonly noun: string;
  readonly column: string;
}

/** The columns of an answer whose values tell whether all was found that the request asks for. */
export function tellingColumns(
  methodId: string,
  values: FieldValues,
  columns: readonly string[],
  project: KnownProject | null,
): readonly string[] {
  const listed = asked(methodId, values, columns, project).map(({ column }) => column);
  const names = methodId === 'export_records' && values.text('type') === 'eav' ? ['field_name'] : [];
  return [...new Set([...listed, ...names])].filter((column) => columns.includes(column));
}

/** The lists of the request that have entries. */
function asked(
  methodId: string,
  values: FieldValues,
  columns: readonly string[],
  project: KnownProject | null,
): readonly ListedColumn[] {
  return candidates(methodId, values, columns, project).filter(
    ({ parameter }) => values.list(parameter).length > 0,
  );
}

function candidates(
  methodId: string,
  values: FieldValues,
  columns: readonly string[],
  project: KnownProject | null,
): readonly ListedColumn[] {
  switch (methodId) {
    case 'export_records': {
      const eav = values.text('type') === 'eav' || values.text('format') === 'odm';
      const chosen = values.list('fields').length + values.list('forms').length > 0;
      const id = eav ? 'record' : (project?.recordIdField ?? (chosen ? '' : (columns[0] ?? '')));
      const events = { parameter: 'events', noun: 'event', column: 'redcap_event_name' };
      const records = { parameter: 'records', noun: 'record', column: id };
      // Labels stand in the place of the events' names.
      return values.text('rawOrLabel') === 'label' ? [records] : [records, events];
    }
    case 'export_metadata':
      return [
        { parameter: 'fields', noun: 'field', column: 'field_name' },
        { parameter: 'forms', noun: 'instrument', column: 'form_name' },
      ];
    case 'export_events':
    case 'export_arms':
    case 'export_instrument_event_mappings':
      return [{ parameter: 'arms', noun: 'arm', column: 'arm_num' }];
    default:
      return [];
  }
}

/** Whether everything the request lists has a row, and whether other rows came. */
export function compareRows(values: FieldValues, content: ReceivedContent): readonly string[] {
  const { methodId, columns, seen, project, rowCount } = content;
  const lists = asked(methodId, values, columns, project);
  // An empty table says so itself.
  if (
    rowCount === 0 &&
    lists.length === 0 &&
    methodId === 'export_records' &&
    values.text('format') === 'odm'
  ) {
    return ['The answer holds no records: nothing in the project matches what was asked.'];
  }
  return lists.flatMap((listed) => {
    const { parameter, noun, column } = listed;
    // An answer without rows may have no columns either.
    const found = rowCount === 0 ? new Set<string>() : seen.get(column);
    if (found === undefined) return [];
    const wanted = [...new Set(values.list(parameter))];
    // REDCap finds records whatever their case, and answers with their own spelling.
    const foundAlike = new Set([...found].map(alike));
    const wantedAlike = new Set(wanted.map(alike));
    const missing = wanted.filter((name) => !foundAlike.has(alike(name)));
    if (noun === 'record' && missing.length === wanted.length && found.size > 0 && [...found].every(isHash)) {
      return ['The record names come as hashes, because the token’s user may see de-identified data only.'];
    }
    const surplus = [...found].filter(
      (name) => name !== '' && !wantedAlike.has(alike(name)) && mayBeTooMuch(name, listed, values, content),
    );
    const sentences: string[] = [];
    if (missing.length > 0) {
      const why = whyMissing(methodId, noun, values);
      sentences.push(`The answer has no row for ${named(noun, missing, ' asked for')}.${why}`);
    }
    if (surplus.length > 0) {
      sentences.push(`The answer has rows of ${named(noun, surplus, ' not asked for')}.`);
    }
    return sentences;
  });
}

const alike = (name: string): string => name.trim().toLowerCase();

/**
 * Fields and instruments add up in the dictionary, so that neither of two lists alone says what is too much; and the
 * record ID may come along.
 */
function mayBeTooMuch(
  name: string,
  { parameter }: ListedColumn,
  values: FieldValues,
  { methodId, project }: ReceivedContent,
): boolean {
  if (methodId !== 'export_metadata') return true;
  if (values.list('fields').length > 0 && values.list('forms').length > 0) return false;
  const first = project?.fields?.[0];
  return parameter === 'fields' ? name !== project?.recordIdField : name !== first?.form;
}

/** With de-identified export rights, REDCap writes a hash for a record name that is an identifier [S5]. */
const isHash = (name: string): boolean => /^[0-9a-f]{32}$/.test(name);

function whyMissing(methodId: string, noun: string, values: FieldValues): string {
  if (methodId !== 'export_records') return '';
  const narrowed = ['filterLogic', 'dateRangeBegin', 'dateRangeEnd'].some((name) => values.text(name) !== '');
  return narrowed
    ? ' The filter or the time span may be the reason.'
    : ` There is no such ${noun}, or no data for it in what was asked for.`;
}
