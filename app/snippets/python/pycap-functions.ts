import type { Library, LibraryArgument, LibraryFunction } from '#app/snippets/library-functions.ts';

export interface PyCapFunction extends LibraryFunction {
  /**
   * CSV can be had as a data frame. PyCap would index one `ofRecords` by columns it asks the server for first,
   * unless it is told otherwise in `df_kwargs`.
   */
  readonly frame?: 'plain' | 'ofRecords';
  /** It asks for the fields of the request and some more: the ID field, the status of each form, or all fields. */
  readonly completesFields?: true;
}

const csvJsonXml = { oneOf: ['json', 'csv', 'xml'] } as const;
const format: LibraryArgument = { name: 'format_type', value: csvJsonXml, default: 'json' };
const importFormat: LibraryArgument = { name: 'import_format', value: csvJsonXml, default: 'json' };
const returnFormat: LibraryArgument = { name: 'return_format_type', value: csvJsonXml, default: 'json' };
const toImport: LibraryArgument = { name: 'to_import', value: 'payload', required: true };
const arms: LibraryArgument = { name: 'arms', value: 'texts' };
const event: LibraryArgument = { name: 'event', value: 'text' };
const record: LibraryArgument = { name: 'record', value: 'text' };
const instrument: LibraryArgument = { name: 'instrument', value: 'text' };
const repeatInstance: LibraryArgument = { name: 'repeat_instance', value: 'integer' };
const override: LibraryArgument = { name: 'override', value: 'bit', default: '0' };
const rawOrLabel: LibraryArgument = {
  name: 'raw_or_label',
  value: { oneOf: ['raw', 'label'] },
  default: 'raw',
};
const rawOrLabelHeaders: LibraryArgument = { ...rawOrLabel, name: 'raw_or_label_headers' };
const recordType: LibraryArgument = {
  name: 'record_type',
  value: { oneOf: ['flat', 'eav'] },
  default: 'flat',
};
const checkboxLabels: LibraryArgument = { name: 'export_checkbox_labels', value: 'switch', default: 'false' };
const commaOrNone: readonly string[] = ['', ','];

/** An export's errors come in the format of its data, whatever `returnFormat` says. */
const errorsAsData = { returnFormat: 'any' } as const;

function exporting(name: string, content: string, more: Partial<PyCapFunction> = {}): PyCapFunction {
  return {
    name,
    frame: 'plain',
    leaves: errorsAsData,
    ...more,
    arguments: { format, ...more.arguments },
    sends: { content, format: 'json', ...more.sends },
  };
}

function importing(name: string, content: string, more: Partial<PyCapFunction> = {}): PyCapFunction {
  return {
    name,
    ...more,
    arguments: { data: toImport, returnFormat, format: importFormat, ...more.arguments },
    sends: { content, format: 'json', returnFormat: 'json', ...more.sends },
  };
}

function deleting(name: string, content: string, list: string): PyCapFunction {
  return {
    name,
    arguments: { [list]: { name: list, value: 'texts', required: true }, returnFormat },
    sends: { content, action: 'delete', returnFormat: 'json' },
  };
}

const fileField = { record, field: { name: 'field', value: 'text' }, event } as const;

function surveyText(name: string, content: string): PyCapFunction {
  return {
    name,
    arguments: { record, instrument, event, repeat_instance: repeatInstance },
    sends: { content, returnFormat: 'csv', repeat_instance: '1' },
    leaves: errorsAsData,
  };
}

