import type { Call } from '../call.ts';
import type { Table, TableRow } from '../formats/write-table.ts';
import { dagCell, eventCell, fieldCell } from '../model/cells.ts';
import type { ValueStyle } from '../model/cells.ts';
import { checkboxColumn } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Project } from '../model/project.ts';
import { showsGroups } from '../model/select.ts';
import type { SelectedLine, Selection } from '../model/select.ts';

/**
 * One row per stored value, what is computed at the end of its record; a checked option is the field's base name with
 * the option's code as value, and a file is its document id [S5].
 */
export function eavTable(call: Call, selection: Selection, style: ValueStyle): Table {
  const { design } = call.project;
  const repeating = design.repeats.length > 0;
  const columns = [
    'record',
    ...(design.longitudinal ? ['redcap_event_name'] : []),
    ...(repeating ? ['redcap_repeat_instrument', 'redcap_repeat_instance'] : []),
    'field_name',
    'value',
  ];
  // Read before the first row is sent: what the parameter is refused for could not be told any more after it.
  const groups = showsGroups(call);
  return { columns, rows: eavRows(call.project, selection, { ...style, groups }) };
}

interface EavStyle extends ValueStyle {
  readonly groups: boolean;
}

function* eavRows(project: Project, selection: Selection, style: EavStyle): Generator<TableRow> {
  const { design } = project;
  const entered = selection.fields.filter(({ computation }) => computation === null);
  const computed = selection.fields.filter(({ computation }) => computation !== null);
  for (const line of selection.lines) {
    const { record, row } = line;
    const place: TableRow = [
      record.name,
      ...(design.longitudinal ? [eventCell(design, row.event, style.labels)] : []),
      ...(design.repeats.length > 0 ? [row.form, row.instance === 0 ? '' : row.instance] : []),
    ];
    const fields = project.uncalculated?.has(record) ? entered : [...entered, ...computed];
    for (const [name, value] of valuesOf(project, fields, line, style)) yield [...place, name, value];
  }
}

function* valuesOf(
  project: Project,
  fields: readonly Field[],
  { record, row }: SelectedLine,
  style: EavStyle,
): Generator<readonly [string, string]> {
  for (const field of fields) {
    if (field.name === project.design.recordIdField.name) {
      if (row.form === '') yield [field.name, record.name];
      if (row.form === '' && style.groups && record.dag !== '') {
        yield ['redcap_data_access_group', dagCell(project, record.dag, style)];
      }
    } else if (field.type === 'checkbox') {
      for (const { code, label } of field.choices) {
        const checked = row.values.get(checkboxColumn(field.name, code)) === '1';
        if (checked) yield [field.name, style.labels ? label : code];
      }
    } else if (row.values.has(field.name)) {
      const stored = row.values.get(field.name) ?? '';
      yield [field.name, field.type === 'file' ? stored : fieldCell(project, row, field, style)];
    }
  }
}
