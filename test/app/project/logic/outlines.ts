import type { OutlineField, ProjectOutline } from '#app/project/outline.ts';

/** A field of the dictionary; a text field unless told otherwise. */
export function field(name: string, rest: Partial<OutlineField> = {}): OutlineField {
  return {
    name,
    label: name,
    form: 'enrolment',
    type: 'text',
    identifier: false,
    required: false,
    choices: [],
    validation: '',
    min: '',
    max: '',
    calculated: false,
    ...rest,
  };
}

const fields = [
  field('record_id', { label: 'Record ID' }),
  field('age', { label: 'Age at enrolment', validation: 'integer' }),
  field('sex', {
    label: '<b>Sex</b> at birth',
    type: 'radio',
    choices: [
      { code: '1', label: 'Female' },
      { code: '2', label: 'Male' },
    ],
  }),
  field('smoke', {
    label: 'Smokes',
    type: 'checkbox',
    choices: [
      { code: '1', label: 'Cigarettes' },
      { code: 'p', label: 'Pipe' },
    ],
  }),
  field('dob', { label: 'Date of birth', validation: 'date_dmy', identifier: true }),
  field('systolic', { label: 'Systolic pressure', form: 'visit', validation: 'integer' }),
];

const nothingElse = {
  title: 'Made up',
  status: 'development',
  redcapVersion: '15.0.0',
  autoNumbering: true,
  recordIdField: 'record_id',
  checkboxColumns: null,
  missingCodes: [],
  records: null,
  dags: null,
  users: null,
  roles: null,
  reports: null,
  missing: [],
  readAt: '2026-01-01T00:00:00Z',
} as const;

const forms = [
  { name: 'enrolment', label: 'Enrolment' },
  { name: 'visit', label: 'Visit' },
];

export const classic: ProjectOutline = {
  ...nothingElse,
  longitudinal: false,
  repeating: false,
  fields,
  forms,
  events: [],
  arms: [],
  mappings: [],
  repeatingForms: [],
};

export const longitudinal: ProjectOutline = {
  ...nothingElse,
  longitudinal: true,
  repeating: true,
  fields,
  forms,
  events: [
    { name: 'baseline_arm_1', label: 'Baseline' },
    { name: 'month_1_arm_1', label: 'Month 1' },
  ],
  arms: [{ name: '1', label: 'Arm 1' }],
  mappings: [
    { event: 'baseline_arm_1', form: 'enrolment' },
    { event: 'month_1_arm_1', form: 'visit' },
  ],
  repeatingForms: [{ event: 'month_1_arm_1', form: 'visit' }],
};

/** A project as large as the largest known: 40,000 fields of near names. */
export function large(): ProjectOutline {
  const many = Array.from({ length: 40_000 }, (_, index) =>
    field(`field_${String(index).padStart(5, '0')}`, { label: `Question number ${String(index)}` }),
  );
  return { ...classic, fields: [field('record_id'), ...many], recordIdField: 'record_id' };
}
