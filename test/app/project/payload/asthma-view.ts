import { viewProject, type PayloadProject, type ProjectView } from '#app/project/payload/project-view.ts';
import type { OutlineField } from '#app/project/outline.ts';

const blank: OutlineField = {
  name: '',
  label: '',
  form: 'visit',
  type: 'text',
  identifier: false,
  required: false,
  choices: [],
  validation: '',
  min: '',
  max: '',
  calculated: false,
};

export function field(name: string, given: Partial<OutlineField> = {}): OutlineField {
  return { ...blank, name, label: `Label of ${name}`, ...given };
}

const choices = [
  { code: '1', label: 'Mild' },
  { code: '2', label: '<b>Severe</b>' },
];

export const fields: readonly OutlineField[] = [
  field('record_id', { form: 'enrolment' }),
  field('sex', { form: 'enrolment', type: 'radio', choices }),
  field('triggers', {
    form: 'enrolment',
    type: 'checkbox',
    choices: [...choices, { code: '-9', label: 'Unknown' }],
  }),
  field('scan', { form: 'enrolment', type: 'file' }),
  field('about', { form: 'enrolment', type: 'descriptive' }),
  field('age', { form: 'enrolment', type: 'calc', calculated: true }),
  field('day', { validation: 'date_mdy', min: '2020-01-01', max: 'today' }),
  field('weight', { validation: 'number', min: '2', max: '300' }),
  field('note', { type: 'notes' }),
  field('attack', { form: 'attacks' }),
];

const named = (names: readonly string[]) => names.map((name) => ({ name, label: `The ${name}` }));

export const classic: PayloadProject = {
  longitudinal: false,
  autoNumbering: true,
  recordIdField: 'record_id',
  fields,
  forms: named(['enrolment', 'visit', 'attacks']),
  checkboxColumns: null,
  missingCodes: [],
  events: [],
  mappings: [],
  repeatingForms: [],
  dags: [],
};

export const longitudinal: PayloadProject = {
  ...classic,
  longitudinal: true,
  events: named(['base_arm_1', 'later_arm_1', 'extra_arm_1']),
  mappings: [
    { event: 'base_arm_1', form: 'enrolment' },
    { event: 'base_arm_1', form: 'visit' },
    { event: 'later_arm_1', form: 'visit' },
    { event: 'later_arm_1', form: 'attacks' },
    { event: 'extra_arm_1', form: 'visit' },
  ],
  repeatingForms: [
    { event: 'later_arm_1', form: 'attacks' },
    { event: 'extra_arm_1', form: '' },
  ],
  dags: [{ name: 'north', label: 'North Clinic' }],
};

export const classicView: ProjectView = viewProject(classic);
export const longitudinalView: ProjectView = viewProject(longitudinal);
