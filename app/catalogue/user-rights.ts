import type { PayloadColumn } from './method.ts';

/** The columns that give a user or a role its rights, in the order of their export: 0 no access, 1 access, if unsaid. */
export const rightColumns: readonly PayloadColumn[] = [
  { name: 'design', required: false },
  { name: 'alerts', required: false },
  { name: 'user_rights', required: false, note: '0 none, 1 full, 2 read-only' },
  { name: 'data_access_groups', required: false, note: 'The right to manage groups, not a group.' },
  { name: 'reports', required: false },
  { name: 'stats_and_charts', required: false },
  { name: 'manage_survey_participants', required: false },
  { name: 'calendar', required: false },
  { name: 'data_import_tool', required: false },
  { name: 'data_comparison_tool', required: false },
  { name: 'logging', required: false },
  { name: 'email_logging', required: false },
  { name: 'file_repository', required: false },
  { name: 'data_quality_create', required: false },
  { name: 'data_quality_execute', required: false },
  { name: 'api_export', required: false },
  { name: 'api_import', required: false },
  { name: 'api_modules', required: false },
  { name: 'mobile_app', required: false },
  { name: 'mobile_app_download_data', required: false },
  { name: 'record_create', required: false },
  { name: 'record_rename', required: false },
  { name: 'record_delete', required: false },
  { name: 'lock_records_all_forms', required: false },
  { name: 'lock_records', required: false },
  { name: 'lock_records_customization', required: false },
  {
    name: 'forms',
    required: false,
    note: '0 none, 1 view and edit, 2 read-only, 3 edit survey responses; from 15.6.0 also 128 and up',
  },
  {
    name: 'forms_export',
    required: false,
    note: '0 no access, 1 full data set, 2 de-identified, 3 without identifier fields',
  },
];

/** Their names. */
export const rightNames: readonly string[] = rightColumns.map(({ name }) => name);
