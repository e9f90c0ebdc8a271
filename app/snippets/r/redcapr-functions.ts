import type { FunctionTable, RArgument, RFunction } from './r-function.ts';

const records: RArgument = { argument: 'records', form: 'joined' };
const labels = {
  rawOrLabel: { argument: 'raw_or_label', form: 'string', unsaid: 'raw' },
  rawOrLabelHeaders: { argument: 'raw_or_label_headers', form: 'string', unsaid: 'raw' },
  exportCheckboxLabel: { argument: 'export_checkbox_label', form: 'logical', unsaid: 'false' },
} as const satisfies RFunction['parameters'];

/** The functions give a data frame, whatever format carried it. */
const anyFrame = { format: ['csv', 'json'] } as const;
const frame = { kind: 'frame', part: 'data' } as const;

function list(name: string, more: Partial<RFunction> = {}): RFunction {
  return { name, parameters: {}, settled: anyFrame, fixed: [], result: frame, ...more };
}

/** REDCapR's functions. The address, the token, `verbose` and `config_options` are arguments of each. */
export const redcaprFunctions: FunctionTable = {
  library: 'REDCapR',
  version: '1.6.0.9001',
  functions: {
    export_records: list('redcap_read_oneshot', {
      parameters: {
        records,
        fields: { argument: 'fields', form: 'names' },
        forms: { argument: 'forms', form: 'joined' },
        events: { argument: 'events', form: 'joined' },
        ...labels,
        exportSurveyFields: { argument: 'export_survey_fields', form: 'logical', unsaid: 'false' },
        exportDataAccessGroups: { argument: 'export_data_access_groups', form: 'logical', unsaid: 'false' },
        filterLogic: { argument: 'filter_logic', form: 'string', unsaid: '' },
        dateRangeBegin: { argument: 'datetime_range_begin', form: 'time' },
        dateRangeEnd: { argument: 'datetime_range_end', form: 'time' },
        exportBlankForGrayFormStatus: {
          argument: 'blank_for_gray_form_status',
          form: 'logical',
          unsaid: 'false',
        },
      },
      settled: {
        ...anyFrame,
        type: ['flat'],
        csvDelimiter: [','],
        combineCheckboxOptions: ['false'],
      },
    }),
    import_records: {
      name: 'redcap_write_oneshot',
      parameters: {
        data: { argument: 'ds', form: 'table', required: true },
        overwriteBehavior: {
          argument: 'overwrite_with_blanks',
          form: 'logical',
          unsaid: 'overwrite',
          unsent: 'normal',
        },
      },
      settled: {
        ...anyFrame,
        type: ['flat'],
        forceAutoNumber: ['false'],
        backgroundProcess: ['0'],
        dateFormat: ['YMD'],
        csvDelimiter: [','],
        returnContent: ['count', 'ids'],
      },
      fixed: [],
      result: {
        kind: 'outcome',
        doubt: 'length(result$affected_ids) == 0 || any(startsWith(result$affected_ids, "<"))',
      },
    },
    delete_records: {
      name: 'redcap_delete',
      parameters: {
        records: { argument: 'records_to_delete', form: 'strings', required: true },
        arm: { argument: 'arm_of_records_to_delete', form: 'integer' },
      },
      settled: {},
      fixed: [],
      result: { kind: 'outcome', doubt: 'is.na(result$records_affected_count)' },
    },
    generate_next_record_name: list('redcap_next_free_record_name', {
      result: { kind: 'told', failed: 'length(answer) == 0' },
    }),
    export_metadata: list('redcap_metadata_read', {
      parameters: {
        forms: { argument: 'forms', form: 'strings' },
        fields: { argument: 'fields', form: 'names' },
      },
    }),
    import_metadata: {
      name: 'redcap_metadata_write',
      parameters: { data: { argument: 'ds', form: 'table', required: true } },
      settled: anyFrame,
      fixed: [],
      result: { kind: 'outcome', doubt: 'is.na(result$field_count)' },
    },
    export_field_names: list('redcap_variables'),
    export_file: {
      name: 'redcap_file_download_oneshot',
      parameters: {
        record: { argument: 'record', form: 'string', required: true },
        field: { argument: 'field', form: 'name', required: true },
        event: { argument: 'event', form: 'string', unsaid: '' },
        repeat_instance: { argument: 'repeat_instance', form: 'integer' },
      },
      settled: {},
      fixed: ['overwrite = TRUE'],
      result: { kind: 'file' },
    },
    import_file: {
      name: 'redcap_file_upload_oneshot',
      parameters: {
        file: { argument: 'file_name', form: 'file', required: true },
        record: { argument: 'record', form: 'string', required: true },
        field: { argument: 'field', form: 'name', required: true },
        event: { argument: 'event', form: 'string', unsaid: '' },
      },
      settled: { repeat_instance: ['1'] },
      fixed: [],
      result: { kind: 'outcome' },
    },
    filerepo_list: list('redcap_file_repo_list_oneshot', {
      parameters: { folder_id: { argument: 'folder_id', form: 'integer' } },
    }),
    export_instruments: list('redcap_instruments'),
    export_pdf: {
      name: 'redcap_instrument_download',
      parameters: {
        record: { argument: 'record', form: 'string' },
        event: { argument: 'event', form: 'string', unsaid: '' },
        instrument: { argument: 'instrument', form: 'string', unsaid: '' },
      },
      settled: { repeat_instance: ['1'], compactDisplay: ['FALSE'] },
      fixed: ['overwrite = TRUE'],
      result: { kind: 'file' },
    },
    export_instrument_event_mappings: list('redcap_event_instruments', {
      parameters: { arms: { argument: 'arms', form: 'joined' } },
    }),
    export_project_info: list('redcap_project_info_read'),
    export_arms: list('redcap_arm_export'),
    export_events: list('redcap_event_read'),
    export_repeating: list('redcap_instrument_repeating'),
    export_reports: list('redcap_report', {
      parameters: {
        report_id: { argument: 'report_id', form: 'integer', required: true },
        ...labels,
      },
      settled: { ...anyFrame, csvDelimiter: [','] },
    }),
    export_dags: list('redcap_dag_read'),
    export_survey_link: {
      name: 'redcap_survey_link_export_oneshot',
      parameters: {
        record: { argument: 'record', form: 'string', required: true },
        instrument: { argument: 'instrument', form: 'string', required: true },
        event: { argument: 'event', form: 'string', unsaid: '' },
      },
      settled: { format: ['csv', 'json', 'xml'], repeat_instance: ['1'] },
      fixed: [],
      result: { kind: 'text', part: 'survey_link' },
    },
    export_users: list('redcap_users_export', { result: { kind: 'frame', part: 'data_user' } }),
    export_logging: list('redcap_log_read', {
      parameters: {
        record: { argument: 'record', form: 'string' },
        user: { argument: 'user', form: 'string' },
        // Without a beginning it reads the last seven days; it cannot be told an end within a day.
        beginTime: { argument: 'log_begin_date', form: 'day', required: true },
      },
      // So that today is in it, wherever the server stands.
      fixed: ['log_end_date = Sys.Date() + 1L'],
    }),
    export_version: list('redcap_version', {
      settled: { format: ['csv', 'json', 'xml'] },
      result: { kind: 'told', failed: 'answer == "0.0.0"' },
    }),
  },
};

/** What exports records in batches: it takes all that `redcap_read_oneshot` takes, and these. */
export const redcaprBatches = {
  name: 'redcap_read',
  size: 'batch_size',
  pause: 'interbatch_delay',
} as const;
