import type { Method } from './method.ts';
import { format, returnFormat } from './parameters.ts';

export const fieldNameMethods = [
  {
    id: 'export_field_names',
    label: 'Export List of Export Field Names (i.e. variables used during exports and imports)',
    name: 'Export Field Names',
    group: 'Field Names',
    content: 'exportFieldNames',
    effect: 'read',
    danger: { level: 0, reason: 'lists the column names of exports and imports' },
    tokens: ['project'],
    rights: ['API Export'],
    parameters: [
      format,
      {
        kind: 'text',
        of: 'fields',
        name: 'field',
        label: 'Field',
        help: 'One field. None means all fields.',
        more: 'A name that does not exist gives an error. A checkbox field answers with one row for each of its choices.',
        section: 'what',
        requirement: 'optional',
      },
      returnFormat,
    ],
    returns: { kind: 'rows', columns: ['original_field_name', 'choice_value', 'export_field_name'] },
    help: {
      summary: 'Returns the column names that exports and imports use, for one field or for all.',
      gotchas: [
        {
          text: 'A checkbox field has one row for each choice; calculated, file and descriptive fields are left out.',
          source: 'S3',
        },
      ],
      examples: [
        {
          format: 'json',
          body: '[{"original_field_name":"record_id","choice_value":"","export_field_name":"record_id"},{"original_field_name":"checkbox_field","choice_value":"1","export_field_name":"checkbox_field___1"},{"original_field_name":"form_1_complete","choice_value":"","export_field_name":"form_1_complete"}]',
          origin: 'recorded',
        },
        {
          format: 'csv',
          body: 'original_field_name,choice_value,export_field_name\nrecord_id,,record_id\ncheckbox_field,1,checkbox_field___1\nform_1_complete,,form_1_complete',
          origin: 'derived',
        },
        {
          format: 'xml',
          when: 'outermost name not recorded',
          body: '<?xml version="1.0" encoding="UTF-8" ?><items><item><original_field_name>record_id</original_field_name><choice_value></choice_value><export_field_name>record_id</export_field_name></item><item><original_field_name>checkbox_field</original_field_name><choice_value>1</choice_value><export_field_name>checkbox_field___1</export_field_name></item><item><original_field_name>form_1_complete</original_field_name><choice_value></choice_value><export_field_name>form_1_complete</export_field_name></item></items>',
          origin: 'derived',
        },
      ],
      words: ['column names', 'export names', 'checkbox columns', 'variable names', 'header names'],
    },
    since: '6.4.0',
  },
] as const satisfies readonly Method[];
