import { designOf } from '../model/design.ts';
import type { Project, StudyRecord } from '../model/project.ts';
import { usersByName } from '../model/members.ts';
import { settingsOf } from '../model/settings.ts';
import { ASTHMA_DESIGN, ASTHMA_GROUPS, ASTHMA_RANDOMIZATION } from './asthma-design.ts';
import { writeHistory } from './history.ts';
import { TRIAL_ROLES, TRIAL_STAFF, TRIAL_USERS } from './members.ts';
import { madeUpPerson } from './people.ts';
import { TRIAL_REPORTS } from './reports.ts';
import { repositoryOf } from './repository.ts';
import { dayAfter, seededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';
import { calculateAll, storeTextFile, storeValues } from './store.ts';

const RECORDS = 40;
/** The newest records still wait for their allocation, so that Randomize Record can be tried. */
const NOT_YET_RANDOMIZED = 12;
const FIRST_DAY = '2025-02-03';

/** "Practice: Asthma trial": longitudinal, in production, two arms, repeating parts, groups and files. */
export function asthmaTrial(): Project {
  const project: Project = {
    id: 102,
    status: 'production',
    created: '2024-11-18 10:03:05',
    productionSince: '2025-01-27 11:40:00',
    design: designOf(ASTHMA_DESIGN),
    settings: settingsOf('Practice: Asthma trial', {
      purpose: 2,
      project_notes: 'Made-up data for practice. No person in it exists.',
      surveys_enabled: 1,
      record_autonumbering_enabled: 0,
      randomization_enabled: 1,
      project_pi_firstname: 'Paula',
      project_pi_lastname: 'Practice',
      project_irb_number: 'PRACTICE-2024-07',
    }),
    dags: ASTHMA_GROUPS,
    users: usersByName([...TRIAL_USERS.map(({ user }) => user), ...TRIAL_STAFF]),
    roles: TRIAL_ROLES,
    reports: TRIAL_REPORTS,
    surveyOptions: { queue: true, saveAndReturn: ['asthma_control'] },
    repository: repositoryOf(
      [['protocol_synopsis.txt', 'Two inhalers compared over three months. All made up.\n']],
      [
        ['Monitoring', '', [['visit_plan.txt', 'North in May, South in June.\n']]],
        ['North Clinic only', 'north_clinic', [['rota.txt', 'Nils: Mondays.\n']]],
      ],
    ),
    log: [],
    records: new Map(),
    files: new Map(),
    randomizations: [{ ...ASTHMA_RANDOMIZATION, given: new Map() }],
  };
  const random = seededRandom(20_250_203);
  for (let number = 1; number <= RECORDS; number += 1) addParticipant(project, random, number);
  calculateAll(project, '2026-01-01 00:00:00');
  writeHistory(project);
  return project;
}

interface Participant {
  readonly number: number;
  readonly arm: 1 | 2;
  readonly day: string;
}

function addParticipant(project: Project, random: SeededRandom, number: number): void {
  const participant: Participant = {
    number,
    arm: number % 3 === 0 ? 2 : 1,
    day: dayAfter(FIRST_DAY, number * 6 + random.whole(0, 5)),
  };
  const { arm, day } = participant;
  const record: StudyRecord = {
    name: String(1000 + number),
    dag: number % 9 === 0 ? '' : (ASTHMA_GROUPS[number % ASTHMA_GROUPS.length]?.uniqueName ?? ''),
    created: `${day} 09:${random.whole(10, 59)}:00`,
    modified: `${dayAfter(day, 95)} 15:${random.whole(10, 59)}:00`,
    rows: new Map(),
  };
  project.records.set(record.name, record);
  const baseline = { event: `baseline_arm_${arm}` };
  storeValues(record, baseline, enrolment(project, random, participant));
  storeValues(record, baseline, spirometry(random, day));
  storeValues(record, baseline, control(random));
  allocate(project, record, participant);
  if (number % 8 !== 0) {
    const month3 = { event: `month_3_arm_${arm}` };
    storeValues(record, month3, spirometry(random, dayAfter(day, 91)));
    storeValues(record, month3, control(random));
    const attacks = random.whole(0, 3);
    for (let instance = 1; instance <= attacks; instance += 1) {
      storeValues(record, { ...month3, form: 'exacerbation', instance }, exacerbation(random, day));
    }
  }
  const extraVisits = random.pick([0, 0, 0, 1, 2]);
  for (let instance = 1; instance <= extraVisits; instance += 1) {
    const visited = dayAfter(day, 20 * instance);
    const place = { event: `unscheduled_visit_arm_${arm}`, instance };
    storeValues(record, place, { ...spirometry(random, visited), ...visitNote(random) });
  }
}

function enrolment(project: Project, random: SeededRandom, { number, arm, day }: Participant) {
  const person = madeUpPerson(random);
  const born = arm === 1 ? random.whole(1955, 2004) : random.whole(2009, 2013);
  return {
    enrol_date: day,
    initials: `${person.firstName.slice(0, 1)}${person.lastName.slice(0, 1)}`,
    dob: `${born}-0${random.whole(1, 9)}-${random.whole(10, 28)}`,
    sex: person.sex,
    severity: random.pick(['1', '2', '2', '3']),
    triggers: (['1', '2', '3', '4'] as const).filter(() => random.chance(0.35)),
    consent_form:
      number % 2 === 0
        ? storeTextFile(
            project,
            `consent_${1000 + number}.txt`,
            'text/plain',
            `Consent of participant ${1000 + number}\n`,
          )
        : '',
    enrolment_complete: 2,
  };
}

function spirometry(random: SeededRandom, day: string) {
  const fvc = random.around(3.9, 0.6);
  return {
    spiro_date: day,
    fev1: (fvc * (0.6 + random.next() * 0.25)).toFixed(2),
    fvc: fvc.toFixed(2),
    quality: random.pick(['A', 'A', 'B', 'C']),
    spirometry_complete: random.pick([2, 2, 2, 1]),
  };
}

function control(random: SeededRandom) {
  return {
    act_activity: random.whole(1, 5),
    act_breath: random.whole(1, 5),
    act_night: random.whole(1, 5),
    wellbeing: random.whole(20, 95),
    asthma_control_complete: 2,
  };
}

function exacerbation(random: SeededRandom, day: string) {
  return {
    attack_date: dayAfter(day, random.whole(3, 90)),
    attack_grade: random.pick(['1', '1', '2', '3']),
    steroid: random.pick(['0', '1']),
    attack_notes: random.pick(['', 'After a cold.', 'Pollen; settled with reliever, no visit.']),
    exacerbation_complete: 2,
  };
}

function visitNote(random: SeededRandom) {
  return {
    reason: random.pick(['1', '2', '3']),
    visit_note: random.pick([
      'Cough at night, inhaler technique shown again.',
      'Feels well.',
      'Wheeze both sides.',
    ]),
    visit_note_complete: 1,
  };
}

/** Gives the first unused allocation of the record's stratum, as the trial has done so far. */
function allocate(project: Project, record: StudyRecord, { number, arm }: Participant): void {
  if (number > RECORDS - NOT_YET_RANDOMIZED) return;
  const [randomization] = project.randomizations;
  const values = record.rows.get(`baseline_arm_${arm}||0`)?.values;
  const at = randomization?.allocations.findIndex(
    ({ stratum }, index) => !randomization.given.has(index) && stratum[0] === values?.get('severity'),
  );
  if (!randomization || at === undefined || at < 0) return;
  randomization.given.set(at, record.name);
  values?.set(randomization.targetField, randomization.allocations[at]?.group ?? '');
}
