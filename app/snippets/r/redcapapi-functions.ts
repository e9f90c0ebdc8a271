import type { FunctionTable, RArgument, RFunction } from './r-function.ts';

const anyFrame = { format: ['csv', 'json'] } as const;
const anyFormat = { format: ['csv', 'json', 'xml'] } as const;
const frame = { kind: 'frame' } as const;
const text = { kind: 'text' } as const;

function list(name: string, more: Partial<RFunction> = {}): RFunction {
  return { name, parameters: {}, settled: anyFrame, fixed: [], result: frame, ...more };
}

function importing(name: string, more: Partial<RFunction> = {}): RFunction {
  const parameters = { data: { argument: 'data', form: 'table', required: true } } as const;
  return { name, parameters, settled: anyFrame, fixed: [], result: text, ...more };
}

function deleting(name: string, parameter: string, argument = parameter): RFunction {
  const parameters = { [parameter]: { argument, form: 'strings', required: true } } as const;
  return { name, parameters, settled: {}, fixed: [], result: text };
}

const record: RArgument = { argument: 'record', form: 'string', required: true };
const instrument: RArgument = { argument: 'instrument', form: 'string', required: true };
const event: RArgument = { argument: 'event', form: 'string' };
const repeatInstance: RArgument = { argument: 'repeat_instance', form: 'integer' };
const override: RArgument = { argument: 'override', form: 'logical', unsaid: '0' };