/** Which function of PyCap takes which parameter. Read from its source at this version. */
export const pyCap: Library<PyCapFunction> = {
  name: 'PyCap',
  version: '2.7.0',
  functions: {
    export_records: {
      name: 'export_records',
      frame: 'ofRecords',
      completesFields: true,
      asksFirst: ['metadata'],
      arguments: {
        format,
        records: { name: 'records', value: 'texts' },
        fields: { name: 'fields', value: 'texts' },
        forms: { name: 'forms', value: 'texts' },
        events: { name: 'events', value: 'texts' },
        rawOrLabel,
        rawOrLabelHeaders,
        type: recordType,
        exportSurveyFields: { name: 'export_survey_fields', value: 'switch', default: 'false' },
        exportDataAccessGroups: { name: 'export_data_access_groups', value: 'switch', default: 'false' },
        exportCheckboxLabel: checkboxLabels,
        filterLogic: { name: 'filter_logic', value: 'text' },
        dateRangeBegin: { name: 'date_begin', value: 'time' },
        dateRangeEnd: { name: 'date_end', value: 'time' },
        decimalCharacter: { name: 'decimal_character', value: { oneOf: [',', '.'] } },
        exportBlankForGrayFormStatus: {
          name: 'export_blank_for_gray_form_status',
          value: 'switch',
          default: 'false',
        },
      },
      sends: {
        content: 'record',
        format: 'json',
        type: 'flat',
        rawOrLabel: 'raw',
        rawOrLabelHeaders: 'raw',
        eventName: 'label',
      },
      leaves: { ...errorsAsData, csvDelimiter: commaOrNone, combineCheckboxOptions: ['false'] },
    },
    import_records: importing('import_records', 'record', {
      arguments: {
        returnContent: {
          name: 'return_content',
          value: { oneOf: ['count', 'ids', 'auto_ids', 'nothing'] },
          default: 'count',
        },
        overwriteBehavior: {
          name: 'overwrite',
          value: { oneOf: ['normal', 'overwrite'] },
          default: 'normal',
        },
        type: recordType,
        dateFormat: { name: 'date_format', value: { oneOf: ['YMD', 'DMY', 'MDY'] }, default: 'YMD' },
        forceAutoNumber: { name: 'force_auto_number', value: 'switch', default: 'false' },
        backgroundProcess: { name: 'background_process', value: 'switch' },
      },
      sends: {
        overwriteBehavior: 'normal',
        returnContent: 'count',
        type: 'flat',
        dateFormat: 'YMD',
        forceAutoNumber: 'False',
      },
      leaves: { csvDelimiter: commaOrNone },
    }),
    delete_records: {
      name: 'delete_records',
      arguments: {
        records: { name: 'records', value: 'texts', required: true },
        arm: { name: 'arm', value: 'text' },
        instrument,
        event,
        repeat_instance: repeatInstance,
        delete_logging: { name: 'delete_logging', value: 'switch', default: '0' },
        returnFormat,
      },
      sends: {
        content: 'record',
        type: 'flat',
        action: 'delete',
        delete_logging: '0',
        returnFormat: 'json',
      },
    },
    generate_next_record_name: {
      name: 'generate_next_record_name',
      arguments: {},
      sends: { content: 'generateNextRecordName', format: 'csv' },
    },
    export_metadata: exporting('export_metadata', 'metadata', {
      arguments: {
        fields: { name: 'fields', value: 'texts' },
        forms: { name: 'forms', value: 'texts' },
      },
    }),
    import_metadata: importing('import_metadata', 'metadata', { sends: { dateFormat: 'YMD' } }),
    export_field_names: exporting('export_field_names', 'exportFieldNames', {
      arguments: { field: { name: 'field', value: 'text' } },
    }),
    export_file: {
      name: 'export_file',
      arguments: { ...fileField, repeat_instance: repeatInstance },
      sends: { content: 'file', action: 'export' },
      leaves: errorsAsData,
      asksFirst: ['metadata'],
    },
    import_file: {
      name: 'import_file',
      arguments: {
        ...fileField,
        file: { name: 'file_name', value: 'fileNameAndObject', required: true },
        repeat_instance: repeatInstance,
      },
      sends: { content: 'file', action: 'import' },
      leaves: errorsAsData,
      asksFirst: ['metadata'],
    },
    delete_file: {
      name: 'delete_file',
      arguments: fileField,
      sends: { content: 'file', action: 'delete' },
      leaves: errorsAsData,
      asksFirst: ['metadata'],
    },
    filerepo_create_folder: {
      name: 'create_folder_in_repository',
      arguments: {
        name: { name: 'name', value: 'text' },
        folder_id: { name: 'folder_id', value: 'integer' },
        dag_id: { name: 'dag_id', value: 'integer' },
        role_id: { name: 'role_id', value: 'integer' },
        format,
        returnFormat,
      },
      sends: { content: 'fileRepository', action: 'createFolder', format: 'json', returnFormat: 'json' },
    },
    filerepo_list: {
      name: 'export_file_repository',
      arguments: { folder_id: { name: 'folder_id', value: 'integer' }, format, returnFormat },
      sends: { content: 'fileRepository', action: 'list', format: 'json', returnFormat: 'json' },
    },
    filerepo_export: {
      name: 'export_file_from_repository',
      arguments: { doc_id: { name: 'doc_id', value: 'integer', required: true } },
      sends: { content: 'fileRepository', action: 'export', returnFormat: 'json' },
      // It has an argument for it, but stumbles over its own answer when that says CSV.
      leaves: errorsAsData,
    },
    filerepo_import: {
      name: 'import_file_into_repository',
      arguments: {
        file: { name: 'file_name', value: 'fileNameAndObject', required: true },
        folder_id: { name: 'folder_id', value: 'integer' },
      },
      sends: { content: 'fileRepository', action: 'import' },
      leaves: errorsAsData,
    },
    filerepo_delete: {
      name: 'delete_file_from_repository',
      arguments: { doc_id: { name: 'doc_id', value: 'integer', required: true } },
      sends: { content: 'fileRepository', action: 'delete', returnFormat: 'json' },
      // As with `export_file_from_repository`.
      leaves: errorsAsData,
    },
    export_instruments: exporting('export_instruments', 'instrument'),
    export_pdf: {
      name: 'export_pdf',
      arguments: {
        record,
        event,
        instrument,
        repeat_instance: repeatInstance,
        allRecords: { name: 'all_records', value: 'switch' },
        compactDisplay: { name: 'compact_display', value: 'switch', default: 'FALSE' },
      },
      sends: { content: 'pdf', action: 'export', returnFormat: 'json' },
      leaves: errorsAsData,
    },
    export_instrument_event_mappings: exporting('export_instrument_event_mappings', 'formEventMapping', {
      arguments: { arms },
    }),
    import_instrument_event_mappings: importing('import_instrument_event_mappings', 'formEventMapping', {
      sends: { action: 'import' },
    }),
    export_project_info: exporting('export_project_info', 'project'),
    export_arms: exporting('export_arms', 'arm', { arguments: { arms } }),
    import_arms: importing('import_arms', 'arm', {
      arguments: { override },
      sends: { action: 'import', override: '0' },
    }),
    delete_arms: deleting('delete_arms', 'arm', 'arms'),
    export_events: exporting('export_events', 'event', { arguments: { arms } }),
    import_events: importing('import_events', 'event', {
      arguments: { override },
      sends: { action: 'import', override: '0' },
    }),
    delete_events: deleting('delete_events', 'event', 'events'),
    export_repeating: exporting('export_repeating_instruments_events', 'repeatingFormsEvents'),
    import_repeating: importing('import_repeating_instruments_events', 'repeatingFormsEvents'),
    export_reports: exporting('export_report', 'report', {
      frame: 'ofRecords',
      arguments: {
        report_id: { name: 'report_id', value: 'text' },
        rawOrLabel,
        rawOrLabelHeaders,
        exportCheckboxLabel: checkboxLabels,
        csvDelimiter: {
          name: 'csv_delimiter',
          value: { oneOf: ['', ',', 'tab', ';', '|', '^'] },
          default: '',
        },
      },
      sends: { rawOrLabel: 'raw', rawOrLabelHeaders: 'raw', csvDelimiter: ',' },
    }),
    export_dags: exporting('export_dags', 'dag'),
    import_dags: importing('import_dags', 'dag', { sends: { action: 'import' } }),
    delete_dags: deleting('delete_dags', 'dag', 'dags'),
    switch_dag: {
      name: 'switch_dag',
      arguments: { dag: { name: 'dag', value: 'text' } },
      sends: { content: 'dag', action: 'switch', returnFormat: 'csv' },
      leaves: errorsAsData,
    },
    export_user_dag_assignments: exporting('export_user_dag_assignment', 'userDagMapping'),
    import_user_dag_assignments: importing('import_user_dag_assignment', 'userDagMapping', {
      sends: { action: 'import' },
    }),
    export_survey_link: {
      ...surveyText('export_survey_link', 'surveyLink'),
      leaves: { ...errorsAsData, format: 'any' },
    },
    export_survey_participants: exporting('export_survey_participant_list', 'participantList', {
      arguments: { instrument, event },
    }),
    export_survey_queue_link: {
      name: 'export_survey_queue_link',
      arguments: { record },
      sends: { content: 'surveyQueueLink', returnFormat: 'csv' },
      leaves: errorsAsData,
    },
    export_survey_return_code: surveyText('export_survey_return_code', 'surveyReturnCode'),
    export_survey_access_code: surveyText('export_survey_access_code', 'surveyAccessCode'),
    export_users: exporting('export_users', 'user'),
    import_users: importing('import_users', 'user'),
    delete_users: deleting('delete_users', 'user', 'users'),
    export_user_roles: exporting('export_user_roles', 'userRole'),
    import_user_roles: importing('import_user_roles', 'userRole'),
    delete_user_roles: deleting('delete_user_roles', 'userRole', 'roles'),
    export_user_role_assignments: exporting('export_user_role_assignment', 'userRoleMapping'),
    import_user_role_assignments: importing('import_user_role_assignment', 'userRoleMapping'),
    export_logging: exporting('export_logging', 'log', {
      arguments: {
        returnFormat: { name: 'return_format_type', value: csvJsonXml },
        logtype: { name: 'log_type', value: 'text' },
        user: { name: 'user', value: 'text' },
        record,
        dag: { name: 'dag', value: 'text' },
        beginTime: { name: 'begin_time', value: 'time' },
        endTime: { name: 'end_time', value: 'time' },
      },
    }),
    export_version: {
      name: 'export_version',
      arguments: {},
      sends: { content: 'version' },
      leaves: { format: ['csv'] },
    },
  },
};
