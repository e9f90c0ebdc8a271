import type { Method } from '../call.ts';
import { deleteArms, exportArms, importArms } from './arms.ts';
import { deleteEvents, exportEvents, importEvents } from './events.ts';
import { exportFieldNames } from './field-names.ts';
import { exportInstruments } from './instruments.ts';
import { exportMappings, importMappings } from './mappings.ts';
import { exportMetadata, importMetadata } from './metadata.ts';
import { exportProjectInfo, importProjectInfo } from './project-info.ts';
import { exportRecords } from './records-export.ts';
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
  'formEventMapping/export': exportMappings,
  'formEventMapping/import': importMappings,
  'instrument/export': exportInstruments,
  'metadata/export': exportMetadata,
  'metadata/import': importMetadata,
  'project/export': exportProjectInfo,
  'project_settings/export': exportProjectInfo,
  'project_settings/import': importProjectInfo,
  'record/export': exportRecords,
  'version/export': exportVersion,
};
