import { countAnswers } from './answers.ts';
import type { Method } from './method.ts';
import { confirmationFormat, formatWithOdm, importFormat, returnFormat } from './parameters.ts';

export const repeatingMethods = [
  {
    id: 'export_repeating',
    label: 'Export Repeating Instruments and Events',
    name: 'Export Repeating Set-up',
    group: 'Repeating Instruments and Events',
    content: 'repeatingFormsEvents',
    effect: 'read',
    danger: { level: 0, reason: 'lists which instruments and events repeat' },
    tokens: ['project'],
    rights: ['API Export', 'Project Design and Setup'],
    needs: 'repeating',
    parameters: [formatWithOdm, returnFormat],
    returns: { kind: 'rows', columns: ['event_name', 'form_name', 'custom_form_label'] },
    help: {
      summary:
        'Returns which instruments and events of the project repeat, with the label that each instance carries.',
      gotchas: [
        { text: 'An empty form_name means that the event itself repeats.', source: 'S5' },
        { text: 'REDCap refuses it where nothing repeats.', source: 'S5' },
        { text: 'The format ODM is listed, but nobody has recorded what it returns.', source: 'S2' },
      ],
      examples: [
        {
          format: 'json',
          body: '[{"event_name":"event_1_arm_1","form_name":"","custom_form_label":""}]',
          origin: 'recorded',
        },
        {
          format: 'csv',
          body: 'form_name,custom_form_label\nweight,[weight_date] [weight_time]\n',
          origin: 'recorded',
        },
        {
          format: 'xml',
          when: 'outermost name not recorded',
          body: '<?xml version="1.0" encoding="UTF-8" ?><items><item><event_name>event_1_arm_1</event_name><form_name></form_name><custom_form_label></custom_form_label></item></items>',
          origin: 'derived',
        },
      ],
      words: [
        'what repeats',
        'repeating forms',
        'instances',
        'repeat instances',
        'several visits',
        'which instruments repeat',
        'which forms repeat',
      ],
    },
    since: '8.2.0',
  },
  {
    id: 'import_repeating',
    label: 'Import Repeating Instruments and Events',
    name: 'Import Repeating Set-up',
    group: 'Repeating Instruments and Events',
    content: 'repeatingFormsEvents',
    action: 'import',
    effect: 'write',
    danger: { level: 3, reason: 'changes which instruments and events repeat' },
    tokens: ['project', 'super'],
    rights: ['API Import/Update', 'Project Design and Setup'],
    parameters: [
      importFormat,
      {
        kind: 'payload',
        format: 'asFormat',
        name: 'data',
        label: 'Repeating set-up',
        help: 'Every instrument and event that is to repeat, in the columns of their export.',
        more: 'Give the whole set-up: what is missing from it may stop repeating. A blank instrument makes the event itself repeat.',
        section: 'what',
        requirement: 'required',
        always: true,
        columns: [
          {
            name: 'event_name',
            required: false,
            note: 'The unique event name; longitudinal projects need it.',
          },
          {
            name: 'form_name',
            required: true,
            note: 'The unique instrument name; blank makes the event itself repeat.',
          },
          {
            name: 'custom_form_label',
            required: false,
            note: 'A label for each instance; it may name fields in brackets.',
          },
        ],
        examples: {
          csv: 'form_name,custom_form_label\nadverse_events,[ae_date]',
          json: '[{"form_name":"adverse_events","custom_form_label":"[ae_date]"}]',
        },
      },
      confirmationFormat,
    ],
    returns: { kind: 'count', of: 'repeating instruments and events imported' },
    help: {
      summary:
        'Sets which instruments and events of the project repeat, and the label that each instance carries.',
      gotchas: [
        {
          text: 'Treat it as replacing the whole set-up: instruments and events that you leave out may stop repeating.',
          source: 'S2',
        },
        { text: 'REDCap takes a super token for it, too.', source: 'S3' },
        {
          text: 'The column for the label is custom_form_label, whatever one description of the help pages says.',
          source: 'S4',
        },
      ],
      examples: countAnswers('1'),
      words: ['make a form repeat', 'repeating forms', 'set up repeating', 'add repeating instrument'],
    },
    since: '8.10.0',
  },
] as const satisfies readonly Method[];
