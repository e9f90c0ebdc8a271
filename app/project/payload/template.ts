import type { OutlineField, ProjectOutline } from '#app/project/outline.ts';
import { viewProject, type ProjectView } from './project-view.ts';
import { sampleCells, sampleValue } from './sample-value.ts';
import type { PayloadSettings } from './settings.ts';
import { writeRows, type WrittenRow } from './write-rows.ts';
import { notImported } from './field-check.ts';

/**
 * Data to start from: the record ID, the columns that tell where a row belongs, one instrument's fields and one sample
 * row, in the chosen format. Null where the dictionary is unknown, or the format is ODM. The record is one that the
 * project does not have, so that a template sent as it is overwrites nothing.
 */
export function recordsTemplate(
  outline: ProjectOutline,
  form: string,
  settings: PayloadSettings,
): string | null {
  const { fields } = outline;
  if (fields === null || settings.format === 'odm') return null;
  const view = viewProject(outline);
  const own = fields.filter((field) => field.form === form && field.name !== view.recordIdField);
  const record = newRecordName(outline);
  const place = placeCells(view, form);
  const { dateOrder } = settings;
  const rows: readonly WrittenRow[] =
    settings.layout === 'eav'
      ? own
          .filter((field) => notImported(field) === null)
          .map((field) => eavRow(record, place, field, settings))
      : [
          [
            [view.recordIdField ?? 'record_id', record],
            ...place,
            ...own.flatMap((field) => sampleCells(field, dateOrder)),
            [`${form}_complete`, '0'],
          ],
        ];
  return writeRows(rows, settings.format, settings.delimiter);
}

function eavRow(
  record: string,
  place: WrittenRow,
  field: OutlineField,
  { dateOrder }: PayloadSettings,
): WrittenRow {
  return [['record', record], ...place, ['field_name', field.name], ['value', sampleValue(field, dateOrder)]];
}

/** The first event that has the instrument, and an instance where it repeats there. */
function placeCells(view: ProjectView, form: string): WrittenRow {
  const event = view.longitudinal
    ? (view.project.events?.find(({ name }) => view.isDesignated(name, form))?.name ?? '')
    : '';
  const cells: (readonly [string, string])[] = view.longitudinal ? [['redcap_event_name', event]] : [];
  if (view.repeatsInstrument(event, form)) {
    cells.push(['redcap_repeat_instrument', form], ['redcap_repeat_instance', '1']);
  } else if (view.repeatsEvent(event)) {
    cells.push(['redcap_repeat_instrument', ''], ['redcap_repeat_instance', '1']);
  }
  return cells;
}

function newRecordName({ records }: ProjectOutline): string {
  const names = new Set(records?.map(({ name }) => name));
  const numbers = [...names].filter((name) => /^\d{1,12}$/.test(name)).map(Number);
  if (names.size > 0 && numbers.length === names.size) {
    return String(numbers.reduce((largest, number) => Math.max(largest, number), 0) + 1);
  }
  let next = 1;
  while (names.has(`new_${String(next)}`)) next += 1;
  return `new_${String(next)}`;
}
