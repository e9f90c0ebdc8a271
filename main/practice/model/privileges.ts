/** The rights of a user or role by their column, in the order of the exports; 1 is yes unless said otherwise [S1]. */
export const RIGHT_COLUMNS = [
  'design',
  'alerts',
  /** 1 full, 2 read-only. */
  'user_rights',
  'data_access_groups',
  'reports',
  'stats_and_charts',
  'manage_survey_participants',
  'calendar',
  'data_import_tool',
  'data_comparison_tool',
  'logging',
  'email_logging',
  'file_repository',
  'data_quality_create',
  'data_quality_execute',
  'api_export',
  'api_import',
  'api_modules',
  'mobile_app',
  'mobile_app_download_data',
  'record_create',
  'record_rename',
  'record_delete',
  'lock_records_all_forms',
  'lock_records',
  'lock_records_customization',
  'random_setup',
  'random_dashboard',
  'random_perform',
] as const;

export type RightColumn = (typeof RIGHT_COLUMNS)[number];

/** Only a project that randomizes has columns for it. */
export const RANDOMIZATION_COLUMNS: ReadonlySet<RightColumn> = new Set([
  'random_setup',
  'random_dashboard',
  'random_perform',
]);

/** What an export may hold: nothing, everything, no identifiers and no free text and dates, no identifiers [S1]. */
export const EXPORT_LEVELS = { none: 0, full: 1, deidentified: 2, withoutIdentifiers: 3 } as const;
export type ExportLevel = (typeof EXPORT_LEVELS)[keyof typeof EXPORT_LEVELS];

export interface Privileges {
  readonly columns: Readonly<Record<RightColumn, number>>;
  /** Code of viewing and editing per instrument: 128 none, 129 read-only, 130 view and edit, older codes 0 to 3. */
  readonly forms: ReadonlyMap<string, number>;
  readonly formsExport: ReadonlyMap<string, ExportLevel>;
  /** For instruments that came later: a project in development opens them to those who had access before. */
  readonly newForms: { readonly view: number; readonly export: ExportLevel };
}

/** No right but those named, with the same access to every instrument. */
export function privileges(
  columns: Readonly<Partial<Record<RightColumn, number>>>,
  newForms: Privileges['newForms'],
): Privileges {
  const all = RIGHT_COLUMNS.map((column) => [column, columns[column] ?? 0] as const);
  return {
    columns: Object.fromEntries(all) as Record<RightColumn, number>,
    forms: new Map(),
    formsExport: new Map(),
    newForms,
  };
}

/** Every right, full access to every instrument. */
export const ALL_PRIVILEGES: Privileges = privileges(
  Object.fromEntries(RIGHT_COLUMNS.map((column) => [column, 1])),
  { view: 130, export: EXPORT_LEVELS.full },
);

/** What a user or role gets who is made without saying more [S1]. */
export const LEAST_PRIVILEGES: Privileges = privileges({}, { view: 128, export: EXPORT_LEVELS.none });

export function viewCode({ forms, newForms }: Privileges, form: string): number {
  return forms.get(form) ?? newForms.view;
}

export function exportLevel({ formsExport, newForms }: Privileges, form: string): ExportLevel {
  return formsExport.get(form) ?? newForms.export;
}
