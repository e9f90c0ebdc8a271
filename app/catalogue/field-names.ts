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
        section: 'what',
        requirement: 'optional',
      },
      returnFormat,
    ],
    returns: { kind: 'rows', columns: ['original_field_name', 'choice_value', 'export_field_name'] },
    help: {
      summary: 'Returns the column names that exports and imports use, for one field or for all.',
      gotchas: [
        'A checkbox field has one row for each choice; calculated, file and descriptive fields are left out.',
      ],
    },
    since: '6.4.0',
  },
] as const satisfies readonly Method[];
