import type { Method } from './method.ts';
import {
  csvDelimiter,
  decimalCharacter,
  exportCheckboxLabel,
  formatWithOdm,
  rawOrLabel,
  rawOrLabelHeaders,
  returnFormat,
} from './parameters.ts';

export const reportMethods = [
  {
    id: 'export_reports',
    label: 'Export Reports',
    name: 'Export a Report',
    group: 'Reports',
    content: 'report',
    effect: 'read',
    danger: { level: 0, reason: 'returns study data' },
    tokens: ['project'],
    rights: ['API Export'],
    rightsNote: 'You also need access to the report itself; your data export rights apply to its fields.',
    // The order in which the original prints them [S10]. A report is always flat, so nothing depends on a type.
    parameters: [
      formatWithOdm,
      {
        kind: 'integer',
        of: 'reports',
        min: 1,
        name: 'report_id',
        label: 'Report',
        help: 'The number of the report.',
        more: "REDCap shows it beside the report's name in the list of reports. The API has no method that lists reports.",
        section: 'what',
        requirement: 'required',
        always: true,
      },
      { ...csvDelimiter, always: true },
      rawOrLabel,
      { ...rawOrLabelHeaders, shownWhen: [{ parameter: 'format', is: 'csv' }] },
      { ...exportCheckboxLabel, shownWhen: [{ parameter: 'rawOrLabel', is: 'label' }] },
      returnFormat,
      decimalCharacter,
    ],
    returns: { kind: 'rows' },
    help: {
      summary: 'Returns the data of a report, with the columns, filters and order that were set up for it.',
      gotchas: [
        { text: 'The answer is always flat: one row for each record, event and instance.', source: 'S2' },
      ],
      examples: [
        {
          format: 'json',
          body: '[{"record_id":"1","redcap_event_name":"event_1_arm_1","checkbox_field___1":"0","checkbox_field___2":"1"}]',
          origin: 'recorded',
        },
        {
          format: 'csv',
          body: 'record_id,redcap_event_name,checkbox_field___1,checkbox_field___2\n1,event_1_arm_1,0,1',
          origin: 'derived',
        },
        {
          format: 'xml',
          body: '<?xml version="1.0" encoding="UTF-8" ?><records><item><record_id>1</record_id><redcap_event_name>event_1_arm_1</redcap_event_name><checkbox_field___1>0</checkbox_field___1><checkbox_field___2>1</checkbox_field___2></item></records>',
          origin: 'derived',
        },
        {
          format: 'odm',
          when: 'shortened',
          body: '<?xml version="1.0" encoding="UTF-8" ?>\n<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:redcap="https://projectredcap.org" ODMVersion="1.3.1" FileType="Snapshot">\n<ClinicalData StudyOID="Project.MyProject">\n<SubjectData SubjectKey="1" redcap:RecordIdField="record_id">\n<FormData FormOID="Form.form_1" FormRepeatKey="1">\n<ItemGroupData ItemGroupOID="form_1.record_id">\n<ItemData ItemOID="field_1" Value="1"/>\n</ItemGroupData></FormData></SubjectData></ClinicalData></ODM>',
          origin: 'derived',
        },
      ],
      words: [
        'saved report',
        'report data',
        'run a report',
        'data of a report',
        'report id',
        'list of reports',
        'stats and reports',
      ],
    },
    since: '6.0.0',
  },
] as const satisfies readonly Method[];
