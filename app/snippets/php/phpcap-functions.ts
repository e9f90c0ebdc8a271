import type { Library, LibraryArgument, LibraryFunction } from '#app/snippets/library-functions.ts';

export interface PhpCapFunction extends LibraryFunction {
  /** The class that has it: `RedCap` takes a super token. */
  readonly of: 'RedCapProject' | 'RedCap';
  /** What it gives back besides text and numbers: a list of record names, or a project with its new token. */
  readonly answers?: 'list' | 'project';
}

const format: LibraryArgument = { name: 'format', value: { oneOf: ['csv', 'json', 'xml'] } };
const formatOrOdm: LibraryArgument = { name: 'format', value: { oneOf: ['csv', 'json', 'xml', 'odm'] } };
const recordIds: LibraryArgument = { name: 'recordIds', value: 'texts' };
const recordId: LibraryArgument = { name: 'recordId', value: 'text', required: true };
const fields: LibraryArgument = { name: 'fields', value: 'texts' };
const forms: LibraryArgument = { name: 'forms', value: 'texts' };
const events: LibraryArgument = { name: 'events', value: 'texts' };
const event: LibraryArgument = { name: 'event', value: 'text' };
const field: LibraryArgument = { name: 'field', value: 'text', required: true };
const form: LibraryArgument = { name: 'form', value: 'text', required: true };
const arms: LibraryArgument = { name: 'arms', value: 'digitLists' };
const arm: LibraryArgument = { name: 'arm', value: 'digits' };
const filterLogic: LibraryArgument = { name: 'filterLogic', value: 'text' };
const repeatInstance: LibraryArgument = { name: 'repeatInstance', value: 'integer' };
const folderId: LibraryArgument = { name: 'folderId', value: 'integer' };
const docId: LibraryArgument = { name: 'docId', value: 'integer', required: true };
const override: LibraryArgument = { name: 'override', value: 'switch', default: '0' };
const rawOrLabel: LibraryArgument = {
  name: 'rawOrLabel',
  value: { oneOf: ['raw', 'label'] },
  default: 'raw',
};
const rawOrLabelHeaders: LibraryArgument = { ...rawOrLabel, name: 'rawOrLabelHeaders' };
const csvDelimiter: LibraryArgument = {
  name: 'csvDelimiter',
  value: { oneOf: ['', ',', ';', 'tab', '|', '^'] },
  default: '',
};
const decimalCharacter: LibraryArgument = { name: 'decimalCharacter', value: { oneOf: [',', '.'] } };
const type: LibraryArgument = { name: 'type', value: { oneOf: ['flat', 'eav'] }, default: 'flat' };
const filePath: LibraryArgument = { name: 'filename', value: 'filePath', required: true };

function off(name: string): LibraryArgument {
  return { name, value: 'switch', default: 'false' };
}

function payload(name: string): LibraryArgument {
  return { name, value: 'payload', required: true };
}

/** PHPCap asks for errors as JSON, whatever `returnFormat` says, and makes exceptions of them. */
function phpCapFunction(
  name: string,
  content: string,
  found: Omit<PhpCapFunction, 'name' | 'of' | 'sends'> & Partial<PhpCapFunction>,
): PhpCapFunction {
  return {
    of: 'RedCapProject',
    ...found,
    name,
    sends: { content, returnFormat: 'json', ...found.sends },
    leaves: { returnFormat: 'any', ...found.leaves },
  };
}

