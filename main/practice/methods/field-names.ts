import { textOf } from '../body.ts';
import { invalidValues, tableFormat } from '../call.ts';
import type { Method } from '../call.ts';
import { tableAnswer } from '../formats/write-table.ts';
import { checkboxColumn } from '../model/field.ts';
import type { Field } from '../model/field.ts';

/** The names under which fields are exported and imported; those that hold files or no data are left out [S4, S5]. */
export const exportFieldNames: Method = {
  rights: ['API Export'],
  run: (call) => {
    const { design } = call.project;
    const wanted = textOf(call.parameters, 'field').trim();
    if (wanted !== '' && !design.fieldByName.has(wanted)) throw invalidValues('field', [wanted]);
    return tableAnswer(tableFormat(call), {
      columns: ['original_field_name', 'choice_value', 'export_field_name'],
      rows: design.dataFields.filter(({ name }) => wanted === '' || name === wanted).flatMap(nameRows),
    });
  },
};

function nameRows(field: Field): readonly (readonly [string, string, string])[] {
  if (field.type === 'file' || field.type === 'descriptive') return [];
  if (field.type !== 'checkbox') return [[field.name, '', field.name]];
  return field.choices.map(({ code }) => [field.name, code, checkboxColumn(field.name, code)]);
}
