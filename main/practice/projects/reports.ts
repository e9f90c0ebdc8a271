import type { Report } from '../model/reports.ts';

export const REGISTRY_REPORTS: readonly Report[] = [
  {
    id: 201,
    title: 'Contact list',
    fields: ['last_name', 'first_name', 'phone', 'email', 'consent'],
    filterLogic: '[consent] = "1"',
    order: [{ field: 'last_name' }, { field: 'first_name' }],
  },
  {
    id: 202,
    title: 'High blood pressure',
    fields: ['age', 'sex', 'systolic', 'diastolic', 'drugs'],
    filterLogic: '[systolic] >= 160',
    order: [{ field: 'systolic', descending: true }],
  },
  {
    id: 203,
    title: 'Missing visits',
    fields: ['enrol_date', 'enrolment_complete', 'clinic_visit_complete'],
    filterLogic: '[visit_time] = ""',
    order: [],
    users: ['practice_owner', 'practice_reader'],
  },
];

export const TRIAL_REPORTS: readonly Report[] = [
  {
    id: 301,
    title: 'Enrolment by site',
    fields: ['enrol_date', 'age', 'sex', 'severity', 'triggers', 'treatment'],
    filterLogic: '',
    order: [{ field: 'enrol_date' }],
    events: ['baseline_arm_1', 'baseline_arm_2'],
    showsGroups: true,
  },
  {
    id: 302,
    title: 'Severe attacks',
    fields: ['attack_date', 'attack_grade', 'steroid', 'attack_notes'],
    filterLogic: '[attack_grade] = "3"',
    order: [{ field: 'attack_date', descending: true }],
  },
  {
    id: 303,
    title: 'Lung function over time',
    fields: ['spiro_date', 'fev1', 'fvc', 'fev1_ratio'],
    filterLogic: '[fev1] <> ""',
    order: [{ field: 'study_id' }, { field: 'spiro_date' }],
  },
];
