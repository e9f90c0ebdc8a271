import { invalidParameter } from '../answer.ts';
import { isOn, textOf } from '../body.ts';
import { logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { csvDelimiterOf } from '../formats/read-rows.ts';
import { tableAnswer } from '../formats/write-table.ts';
import type { ValueStyle } from '../model/cells.ts';
import type { Field } from '../model/field.ts';
import { EXPORT_ACTION } from '../model/log.ts';
import { selectData } from '../model/select.ts';
import { flatAnswer } from './flat-answer.ts';
import { eavTable } from './records-eav.ts';
import { flatColumns } from './records-flat.ts';
import { odmAnswer } from './project-xml.ts';

/** Export Records in all its formats. */
export const exportRecords: Method = {
  rights: ['API Export'],
  run: (call) => {
    const type = oneOf(call, 'type', ['flat', 'eav'], 'flat');
    const style = valueStyle(call);
    const selection = selectData(call);
    exportedData(call, { reportId: 'ALL', fields: selection.fields });
    if (call.format === 'odm') return odmAnswer(call, { selection, files: false });
    if (type === 'eav') {
      const format = tableFormat(call);
      const delimiter = format === 'csv' ? csvDelimiterOf(call) : ',';
      return tableAnswer(format, { ...eavTable(call, selection, style), delimiter, root: 'records' });
    }
    const columns = flatColumns(call, selection, style);
    return flatAnswer(call, { columns, lines: selection.lines, labelled: hasLabelHeaders(call) });
  },
};

export function hasLabelHeaders(call: Call): boolean {
  return oneOf(call, 'rawOrLabelHeaders', ['raw', 'label'], 'raw') === 'label';
}

/** How the parameters of an export want its values written. */
export function valueStyle(call: Call): ValueStyle {
  return {
    labels: oneOf(call, 'rawOrLabel', ['raw', 'label'], 'raw') === 'label',
    checkboxLabels: isOn(call.parameters, 'exportCheckboxLabel'),
    decimal: oneOf(call, 'decimalCharacter', ['', '.', ','], ''),
    grayBlank: isOn(call.parameters, 'exportBlankForGrayFormStatus'),
  };
}

/** Logs an export of data with what went out. */
export function exportedData(
  call: Call,
  { reportId, fields }: { readonly reportId: number | 'ALL'; readonly fields: readonly Field[] },
): void {
  const names = fields.map(({ name }) => name).join(', ');
  const style = textOf(call.parameters, 'rawOrLabel') || 'raw';
  const details = `report_id: ${reportId}, export_format: ${call.format.toUpperCase()}, rawOrLabel: ${style}, fields: "${names}"`;
  logged(call, { kind: 'export', action: EXPORT_ACTION, details });
}

/** One of the allowed words; a parameter that was not sent or is empty takes the default. */
export function oneOf<Word extends string>(
  call: Call,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const text = textOf(call.parameters, name).trim();
  if (text === '') return otherwise;
  const found = words.find((word) => word === text.toLowerCase());
  if (found === undefined) throw invalidParameter(name);
  return found;
}
