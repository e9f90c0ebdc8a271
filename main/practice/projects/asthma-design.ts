import type { Dag, DesignSource } from '../model/design.ts';
import type { Allocation, Randomization } from '../model/project.ts';
import { instrumentFields } from './dictionary.ts';

const FIELDS = [
  ...instrumentFields('enrolment', [
    ['study_id', 'text', 'Study ID'],
    ['enrol_date', 'text', 'Date of enrolment', { validation: 'date_ymd', required: true }],
    ['initials', 'text', 'Initials', { identifier: true }],
    ['dob', 'text', 'Date of birth', { validation: 'date_ymd', identifier: true }],
    ['age', 'calc', 'Age at enrolment (years)', { calc: 'rounddown(datediff([dob], [enrol_date], "y"))' }],
    ['sex', 'radio', 'Sex', { choices: '0, Female | 1, Male' }],
    ['severity', 'radio', 'Severity', { choices: '1, Mild | 2, Moderate | 3, Severe', required: true }],
    [
      'triggers',
      'checkbox',
      'Known triggers',
      { choices: '1, Pollen | 2, House dust | 3, Exercise | 4, Cold air' },
    ],
    ['consent_form', 'file', 'Signed consent form'],
    [
      'treatment',
      'radio',
      'Allocated treatment',
      { choices: 'A, Inhaler A | B, Inhaler B', annotation: '@READONLY', note: 'Set by the randomization' },
    ],
  ]),
  ...instrumentFields('spirometry', [
    ['spiro_date', 'text', 'Date of spirometry', { validation: 'date_ymd' }],
    ['fev1', 'text', 'FEV1 (l)', { validation: 'number_2dp', min: '0.30', max: '7.00' }],
    ['fvc', 'text', 'FVC (l)', { validation: 'number_2dp', min: '0.50', max: '8.00' }],
    ['fev1_ratio', 'calc', 'FEV1/FVC (%)', { calc: 'round(100 * [fev1] / [fvc], 1)' }],
    ['quality', 'dropdown', 'Quality of the curve', { choices: 'A, Very good | B, Good | C, Poor' }],
    ['spiro_report', 'file', 'Report of the device'],
  ]),
  ...instrumentFields('asthma_control', [
    [
      'act_activity',
      'radio',
      'Asthma kept me from daily work',
      {
        choices: '1, All the time | 2, Mostly | 3, Sometimes | 4, Rarely | 5, Never',
        section: 'In the last 4 weeks',
      },
    ],
    [
      'act_breath',
      'radio',
      'Shortness of breath',
      { choices: '1, More than daily | 2, Daily | 3, Some days | 4, Once or twice | 5, Never' },
    ],
    [
      'act_night',
      'radio',
      'Woken at night',
      { choices: '1, Most nights | 2, Some nights | 3, Once a week | 4, Once or twice | 5, Never' },
    ],
    ['act_sum', 'calc', 'Control score', { calc: 'sum([act_activity], [act_breath], [act_night])' }],
    ['wellbeing', 'slider', 'How well do you feel?', { choices: 'Very bad | Fair | Very well' }],
  ]),
  ...instrumentFields('exacerbation', [
    ['attack_date', 'text', 'Start of the attack', { validation: 'date_ymd' }],
    ['attack_grade', 'radio', 'Grade', { choices: '1, Mild | 2, Moderate | 3, Severe' }],
    ['steroid', 'yesno', 'Were steroids given by mouth?'],
    ['attack_notes', 'notes', 'Remarks'],
  ]),
  ...instrumentFields('visit_note', [
    ['reason', 'dropdown', 'Reason of the visit', { choices: '1, Symptoms | 2, Medication | 3, Other' }],
    ['visit_note', 'notes', 'Note'],
  ]),
];

const FORMS_AT: Readonly<Record<string, readonly string[]>> = {
  baseline: ['enrolment', 'spirometry', 'asthma_control'],
  month_3: ['spirometry', 'asthma_control', 'exacerbation'],
  unscheduled_visit: ['spirometry', 'visit_note'],
};

const EVENTS = ([1, 2] as const).flatMap((arm) =>
  (['Baseline', 'Month 3', 'Unscheduled visit'] as const).map((name, index) => ({
    id: 500 + arm * 10 + index,
    name,
    arm,
    uniqueName: `${name.toLowerCase().replaceAll(' ', '_')}_arm_${arm}`,
    customLabel: '',
  })),
);

export const ASTHMA_DESIGN: DesignSource = {
  longitudinal: true,
  instruments: [
    { name: 'enrolment', label: 'Enrolment', survey: false },
    { name: 'spirometry', label: 'Spirometry', survey: false },
    { name: 'asthma_control', label: 'Asthma Control Test', survey: true },
    { name: 'exacerbation', label: 'Exacerbation', survey: false },
    { name: 'visit_note', label: 'Visit Note', survey: false },
  ],
  fields: FIELDS,
  arms: [
    { number: 1, name: 'Adults' },
    { number: 2, name: 'Adolescents' },
  ],
  events: EVENTS,
  designations: EVENTS.flatMap(({ uniqueName }) =>
    (FORMS_AT[uniqueName.replace(/_arm_\d$/, '')] ?? []).map((form) => ({ event: uniqueName, form })),
  ),
  repeats: ([1, 2] as const).flatMap((arm) => [
    { event: `month_3_arm_${arm}`, form: 'exacerbation', label: '[attack_date]' },
    { event: `unscheduled_visit_arm_${arm}`, form: '', label: '' },
  ]),
};

export const ASTHMA_GROUPS: readonly Dag[] = [
  { id: 31, name: 'North Clinic', uniqueName: 'north_clinic' },
  { id: 32, name: 'South Clinic', uniqueName: 'south_clinic' },
  { id: 33, name: 'Harbour Hospital', uniqueName: 'harbour_hospital' },
];

/** Blocks of four, stratified by severity, open to see. */
const BLOCKS = ['ABBA', 'BABA', 'AABB', 'BAAB', 'ABAB', 'BBAA'] as const;

const ALLOCATIONS: readonly Allocation[] = ['1', '2', '3'].flatMap((severity) =>
  [...BLOCKS.join('')].map((group, index) => ({
    stratum: [severity],
    group,
    number: `R-${severity}${String(index + 1).padStart(3, '0')}`,
  })),
);

export const ASTHMA_RANDOMIZATION: Omit<Randomization, 'given'> = {
  id: 7,
  events: ['baseline_arm_1', 'baseline_arm_2'],
  targetField: 'treatment',
  stratumFields: ['severity'],
  allocations: ALLOCATIONS,
};
