import type { Method } from '../call.ts';
import { deleteArms, exportArms, importArms } from './arms.ts';
import { deleteEvents, exportEvents, importEvents } from './events.ts';
import { exportFieldNames } from './field-names.ts';
import { deleteFile, exportFile, importFile } from './files.ts';
import { exportInstruments } from './instruments.ts';
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
import { exportVersion } from './version.ts';

/** Every method of a project token by `content/action`. Create A New Project needs the super token instead. */
export const METHODS: Readonly<Partial<Record<string, Method>>> = {
  'arm/delete': deleteArms,
  'arm/export': exportArms,
  'arm/import': importArms,
  'event/delete': deleteEvents,
  'event/export': exportEvents,
  'event/import': importEvents,
  'exportFieldNames/export': exportFieldNames,
  'file/delete': deleteFile,
  'file/export': exportFile,
  'file/import': importFile,
  'formEventMapping/export': exportMappings,
  'formEventMapping/import': importMappings,
  'generateNextRecordName/export': generateNextRecordName,
  'instrument/export': exportInstruments,
  'metadata/export': exportMetadata,
  'metadata/import': importMetadata,
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
  'version/export': exportVersion,
};
