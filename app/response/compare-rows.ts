import type { FieldValues } from '#app/safety/field-values.ts';
import { named } from '#app/safety/words.ts';
import type { KnownProject, ReceivedContent } from './compare.ts';

/** A list of the request whose entries must be met again in a column of the answer. */
export interface ListedColumn {
  readonly parameter: string;
  readonly noun: string;
  readonly column: string;
}

/** Which columns of an answer tell whether all was found that the request lists. */
export function listedColumns(
  methodId: string,
  values: FieldValues,
  columns: readonly string[],
  project: KnownProject | null,
): readonly ListedColumn[] {
  const found = candidates(methodId, values, columns, project);
  return found.filter(
    ({ parameter, column }) => values.list(parameter).length > 0 && columns.includes(column),
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
      const eav = values.text('type') === 'eav';
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
  const { methodId, columns, seen, project } = content;
  return listedColumns(methodId, values, columns, project).flatMap(({ parameter, noun, column }) => {
    const found = seen.get(column);
    if (found === undefined) return [];
    const asked = new Set(values.list(parameter));
    const missing = [...asked].filter((name) => !found.has(name));
    if (noun === 'record' && missing.length === asked.size && found.size > 0 && [...found].every(isHash)) {
      return ['The record names come as hashes, because the token’s user may see de-identified data only.'];
    }
    // Fields and instruments add up in the dictionary, so that neither list alone says what is too much.
    const surplus =
      methodId === 'export_metadata' ? [] : [...found].filter((name) => name !== '' && !asked.has(name));
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

/** With de-identified export rights, REDCap writes a hash for a record name that is an identifier [S5]. */
const isHash = (name: string): boolean => /^[0-9a-f]{32}$/.test(name);

function whyMissing(methodId: string, noun: string, values: FieldValues): string {
  if (methodId !== 'export_records') return '';
  const narrowed = ['filterLogic', 'dateRangeBegin', 'dateRangeEnd'].some((name) => values.text(name) !== '');
  return narrowed
    ? ' The filter or the time span may be the reason.'
    : ` There is no such ${noun}, or no data for it in what was asked for.`;
}