/** Which function of PHPCap takes which parameter. Read from its source at this version. */
export const phpCap: Library<PhpCapFunction> = {
  name: 'PHPCap',
  version: '1.5.3',
  functions: {
    export_records: phpCapFunction('exportRecords', 'record', {
      arguments: {
        format: formatOrOdm,
        type,
        records: recordIds,
        fields,
        forms,
        events,
        filterLogic,
        rawOrLabel,
        rawOrLabelHeaders,
        exportCheckboxLabel: off('exportCheckboxLabel'),
        exportSurveyFields: off('exportSurveyFields'),
        exportDataAccessGroups: off('exportDataAccessGroups'),
        dateRangeBegin: { name: 'dateRangeBegin', value: 'time' },
        dateRangeEnd: { name: 'dateRangeEnd', value: 'time' },
        csvDelimiter,
        decimalCharacter,
        exportBlankForGrayFormStatus: off('exportBlankForGrayFormStatus'),
      },
      sends: {
        type: 'flat',
        rawOrLabel: 'raw',
        rawOrLabelHeaders: 'raw',
        exportCheckboxLabel: '0',
        exportSurveyFields: '0',
        exportDataAccessGroups: '0',
        filterLogic: '',
        csvDelimiter: ',',
        exportBlankForGrayFormStatus: '0',
      },
      leaves: { combineCheckboxOptions: ['false'] },
    }),
    import_records: phpCapFunction('importRecords', 'record', {
      answers: 'list',
      arguments: {
        data: payload('records'),
        format: formatOrOdm,
        type,
        overwriteBehavior: {
          name: 'overwriteBehavior',
          value: { oneOf: ['normal', 'overwrite'] },
          default: 'normal',
        },
        dateFormat: { name: 'dateFormat', value: { oneOf: ['YMD', 'MDY', 'DMY'] }, default: 'YMD' },
        returnContent: {
          name: 'returnContent',
          value: { oneOf: ['count', 'ids', 'auto_ids'] },
          default: 'count',
        },
        forceAutoNumber: off('forceAutoNumber'),
        csvDelimiter,
        backgroundProcess: { name: 'backgroundProcess', value: 'switch', default: '0' },
      },
      sends: {
        type: 'flat',
        overwriteBehavior: 'normal',
        forceAutoNumber: '0',
        returnContent: 'count',
        dateFormat: 'YMD',
        csvDelimiter: ',',
        backgroundProcess: '0',
      },
    }),
    delete_records: phpCapFunction('deleteRecords', 'record', {
      arguments: {
        records: { ...recordIds, required: true },
        arm,
        instrument: { name: 'form', value: 'text' },
        event,
        repeat_instance: repeatInstance,
        delete_logging: { name: 'deleteLogging', value: 'bit' },
      },
      sends: { action: 'delete', instrument: '' },
    }),
    rename_record: phpCapFunction('renameRecord', 'record', {
      arguments: {
        record: recordId,
        new_record_name: { name: 'newRecordId', value: 'text', required: true },
        arm,
      },
      sends: { action: 'rename' },
    }),
    generate_next_record_name: phpCapFunction('generateNextRecordName', 'generateNextRecordName', {
      arguments: {},
    }),
    export_metadata: phpCapFunction('exportMetadata', 'metadata', { arguments: { format, fields, forms } }),
    import_metadata: phpCapFunction('importMetadata', 'metadata', {
      arguments: { data: payload('metadata'), format },
    }),
    export_field_names: phpCapFunction('exportFieldNames', 'exportFieldNames', {
      arguments: { format, field: { name: 'field', value: 'text' } },
    }),
    export_file: phpCapFunction('exportFile', 'file', {
      arguments: { record: recordId, field, event, repeat_instance: repeatInstance },
      sends: { action: 'export' },
    }),
    import_file: phpCapFunction('importFile', 'file', {
      arguments: { file: filePath, record: recordId, field, event, repeat_instance: repeatInstance },
      sends: { action: 'import', event: '', repeat_instance: '' },
    }),
    delete_file: phpCapFunction('deleteFile', 'file', {
      arguments: { record: recordId, field, event, repeat_instance: repeatInstance },
      sends: { action: 'delete' },
    }),
    filerepo_create_folder: phpCapFunction('createFileRepositoryFolder', 'fileRepository', {
      arguments: {
        name: { name: 'name', value: 'text', required: true },
        folder_id: { name: 'parentFolderId', value: 'integer' },
        dag_id: { name: 'dagId', value: 'integer' },
        role_id: { name: 'roleId', value: 'integer' },
      },
      sends: { action: 'createFolder', format: 'json', folder_id: '', dag_id: '', role_id: '' },
      // It gives back the folder's number itself.
      leaves: { format: 'any' },
    }),
    filerepo_list: phpCapFunction('exportFileRepositoryList', 'fileRepository', {
      arguments: { format, folder_id: folderId },
      sends: { action: 'list', folder_id: '' },
    }),
    filerepo_export: phpCapFunction('exportFileRepositoryFile', 'fileRepository', {
      arguments: { doc_id: docId },
      sends: { action: 'export' },
    }),
    filerepo_import: phpCapFunction('importFileRepositoryFile', 'fileRepository', {
      arguments: { file: filePath, folder_id: folderId },
      sends: { action: 'import', folder_id: '' },
    }),
    filerepo_delete: phpCapFunction('deleteFileRepositoryFile', 'fileRepository', {
      arguments: { doc_id: docId },
      sends: { action: 'delete' },
    }),
    export_instruments: phpCapFunction('exportInstruments', 'instrument', { arguments: { format } }),
    export_pdf: phpCapFunction('exportPdfFileOfInstruments', 'pdf', {
      arguments: {
        record: { name: 'recordId', value: 'text' },
        event,
        instrument: { name: 'form', value: 'text' },
        allRecords: { name: 'allRecords', value: 'switch' },
        compactDisplay: { name: 'compactDisplay', value: 'switch', default: 'FALSE' },
        repeat_instance: repeatInstance,
      },
      sends: { instrument: '' },
    }),
    export_instrument_event_mappings: phpCapFunction('exportInstrumentEventMappings', 'formEventMapping', {
      arguments: { format, arms },
    }),
    import_instrument_event_mappings: phpCapFunction('importInstrumentEventMappings', 'formEventMapping', {
      arguments: { data: payload('mappings'), format },
    }),
    create_project: phpCapFunction('createProject', 'project', {
      of: 'RedCap',
      answers: 'project',
      arguments: { data: payload('projectData'), format, odm: { name: 'odm', value: 'text' } },
    }),
    import_project_info: phpCapFunction('importProjectInfo', 'project_settings', {
      arguments: { data: payload('projectInfo'), format },
    }),
    export_project_info: phpCapFunction('exportProjectInfo', 'project', { arguments: { format } }),
    export_project_xml: phpCapFunction('exportProjectXml', 'project_xml', {
      arguments: {
        returnMetadataOnly: off('returnMetadataOnly'),
        records: recordIds,
        fields,
        events,
        filterLogic,
        exportSurveyFields: off('exportSurveyFields'),
        exportDataAccessGroups: off('exportDataAccessGroups'),
        exportFiles: off('exportFiles'),
      },
      sends: {
        returnMetadataOnly: '0',
        filterLogic: '',
        exportSurveyFields: '0',
        exportDataAccessGroups: '0',
        exportFiles: '0',
      },
      leaves: { format: ['xml'] },
    }),
    export_arms: phpCapFunction('exportArms', 'arm', { arguments: { format, arms } }),
    import_arms: phpCapFunction('importArms', 'arm', {
      arguments: { data: payload('arms'), format, override },
      sends: { action: 'import', override: '0' },
    }),
    delete_arms: phpCapFunction('deleteArms', 'arm', {
      arguments: { arms: { ...arms, required: true } },
      sends: { action: 'delete' },
    }),
    export_events: phpCapFunction('exportEvents', 'event', { arguments: { format, arms } }),
    import_events: phpCapFunction('importEvents', 'event', {
      arguments: { data: payload('events'), format, override },
      sends: { action: 'import', override: '0' },
    }),
    delete_events: phpCapFunction('deleteEvents', 'event', {
      arguments: { events: { ...events, required: true } },
      sends: { action: 'delete' },
    }),
    export_repeating: phpCapFunction('exportRepeatingInstrumentsAndEvents', 'repeatingFormsEvents', {
      arguments: { format: formatOrOdm },
    }),
    import_repeating: phpCapFunction('importRepeatingInstrumentsAndEvents', 'repeatingFormsEvents', {
      arguments: { data: payload('formsEvents'), format },
    }),
    export_reports: phpCapFunction('exportReports', 'report', {
      arguments: {
        report_id: { name: 'reportId', value: 'digits', required: true },
        format,
        rawOrLabel,
        rawOrLabelHeaders,
        exportCheckboxLabel: off('exportCheckboxLabel'),
        csvDelimiter,
        decimalCharacter,
      },
      sends: {
        rawOrLabel: 'raw',
        rawOrLabelHeaders: 'raw',
        exportCheckboxLabel: '0',
        csvDelimiter: ',',
      },
    }),
    export_dags: phpCapFunction('exportDags', 'dag', { arguments: { format } }),
    import_dags: phpCapFunction('importDags', 'dag', {
      arguments: { data: payload('dags'), format },
      sends: { action: 'import' },
    }),
    delete_dags: phpCapFunction('deleteDags', 'dag', {
      arguments: { dags: { name: 'dags', value: 'texts', required: true } },
      sends: { action: 'delete' },
    }),
    switch_dag: phpCapFunction('switchDag', 'dag', {
      arguments: { dag: { name: 'dag', value: 'text', required: true } },
      sends: { action: 'switch' },
    }),
    export_user_dag_assignments: phpCapFunction('exportUserDagAssignment', 'userDagMapping', {
      arguments: { format },
    }),
    import_user_dag_assignments: phpCapFunction('importUserDagAssignment', 'userDagMapping', {
      arguments: { data: payload('dagAssignments'), format },
      sends: { action: 'import' },
    }),
    export_survey_link: phpCapFunction('exportSurveyLink', 'surveyLink', {
      arguments: { record: recordId, instrument: form, event, repeat_instance: repeatInstance },
      leaves: { format: 'any' },
    }),
    export_survey_participants: phpCapFunction('exportSurveyParticipants', 'participantList', {
      arguments: { instrument: form, format, event },
    }),
    export_survey_queue_link: phpCapFunction('exportSurveyQueueLink', 'surveyQueueLink', {
      arguments: { record: recordId },
    }),
    export_survey_return_code: phpCapFunction('exportSurveyReturnCode', 'surveyReturnCode', {
      arguments: { record: recordId, instrument: form, event, repeat_instance: repeatInstance },
    }),
    export_users: phpCapFunction('exportUsers', 'user', { arguments: { format } }),
    import_users: phpCapFunction('importUsers', 'user', { arguments: { data: payload('users'), format } }),
    delete_users: phpCapFunction('deleteUsers', 'user', {
      arguments: { users: { name: 'users', value: 'texts', required: true } },
      sends: { action: 'delete' },
    }),
    export_user_roles: phpCapFunction('exportUserRoles', 'userRole', { arguments: { format } }),
    import_user_roles: phpCapFunction('importUserRoles', 'userRole', {
      arguments: { data: payload('userRoles'), format },
    }),
    delete_user_roles: phpCapFunction('deleteUserRoles', 'userRole', {
      arguments: { roles: { name: 'userRoles', value: 'texts', required: true } },
      sends: { action: 'delete' },
    }),
    export_user_role_assignments: phpCapFunction('exportUserRoleAssignments', 'userRoleMapping', {
      arguments: { format },
    }),
    import_user_role_assignments: phpCapFunction('importUserRoleAssignments', 'userRoleMapping', {
      arguments: { data: payload('userRoleAssignments'), format },
      sends: { action: 'import' },
    }),
    export_logging: phpCapFunction('exportLogging', 'log', {
      arguments: {
        format,
        logtype: { name: 'logType', value: 'text' },
        user: { name: 'username', value: 'text' },
        record: { name: 'recordId', value: 'text' },
        dag: { name: 'dag', value: 'text' },
        beginTime: { name: 'beginTime', value: 'time' },
        endTime: { name: 'endTime', value: 'time' },
      },
    }),
    export_version: {
      name: 'exportRedcapVersion',
      of: 'RedCapProject',
      arguments: {},
      sends: { content: 'version' },
      leaves: { format: ['csv'] },
    },
  },
};
