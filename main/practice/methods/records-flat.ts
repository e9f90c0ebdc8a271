import { isOn } from '../body.ts';
import type { Call } from '../call.ts';
import type { Cell, TableRow } from '../formats/write-table.ts';
import {
  checkboxCell,
  combinedCheckboxCell,
  dagCell,
  eventCell,
  fieldCell,
  isWrittenAsStored,
} from '../model/cells.ts';
import type { ValueStyle } from '../model/cells.ts';
import { showsSurveyFields } from '../model/export-rights.ts';
import { checkboxColumn } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import { showsGroups } from '../model/select.ts';
import type { SelectedLine, Selection } from '../model/select.ts';

export interface FlatColumn {
  readonly name: string;
  /** What `rawOrLabelHeaders=label` writes instead of the name. */
  readonly heading: string;
  readonly cell: (line: SelectedLine) => Cell;
  /** The one stored column that the cell is made from, if it is no other part of the line. */
  readonly stored?: string;
}

/** The columns of a flat export in REDCap's order, each with how its cells are made. */
export function flatColumns(call: Call, selection: Selection, style: ValueStyle): readonly FlatColumn[] {
  const { design } = call.project;
  const [first, ...rest] = selection.fields;
  const fields = first?.name === design.recordIdField.name ? rest : selection.fields;
  const idColumns: readonly FlatColumn[] =
    first?.name === design.recordIdField.name
      ? [{ name: first.name, heading: first.label, cell: ({ record }) => record.name }]
      : [];
  return [
    ...idColumns,
    ...placeColumns(call, style, idColumns.length > 0),
    ...surveyIdentifier(call),
    ...fields.flatMap((field, index) => {
      const startsForm = field.form !== fields[index - 1]?.form;
      return (startsForm ? timestampColumn(call, field.form) : []).concat(fieldColumns(call, field, style));
    }),
  ];
}

/** One row per line, made while it is sent. */
export function* flatRows(
  columns: readonly FlatColumn[],
  lines: Iterable<SelectedLine>,
): Generator<TableRow> {
  for (const line of lines) yield columns.map(({ cell }) => cell(line));
}

/** Event, repeat and group columns, as far as the project has them; the event only comes with the record ID [S7]. */
function placeColumns(call: Call, style: ValueStyle, withEvent: boolean): readonly FlatColumn[] {
  const { project } = call;
  const { design } = project;
  const columns: FlatColumn[] = [];
  if (design.longitudinal && withEvent) {
    columns.push({
      name: 'redcap_event_name',
      heading: 'Event Name',
      cell: ({ row }) => eventCell(design, row.event, style.labels),
    });
  }
  if (design.repeats.length > 0) {
    const labels = new Map(design.instruments.map(({ name, label }) => [name, label]));
    columns.push(
      {
        name: 'redcap_repeat_instrument',
        heading: 'Repeat Instrument',
        cell: ({ row }) => (style.labels ? (labels.get(row.form) ?? '') : row.form),
      },
      {
        name: 'redcap_repeat_instance',
        heading: 'Repeat Instance',
        cell: ({ row }) => (row.instance === 0 ? '' : row.instance),
      },
    );
  }
  if (showsGroups(call)) {
    columns.push({
      name: 'redcap_data_access_group',
      heading: 'Data Access Group',
      cell: ({ record }) => dagCell(project, record.dag, style),
    });
  }
  return columns;
}

function surveyIdentifier(call: Call): readonly FlatColumn[] {
  const surveys = call.project.design.instruments.some(({ survey }) => survey);
  const { identifiers } = showsSurveyFields(call.user, call.project.design.recordIdField.form);
  if (!isOn(call.parameters, 'exportSurveyFields') || !surveys || !identifiers) return [];
  return [{ name: 'redcap_survey_identifier', heading: 'Survey Identifier', cell: () => '' }];
}

function timestampColumn(call: Call, form: string): readonly FlatColumn[] {
  const instrument = call.project.design.instruments.find(({ name }) => name === form);
  const { times } = showsSurveyFields(call.user, form);
  if (!isOn(call.parameters, 'exportSurveyFields') || !instrument?.survey || !times) return [];
  const name = `${form}_timestamp`;
  return [{ name, heading: 'Survey Timestamp', cell: ({ row }) => row.values.get(name) ?? '' }];
}

function fieldColumns(call: Call, field: Field, style: ValueStyle): readonly FlatColumn[] {
  const { project } = call;
  if (isWrittenAsStored(field, style)) {
    return [
      {
        name: field.name,
        heading: field.label,
        cell: ({ row }) => row.values.get(field.name) ?? '',
        stored: field.name,
      },
    ];
  }
  if (field.type !== 'checkbox') {
    return [
      {
        name: field.name,
        heading: field.label,
        cell: ({ row }) => fieldCell(project, row, field, style),
        stored: field.name,
      },
    ];
  }
  if (isOn(call.parameters, 'combineCheckboxOptions')) {
    return [
      { name: field.name, heading: field.label, cell: ({ row }) => combinedCheckboxCell(row, field, style) },
    ];
  }
  return field.choices.map((choice) => ({
    name: checkboxColumn(field.name, choice.code),
    heading: `${field.label} (choice=${choice.label})`,
    cell: ({ row }) => checkboxCell(project.design, row, field, choice, style),
  }));
}
