import { EXPORT_LEVELS, RIGHT_COLUMNS, exportLevel, privileges, viewCode } from '../model/privileges.ts';
import type { ExportLevel, Privileges, RightColumn } from '../model/privileges.ts';
import type { UserRole } from '../model/members.ts';
import { openTag } from './odm-tag.ts';
import type { XmlElement } from './xml-read.ts';

/** Columns whose attribute in the project XML of a 14.7.3 server has another name. */
const ATTRIBUTES: Readonly<Partial<Record<RightColumn, string>>> = {
  stats_and_charts: 'graphical',
  manage_survey_participants: 'participants',
  logging: 'data_logging',
  data_quality_create: 'data_quality_design',
  lock_records_all_forms: 'lock_record_multiform',
  lock_records: 'lock_record',
  lock_records_customization: 'lock_record_customize',
};

const attributeOf = (column: RightColumn): string => ATTRIBUTES[column] ?? column;

/** `[form,1][other,0]` */
const FORM_CODES = /\[([a-z0-9_]+),(\d+)\]/g;

/** User roles as REDCap's project XML holds them; empty when there are none. */
export function rolesXml(roles: readonly UserRole[], forms: readonly string[]): string {
  if (roles.length === 0) return '';
  const lines = roles.map(({ label, uniqueName, privileges: given }) => {
    const list = (code: (form: string) => number): string =>
      forms.map((form) => `[${form},${code(form)}]`).join('');
    return `\t\t${openTag('redcap:UserRoles', [
      ['role_name', label],
      ['unique_role_name', uniqueName],
      ['data_export_instruments', list((form) => exportLevel(given, form))],
      ['data_entry', list((form) => viewCode(given, form))],
      ...RIGHT_COLUMNS.map((column) => [attributeOf(column), given.columns[column]] as const),
    ])}/>\n`;
  });
  return `\t<redcap:UserRolesGroup>\n${lines.join('')}\t</redcap:UserRolesGroup>\n`;
}

export function readRoles(globals: XmlElement): readonly UserRole[] {
  return globals
    .children('UserRolesGroup')
    .flatMap((group) => group.children('UserRoles'))
    .map(({ attributes }, index) => ({
      id: index + 1,
      uniqueName: attributes['unique_role_name'] ?? '',
      label: attributes['role_name'] ?? '',
      privileges: privilegesFrom(attributes),
    }));
}

function privilegesFrom(attributes: XmlElement['attributes']): Privileges {
  const columns = Object.fromEntries(
    RIGHT_COLUMNS.map((column) => [column, Number(attributes[attributeOf(column)]) || 0]),
  );
  const codes = (name: string): ReadonlyMap<string, number> =>
    new Map(
      [...(attributes[name] ?? '').matchAll(FORM_CODES)].map(([, form = '', code]) => [form, Number(code)]),
    );
  const levels = [...codes('data_export_instruments')].map(([form, code]) => [form, levelOf(code)] as const);
  return {
    ...privileges(columns, { view: 128, export: EXPORT_LEVELS.none }),
    forms: codes('data_entry'),
    formsExport: new Map(levels),
  };
}

function levelOf(code: number): ExportLevel {
  return Object.values(EXPORT_LEVELS).find((level) => level === code) ?? EXPORT_LEVELS.none;
}
