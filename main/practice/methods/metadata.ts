import { ApiError } from '../answer.ts';
import { listOf } from '../body.ts';
import { invalidValues, tableFormat } from '../call.ts';
import type { Method } from '../call.ts';
import { readRows } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import { METADATA_COLUMNS, fieldFromRow } from '../model/field.ts';
import { metadataProblems, metadataRow } from '../model/metadata-check.ts';
import { replaceFields } from './replace-fields.ts';

export const exportMetadata: Method = {
  rights: ['API Export'],
  run: (call) => {
    const { design } = call.project;
    const fields = new Set(listOf(call.parameters, 'fields'));
    const forms = new Set(listOf(call.parameters, 'forms'));
    const unknown = [...fields].filter((name) => !design.fieldByName.has(name));
    if (unknown.length > 0) throw invalidValues('fields', unknown);
    const unknownForms = [...forms].filter((name) => !design.formOrder.has(name));
    if (unknownForms.length > 0) throw invalidValues('forms', unknownForms);
    const all = fields.size + forms.size === 0;
    const rows = design.fields
      .filter(({ name, form }) => all || fields.has(name) || forms.has(form))
      .flatMap(({ row }) => (row ? [METADATA_COLUMNS.map((column) => row[column])] : []));
    return tableAnswer(tableFormat(call), { columns: METADATA_COLUMNS, rows });
  },
};

/** Replaces the whole data dictionary; fields left out are deleted with their data. Development only [S1]. */
export const importMetadata: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  developmentOnly: true,
  run: (call) => {
    const rows = readRows(call).map(metadataRow);
    const problems = metadataProblems(rows);
    if (problems.length > 0) throw new ApiError(problems.join('\n'));
    replaceFields(call.project, rows.map(fieldFromRow));
    return countAnswer(call.returnFormat, rows.length);
  },
};
