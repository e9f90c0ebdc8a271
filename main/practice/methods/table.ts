import type { Method } from '../call.ts';
import { deleteArms, exportArms, importArms } from './arms.ts';
import { deleteDags, exportDags, importDags, switchDag } from './dags.ts';
import { deleteEvents, exportEvents, importEvents } from './events.ts';
import { exportFieldNames } from './field-names.ts';
import {
  createFolder,
  deleteRepositoryFile,
  exportRepositoryFile,
  importRepositoryFile,
  listRepository,
} from './file-repository.ts';
import { deleteFile, exportFile, importFile } from './files.ts';
import { exportInstruments } from './instruments.ts';
import { exportLogging } from './logging.ts';
import { exportMappings, importMappings } from './mappings.ts';
import { exportMetadata, importMetadata } from './metadata.ts';
import { exportPdf } from './pdf.ts';
import { exportProjectInfo, importProjectInfo } from './project-info.ts';
import { exportProjectXml } from './project-xml.ts';
import { randomizeRecord } from './randomize.ts';
import { deleteRecords } from './records-delete.ts';
import { exportRecords } from './records-export.ts';
import { importRecords } from './records-import.ts';
import { generateNextRecordName, renameRecord } from './record-names.ts';
import { exportRepeating, importRepeating } from './repeating.ts';
import { exportReports } from './reports.ts';
import {
  exportParticipantList,
  exportSurveyAccessCode,
  exportSurveyLink,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
} from './surveys.ts';
import {
  exportUserDags,
  exportUserRoleAssignments,
  importUserDags,
  importUserRoleAssignments,
} from './user-assignments.ts';
import { deleteUserRoles, exportUserRoles, importUserRoles } from './user-roles.ts';
import { deleteUsers, exportUsers, importUsers } from './users.ts';
import { exportVersion } from './version.ts';

/**
 * Every method of a project token by `content/action`. Create A New Project needs the super token instead,
 * and a call of an external module has an action of the module's own.
 */
export const METHODS: Readonly<Partial<Record<string, Method>>> = {
  'arm/delete': deleteArms,
  'arm/export': exportArms,
  'arm/import': importArms,
  'dag/delete': deleteDags,
  'dag/export': exportDags,
  'dag/import': importDags,
  'dag/switch': switchDag,
  'event/delete': deleteEvents,
  'event/export': exportEvents,
  'event/import': importEvents,
  'exportFieldNames/export': exportFieldNames,
  'file/delete': deleteFile,
  'file/export': exportFile,
  'file/import': importFile,
  'fileRepository/createFolder': createFolder,
  'fileRepository/delete': deleteRepositoryFile,
  'fileRepository/export': exportRepositoryFile,
  'fileRepository/import': importRepositoryFile,
  'fileRepository/list': listRepository,
  'formEventMapping/export': exportMappings,
  'formEventMapping/import': importMappings,
  'generateNextRecordName/export': generateNextRecordName,
  'instrument/export': exportInstruments,
  'log/export': exportLogging,
  'metadata/export': exportMetadata,
  'metadata/import': importMetadata,
  'participantList/export': exportParticipantList,
  'pdf/export': exportPdf,
  'project/export': exportProjectInfo,
  'project_settings/export': exportProjectInfo,
  'project_settings/import': importProjectInfo,
  'project_xml/export': exportProjectXml,
  'record/delete': deleteRecords,
  'record/export': exportRecords,
  'record/import': importRecords,
  'record/randomize': randomizeRecord,
  'record/rename': renameRecord,
  'repeatingFormsEvents/export': exportRepeating,
  'repeatingFormsEvents/import': importRepeating,
  'report/export': exportReports,
  'surveyAccessCode/export': exportSurveyAccessCode,
  'surveyLink/export': exportSurveyLink,
  'surveyQueueLink/export': exportSurveyQueueLink,
  'surveyReturnCode/export': exportSurveyReturnCode,
  'user/delete': deleteUsers,
  'user/export': exportUsers,
  'user/import': importUsers,
  'userDagMapping/export': exportUserDags,
  'userDagMapping/import': importUserDags,
  'userRole/delete': deleteUserRoles,
  'userRole/export': exportUserRoles,
  'userRole/import': importUserRoles,
  'userRoleMapping/export': exportUserRoleAssignments,
  'userRoleMapping/import': importUserRoleAssignments,
  'version/export': exportVersion,
};
