import { designOf } from '../model/design.ts';
import type { Project, StudyRecord } from '../model/project.ts';
import { usersByName } from '../model/members.ts';
import { settingsOf } from '../model/settings.ts';
import { instrumentFields } from './dictionary.ts';
import { writeHistory } from './history.ts';
import { REGISTRY_USERS } from './members.ts';
import { madeUpPerson } from './people.ts';
import { REGISTRY_REPORTS } from './reports.ts';
import { repositoryOf } from './repository.ts';
import { dayAfter, seededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';
import { calculateAll, storeTextFile, storeValues } from './store.ts';

const EVENT = 'event_1_arm_1';
const RECORDS = 60;
const FIRST_DAY = '2025-01-13';

const FIELDS = [
  ...instrumentFields('enrolment', [
    ['record_id', 'text', 'Record ID'],
    ['enrol_date', 'text', 'Date of enrolment', { validation: 'date_ymd', required: true }],
    ['consent', 'yesno', 'Has the patient given written consent?', { required: true }],
    ['consent_form', 'file', 'Signed consent form', { branching: '[consent] = "1"' }],
    ['first_name', 'text', 'First name', { section: 'Contact', identifier: true }],
    ['last_name', 'text', 'Last name', { identifier: true }],
    ['email', 'text', 'E-mail', { validation: 'email', identifier: true }],
    ['phone', 'text', 'Telephone', { validation: 'phone', identifier: true, note: 'With area code' }],
    ['dob', 'text', 'Date of birth', { validation: 'date_ymd', identifier: true, section: 'Person' }],
    ['age', 'calc', 'Age at enrolment (years)', { calc: 'rounddown(datediff([dob], [enrol_date], "y"))' }],
    ['sex', 'radio', 'Sex', { choices: '0, Female | 1, Male | 2, Other or not stated' }],
    [
      'smoking',
      'dropdown',
      'Smoking',
      { choices: '0, Never smoked | 1, Stopped more than a year ago | 2, Stopped within a year | 3, Smokes' },
    ],
  ]),
  ...instrumentFields('medical_history', [
    [
      'htn_since',
      'text',
      'Hypertension known since (year)',
      { validation: 'integer', min: '1950', max: '2026' },
    ],
    ['family_history', 'yesno', 'Hypertension in the family?'],
    ['white_coat', 'truefalse', 'White-coat effect has been excluded'],
    [
      'conditions',
      'checkbox',
      'Other conditions',
      {
        choices: '1, Diabetes | 2, Chronic kidney disease | 3, Stroke | 4, Heart failure | 9, None of these',
      },
    ],
    [
      'drugs',
      'checkbox',
      'Blood pressure drugs',
      {
        choices:
          'ace, ACE inhibitor | arb, Angiotensin blocker | ccb, Calcium channel blocker | diu, Diuretic',
      },
    ],
    ['history_notes', 'notes', 'Remarks on the history'],
  ]),
  ...instrumentFields('clinic_visit', [
    ['visit_intro', 'descriptive', 'Measure after five minutes of rest, arm at heart level.'],
    ['visit_time', 'text', 'Date and time of the visit', { validation: 'datetime_ymd' }],
    ['height_cm', 'text', 'Height (cm)', { validation: 'number', min: '120', max: '220' }],
    ['weight_kg', 'text', 'Weight (kg)', { validation: 'number', min: '35', max: '220' }],
    ['bmi', 'calc', 'Body mass index', { calc: 'round([weight_kg] / (([height_cm] / 100)^2), 1)' }],
    ['systolic', 'text', 'Systolic pressure (mmHg)', { validation: 'integer', min: '70', max: '260' }],
    ['diastolic', 'text', 'Diastolic pressure (mmHg)', { validation: 'integer', min: '40', max: '160' }],
    [
      'mean_pressure',
      'calc',
      'Mean arterial pressure',
      { calc: 'round([diastolic] + ([systolic] - [diastolic]) / 3, 0)' },
    ],
    ['arm_used', 'radio', 'Arm used', { choices: 'L, Left | R, Right' }],
    ['potassium', 'text', 'Potassium (mmol/l)', { validation: 'number', min: '2', max: '7' }],
    ['next_visit', 'text', 'Next visit', { validation: 'date_ymd' }],
  ]),
  ...instrumentFields('lifestyle', [
    ['salt', 'slider', 'How salty do you like your food?', { choices: 'Not at all | Medium | Very' }],
    ['exercise_days', 'text', 'Days with exercise in a week', { validation: 'integer', min: '0', max: '7' }],
    [
      'missed_pills',
      'radio',
      'How often do you miss a pill?',
      { choices: '0, Never | 1, Once a month | 2, Once a week | 3, More often' },
    ],
    ['comments', 'notes', 'Anything you want to tell us'],
  ]),
];

/** "Practice: Hypertension registry": classic, in development, 60 made-up patients. */
export function hypertensionRegistry(): Project {
  const instrument = (name: string, label: string, survey = false) => ({ name, label, survey });
  const project: Project = {
    id: 101,
    status: 'development',
    deletesLogging: true,
    created: '2025-01-06 09:12:44',
    productionSince: '',
    design: designOf({
      longitudinal: false,
      instruments: [
        instrument('enrolment', 'Enrolment'),
        instrument('medical_history', 'Medical History'),
        instrument('clinic_visit', 'Clinic Visit'),
        instrument('lifestyle', 'Lifestyle Questionnaire', true),
      ],
      fields: FIELDS,
      arms: [{ number: 1, name: 'Arm 1' }],
      events: [{ id: 401, name: 'Event 1', arm: 1, uniqueName: EVENT, customLabel: '' }],
      designations: [],
      repeats: [],
    }),
    settings: settingsOf('Practice: Hypertension registry', {
      purpose: 0,
      project_notes: 'Made-up data for practice. No person in it exists.',
      surveys_enabled: 1,
    }),
    dags: [],
    users: usersByName(REGISTRY_USERS.map(({ user }) => user)),
    roles: [],
    reports: REGISTRY_REPORTS,
    surveyOptions: { queue: false, saveAndReturn: [] },
    repository: repositoryOf(
      [['read_me.txt', 'The documents of the practice registry. All made up.\n']],
      [['Forms', '', [['consent_blank.txt', 'I agree to take part in the practice registry.\n']]]],
    ),
    log: [],
    records: new Map(),
    files: new Map(),
    randomizations: [],
  };
  const random = seededRandom(20_250_113);
  for (let number = 1; number <= RECORDS; number += 1) addPatient(project, random, number);
  calculateAll(project, '2026-01-01 00:00:00');
  writeHistory(project);
  return project;
}

function addPatient(project: Project, random: SeededRandom, number: number): void {
  const day = dayAfter(FIRST_DAY, number * 5 + random.whole(0, 4));
  const visited = number % 7 !== 0;
  const record: StudyRecord = {
    name: String(number),
    dag: '',
    created: `${day} 08:${String(random.whole(10, 59))}:00`,
    modified: `${dayAfter(day, visited ? 14 : 0)} 16:${String(random.whole(10, 59))}:00`,
    rows: new Map(),
  };
  project.records.set(record.name, record);
  storeValues(record, { event: EVENT }, enrolment(project, random, { number, day }));
  if (number % 10 !== 9) storeValues(record, { event: EVENT }, history(random));
  if (visited) storeValues(record, { event: EVENT }, visit(random, day));
  if (visited && random.chance(0.7)) storeValues(record, { event: EVENT }, lifestyle(random, day));
}

function enrolment(project: Project, random: SeededRandom, { number, day }: { number: number; day: string }) {
  const person = madeUpPerson(random);
  const consent = number % 20 !== 11;
  const form = consent && number % 4 === 0;
  return {
    enrol_date: day,
    consent: consent ? '1' : '0',
    consent_form: form
      ? storeTextFile(
          project,
          `consent_${number}.txt`,
          'text/plain',
          `Consent of practice patient ${number}\n`,
        )
      : '',
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.email,
    phone: person.phone,
    dob: `${random.whole(1940, 1988)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`,
    sex: person.sex,
    smoking: random.pick(['0', '0', '0', '1', '1', '2', '3']),
    enrolment_complete: consent ? 2 : 1,
  };
}

function history(random: SeededRandom) {
  const conditions = (['1', '2', '3', '4'] as const).filter(() => random.chance(0.2));
  return {
    htn_since: random.whole(1995, 2024),
    family_history: random.pick(['1', '0', '1', '']),
    white_coat: random.pick(['1', '1', '0']),
    conditions: conditions.length > 0 ? conditions : ['9'],
    drugs: (['ace', 'arb', 'ccb', 'diu'] as const).filter(() => random.chance(0.4)),
    history_notes: random.pick([
      '',
      'Drug list brought by the patient, "as taken".',
      'Dizzy when standing up;\nto be watched.',
      'Moved here in 2019, older notes requested.',
    ]),
    medical_history_complete: random.pick([2, 2, 1]),
  };
}

function visit(random: SeededRandom, day: string) {
  const systolic = Math.round(random.around(148, 16));
  return {
    visit_time: `${dayAfter(day, 14)} ${two(random.whole(8, 16))}:${random.pick(['00', '15', '30', '45'])}`,
    height_cm: random.around(171, 9).toFixed(1),
    weight_kg: random.around(84, 13).toFixed(1),
    systolic,
    diastolic: Math.round(systolic * 0.6 + random.around(0, 4)),
    arm_used: random.pick(['L', 'L', 'R']),
    potassium: random.chance(0.8) ? random.around(4.2, 0.4).toFixed(1) : '',
    next_visit: dayAfter(day, 14 + random.whole(60, 120)),
    clinic_visit_complete: 2,
  };
}

function lifestyle(random: SeededRandom, day: string) {
  return {
    salt: random.whole(10, 95),
    exercise_days: random.whole(0, 7),
    missed_pills: random.pick(['0', '0', '1', '2', '3']),
    comments: random.pick([
      '',
      '',
      'The new tablets make me cough.',
      'Thank you – très bien !',
      'I sleep < 6 hours & worry.',
    ]),
    lifestyle_timestamp: `${dayAfter(day, 15)} 19:${two(random.whole(0, 59))}:21`,
    lifestyle_complete: 2,
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