/** redcapAPI's functions. The connection is the first argument of each. */
export const redcapapiFunctions: FunctionTable = {
  library: 'redcapAPI',
  version: '2.12.0.9000',
  functions: {
    export_records: list('exportRecordsTyped', {
      parameters: {
        fields: { argument: 'fields', form: 'names' },
        forms: { argument: 'forms', form: 'names' },
        records: { argument: 'records', form: 'strings' },
        events: { argument: 'events', form: 'strings' },
        exportSurveyFields: { argument: 'survey', form: 'logical', unsaid: 'true', unsent: 'false' },
        exportDataAccessGroups: { argument: 'dag', form: 'logical', unsaid: 'false' },
        dateRangeBegin: { argument: 'date_begin', form: 'time' },
        dateRangeEnd: { argument: 'date_end', form: 'time' },
      },
      settled: {
        ...anyFrame,
        type: ['flat'],
        csvDelimiter: [','],
        rawOrLabel: ['raw', 'label'], // by `cast`
        rawOrLabelHeaders: ['raw'],
        exportCheckboxLabel: ['false'],
        combineCheckboxOptions: ['false'],
      },
      passedOn: ['filterLogic', 'exportBlankForGrayFormStatus'],
      fixed: ['filter_empty_rows = FALSE'],
    }),
    import_records: importing('importRecords', {
      parameters: {
        data: { argument: 'data', form: 'table', required: true },
        overwriteBehavior: { argument: 'overwriteBehavior', form: 'string', unsaid: 'normal' },
        returnContent: { argument: 'returnContent', form: 'string', unsaid: 'count' },
        forceAutoNumber: { argument: 'force_auto_number', form: 'logical', unsaid: 'false' },
      },
      settled: {
        ...anyFrame,
        type: ['flat'],
        backgroundProcess: ['0'],
        dateFormat: ['YMD'],
        csvDelimiter: [','],
      },
    }),
    delete_records: {
      name: 'deleteRecords',
      parameters: {
        records: { argument: 'records', form: 'strings', required: true },
        arm: { argument: 'arm', form: 'integer' },
        instrument: { argument: 'instrument', form: 'string' },
        event,
        repeat_instance: repeatInstance,
      },
      settled: {},
      // It would send FALSE or TRUE, where REDCap has 0 and 1: without a choice, nothing is sent.
      fixed: ['api_param = list(delete_logging = NULL)'],
      result: text,
    },
    rename_record: {
      name: 'renameRecord',
      parameters: {
        record: { argument: 'record_name', form: 'string', required: true },
        new_record_name: { argument: 'new_record_name', form: 'string', required: true },
        arm: { argument: 'arm', form: 'string' },
      },
      settled: {},
      fixed: [],
      result: { kind: 'flag' },
    },
    generate_next_record_name: {
      unused: 'exportNextRecordName() makes a number of the name, which 007 and 12-3 would not survive',
    },
    export_metadata: list('exportMetaData', {
      parameters: {
        fields: { argument: 'fields', form: 'names' },
        forms: { argument: 'forms', form: 'strings' },
      },
    }),
    import_metadata: importing('importMetaData'),
    export_field_names: list('exportFieldNames', {
      parameters: { field: { argument: 'fields', form: 'name' } },
    }),
    export_file: { unused: 'exportFiles() lets the server name the file' },
    import_file: {
      name: 'importFiles',
      parameters: {
        file: { argument: 'file', form: 'file', required: true },
        record,
        field: { argument: 'field', form: 'name', required: true },
        event,
        repeat_instance: repeatInstance,
      },
      settled: {},
      fixed: [],
      result: { kind: 'flag' },
    },
    delete_file: {
      name: 'deleteFiles',
      parameters: {
        record,
        field: { argument: 'field', form: 'name', required: true },
        event,
        repeat_instance: repeatInstance,
      },
      settled: {},
      fixed: [],
      result: { kind: 'flag' },
    },
    filerepo_create_folder: list('createFileRepositoryFolder', {
      parameters: {
        name: { argument: 'name', form: 'string', required: true },
        folder_id: { argument: 'folder_id', form: 'integer' },
        dag_id: { argument: 'dag_id', form: 'integer' },
        role_id: { argument: 'role_id', form: 'integer' },
      },
    }),
    filerepo_list: list('exportFileRepositoryListing', {
      parameters: { folder_id: { argument: 'folder_id', form: 'integer' } },
    }),
    filerepo_export: { unused: 'exportFromFileRepository() lets the server name the file' },
    filerepo_import: {
      name: 'importToFileRepository',
      parameters: {
        file: { argument: 'file', form: 'file', required: true },
        folder_id: { argument: 'folder_id', form: 'integer' },
      },
      settled: {},
      fixed: [],
      result: frame,
    },
    filerepo_delete: {
      name: 'deleteFromFileRepository',
      parameters: { doc_id: { argument: 'doc_id', form: 'integer', required: true } },
      settled: {},
      fixed: [],
      result: frame,
    },
    export_instruments: list('exportInstruments'),
    export_pdf: { unused: 'exportPdf() follows redirects, which would carry the token elsewhere' },
    export_instrument_event_mappings: list('exportMappings'),
    import_instrument_event_mappings: importing('importMappings', { numbers: ['arm_num'] }),
    create_project: { unused: 'createRedcapProject() takes six settings one by one, not a table' },
    import_project_info: importing('importProjectInformation', { numbers: ['purpose'] }),
    export_project_info: list('exportProjectInformation'),
    export_project_xml: {
      name: 'exportProjectXml',
      parameters: {
        records: { argument: 'records', form: 'strings' },
        fields: { argument: 'fields', form: 'names' },
        events: { argument: 'events', form: 'strings' },
        exportSurveyFields: { argument: 'survey', form: 'logical', unsaid: 'false' },
        exportDataAccessGroups: { argument: 'dag', form: 'logical', unsaid: 'false' },
        exportFiles: { argument: 'export_files', form: 'logical', unsaid: 'false' },
      },
      // It sends this parameter under a name that REDCap does not know, so that only the default works.
      settled: { format: ['xml'], returnMetadataOnly: ['false'] },
      passedOn: ['filterLogic'],
      fixed: ['file = "project.xml"', 'return_metadata_only = FALSE'],
      result: { kind: 'flag', done: 'Saved project.xml' },
    },
    export_arms: list('exportArms', { parameters: { arms: { argument: 'arms', form: 'strings' } } }),
    import_arms: importing('importArms', {
      parameters: { data: { argument: 'data', form: 'table', required: true }, override },
      numbers: ['arm_num'],
    }),
    delete_arms: deleting('deleteArms', 'arms'),
    export_events: list('exportEvents', { parameters: { arms: { argument: 'arms', form: 'integers' } } }),
    import_events: importing('importEvents', {
      parameters: { data: { argument: 'data', form: 'table', required: true }, override },
      numbers: ['arm_num'],
    }),
    delete_events: deleting('deleteEvents', 'events'),
    export_repeating: list('exportRepeatingInstrumentsEvents'),
    import_repeating: importing('importRepeatingInstrumentsEvents'),
    export_reports: list('exportReportsTyped', {
      parameters: { report_id: { argument: 'report_id', form: 'integer', required: true } },
      settled: {
        ...anyFrame,
        csvDelimiter: [','],
        rawOrLabel: ['raw', 'label'], // by `cast`
        rawOrLabelHeaders: ['raw'],
        exportCheckboxLabel: ['false'],
      },
    }),
    export_dags: list('exportDags'),
    import_dags: importing('importDags'),
    delete_dags: deleting('deleteDags', 'dags'),
    switch_dag: {
      name: 'switchDag',
      parameters: { dag: { argument: 'dag', form: 'string', required: true } },
      settled: {},
      fixed: [],
      result: { kind: 'flag' },
    },
    export_user_dag_assignments: list('exportUserDagAssignments'),
    import_user_dag_assignments: importing('importUserDagAssignments'),
    export_survey_link: {
      name: 'exportSurveyLink',
      parameters: { record, instrument, event, repeat_instance: repeatInstance },
      settled: anyFormat,
      fixed: [],
      result: text,
    },
    export_survey_participants: list('exportSurveyParticipants', { parameters: { instrument, event } }),
    export_survey_queue_link: {
      name: 'exportSurveyQueueLink',
      parameters: { record },
      settled: {},
      fixed: [],
      result: text,
    },
    export_survey_return_code: {
      name: 'exportSurveyReturnCode',
      parameters: { record, instrument, event, repeat_instance: repeatInstance },
      settled: {},
      fixed: [],
      result: text,
    },
    export_users: list('exportUsers'),
    import_users: { unused: 'importUsers() takes users out of their roles and puts them back unasked' },
    delete_users: deleting('deleteUsers', 'users'),
    export_user_roles: list('exportUserRoles'),
    import_user_roles: importing('importUserRoles', { fixed: ['consolidate = FALSE'] }),
    delete_user_roles: deleting('deleteUserRoles', 'roles', 'user_roles'),
    export_user_role_assignments: list('exportUserRoleAssignments'),
    import_user_role_assignments: importing('importUserRoleAssignments'),
    export_logging: list('exportLogging', {
      parameters: {
        logtype: { argument: 'logtype', form: 'string' },
        user: { argument: 'user', form: 'string' },
        record: { argument: 'record', form: 'string' },
        dag: { argument: 'dag', form: 'string' },
        beginTime: { argument: 'beginTime', form: 'time' },
        endTime: { argument: 'endTime', form: 'time' },
      },
    }),
    export_version: list('exportVersion', { settled: anyFormat, result: text }),
  },
};
