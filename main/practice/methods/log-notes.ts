import { EXPORT_ACTION } from '../model/log.ts';
import type { LogEntry } from '../model/log.ts';

type Note = Pick<LogEntry, 'kind' | 'action' | 'details'>;

/**
 * What a method that has run leaves in the log, by `content/action`. Methods that change records, users or roles log
 * for themselves, one entry each; the version and the next record name leave no trace.
 */
export const LOG_NOTES: Readonly<Partial<Record<string, Note>>> = {
  'arm/delete': manage('Delete arms (API)'),
  'arm/export': manage('Export arms (API)'),
  'arm/import': manage('Import arms (API)'),
  'dag/delete': manage('Delete DAGs (API)'),
  'dag/export': manage('Export DAGs (API)'),
  'dag/import': manage('Import DAGs (API)'),
  'event/delete': manage('Delete events (API)'),
  'event/export': manage('Export events (API)'),
  'event/import': manage('Import events (API)'),
  'exportFieldNames/export': manage('Export field names (API)'),
  'fileRepository/export': manage('Download file from File Repository (API)'),
  'fileRepository/list': manage('Export list of files/folders of File Repository (API)'),
  'formEventMapping/export': manage('Export instrument-event mappings (API)'),
  'formEventMapping/import': manage('Import instrument-event mappings (API)'),
  'instrument/export': manage('Export instruments (API)'),
  'log/export': manage('Export Logging (API)'),
  'metadata/export': manage('Export data dictionary (API)'),
  'metadata/import': manage('Import data dictionary (API)'),
  'participantList/export': manage('Export survey participant list (API)'),
  'pdf/export': {
    kind: 'export',
    action: EXPORT_ACTION,
    details: 'Export PDF file of instruments (API)',
  },
  'project/export': manage('Export project information (API)'),
  'project_settings/export': manage('Export project information (API)'),
  'project_settings/import': manage('Import project information (API)'),
  'project_xml/export': {
    kind: 'export',
    action: EXPORT_ACTION,
    details: 'Export entire project as REDCap XML (API)',
  },
  'repeatingFormsEvents/export': manage('Export repeating instruments and events (API)'),
  'repeatingFormsEvents/import': manage('Import repeating instruments and events (API)'),
  'surveyAccessCode/export': manage('Export survey access code (API)'),
  'surveyLink/export': manage('Export survey link (API)'),
  'surveyQueueLink/export': manage('Export survey queue link (API)'),
  'surveyReturnCode/export': manage('Export survey return code (API)'),
  'user/export': manage('Export users (API)'),
  'userDagMapping/export': manage('Export user-DAG assignments (API)'),
  // In the words that a client's tests look for [S7].
  'userDagMapping/import': manage('Import User-DAG assignments (API)'),
  'userRole/export': manage('Export user roles (API)'),
  'userRoleMapping/export': manage('Export user-role assignments (API)'),
};

function manage(details: string): Note {
  return { kind: 'manage', action: 'Manage/Design', details };
}
