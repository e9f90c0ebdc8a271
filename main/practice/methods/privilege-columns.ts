import { ApiError } from '../answer.ts';
import type { Call } from '../call.ts';
import type { DataRow } from '../formats/read-rows.ts';
import type { Cell } from '../formats/write-table.ts';
import {
  EXPORT_LEVELS,
  LEAST_PRIVILEGES,
  RANDOMIZATION_COLUMNS,
  RIGHT_COLUMNS,
  exportLevel,
  viewCode,
} from '../model/privileges.ts';
import type { ExportLevel, Privileges, RightColumn } from '../model/privileges.ts';
import type { Project } from '../model/project.ts';

/** The right columns that this project shows. */
export function rightColumns(project: Project): readonly RightColumn[] {
  const randomizes = project.settings.randomization_enabled === 1;
  return RIGHT_COLUMNS.filter((column) => randomizes || !RANDOMIZATION_COLUMNS.has(column));
}

/** Rights as an export writes them, `forms` and `forms_export` last. */
export function privilegeCells(
  project: Project,
  given: Privileges,
  columns: readonly RightColumn[] = rightColumns(project),
): readonly Cell[] {
  const forms = project.design.instruments.map(({ name }) => name);
  return [
    ...columns.map((column) => given.columns[column]),
    new Map(forms.map((form) => [form, viewCode(given, form)])),
    new Map(forms.map((form) => [form, exportLevel(given, form)])),
  ];
}

/** The rights of an imported row: what it does not mention stays as it was. Throws ApiError for a code that is none. */
export function importedPrivileges(call: Call, row: DataRow, before: Privileges): Privileges {
  const columns = { ...before.columns };
  for (const column of rightColumns(call.project)) {
    const text = row[column]?.trim() ?? '';
    if (text === '') continue;
    if (!/^\d$/.test(text) || Number(text) > highestCode(column)) throw invalidCode(column, text);
    columns[column] = Number(text);
  }
  const formsExport = [...codesByForm(call, row, 'forms_export')].map(([form, code]) => {
    const level = Object.values(EXPORT_LEVELS).find((one) => one === code);
    if (level === undefined) throw invalidCode('forms_export', `${form}:${code}`);
    return [form, level] as const satisfies readonly [string, ExportLevel];
  });
  const forms = codesByForm(call, row, 'forms');
  for (const [form, code] of forms) {
    if (code > 3 && (code < 128 || code > 154)) throw invalidCode('forms', `${form}:${code}`);
  }
  return {
    ...before,
    columns,
    forms: new Map([...before.forms, ...forms]),
    formsExport: new Map([...before.formsExport, ...formsExport]),
  };
}

function highestCode(column: RightColumn): number {
  return column === 'user_rights' || column === 'lock_records' ? 2 : 1;
}

/** `demographics:1,visit:0`; a column that is sent blank takes the right away in every instrument [S6]. */
function codesByForm(
  call: Call,
  row: DataRow,
  column: 'forms' | 'forms_export',
): ReadonlyMap<string, number> {
  const text = row[column]?.trim();
  if (text === undefined) return new Map();
  const { instruments } = call.project.design;
  const none = column === 'forms' ? LEAST_PRIVILEGES.newForms.view : EXPORT_LEVELS.none;
  if (text === '') return new Map(instruments.map(({ name }) => [name, none]));
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [form = '', code = '', ...rest] = pair.split(':').map((part) => part.trim());
      if (!call.project.design.formOrder.has(form)) throw invalidCode(column, pair);
      if (rest.length > 0 || !/^\d{1,3}$/.test(code)) throw invalidCode(column, pair);
      return [form, Number(code)] as const;
    }),
  );
}

function invalidCode(column: string, value: string): ApiError {
  return new ApiError(`The following values of ${column} are invalid: ${value}`);
}
