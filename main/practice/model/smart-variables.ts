import type { Dag, StudyEvent } from './design.ts';
import { lastInstance } from './project.ts';
import type { Project, Row, StudyRecord } from './project.ts';

/** One row of a record, and who looks at it. */
export interface Circumstances {
  readonly project: Project;
  readonly record: StudyRecord;
  readonly row: Row;
  /** Null where the server itself computes: what is said of a user is blank then. */
  readonly username: string | null;
}

type SmartValue = (circumstances: Circumstances) => string;

/** The events of the row's arm, in order, and where among them the row's own stands. */
function eventsAround({ project: { design }, row }: Circumstances) {
  const arm = design.eventByName.get(row.event)?.arm;
  const events = design.events.filter((event) => event.arm === arm);
  return { events, here: events.findIndex(({ uniqueName }) => uniqueName === row.event) };
}

const steps = {
  event: (events, here) => events[here],
  'first-event': (events) => events[0],
  'last-event': (events) => events.at(-1),
  'previous-event': (events, here) => events[here - 1],
  'next-event': (events, here) => events[here + 1],
} as const satisfies Record<string, (events: readonly StudyEvent[], here: number) => StudyEvent | undefined>;

function eventVariables(step: keyof typeof steps): readonly (readonly [string, SmartValue])[] {
  const found = (circumstances: Circumstances): StudyEvent | undefined => {
    const { events, here } = eventsAround(circumstances);
    return steps[step](events, here);
  };
  return [
    [`${step}-name`, (circumstances) => found(circumstances)?.uniqueName ?? ''],
    [`${step}-label`, (circumstances) => found(circumstances)?.name ?? ''],
    [`${step}-id`, (circumstances) => String(found(circumstances)?.id ?? '')],
  ];
}

function groupVariables(
  whose: 'record' | 'user',
  nameOf: SmartValue,
): readonly (readonly [string, SmartValue])[] {
  const found = (circumstances: Circumstances): Dag | undefined => {
    const name = nameOf(circumstances);
    return circumstances.project.dags.find(({ uniqueName }) => uniqueName === name);
  };
  return [
    [`${whose}-dag-name`, nameOf],
    [`${whose}-dag-label`, (circumstances) => found(circumstances)?.name ?? ''],
    [`${whose}-dag-id`, (circumstances) => String(found(circumstances)?.id ?? '')],
  ];
}

const userOf = ({ project, username }: Circumstances) => project.users.get(username ?? '');
const roleOf = (circumstances: Circumstances) =>
  circumstances.project.roles.find(({ uniqueName }) => uniqueName === userOf(circumstances)?.role);
const armOf = ({ project: { design }, row }: Circumstances) => design.eventByName.get(row.event)?.arm;
const lastOf = ({ record, row }: Circumstances) => lastInstance(record, row.event, row.form);

/** Of a row beside the repeats, none. */
const ofRepeats =
  (instance: (circumstances: Circumstances) => number): SmartValue =>
  (circumstances) =>
    circumstances.row.instance === 0 ? '' : String(instance(circumstances));

/** Name → its value for one row. Names of events come with the row's own arm. */
const smartVariables: ReadonlyMap<string, SmartValue> = new Map<string, SmartValue>([
  ['record-name', ({ record }) => record.name],
  ...groupVariables('record', ({ record }) => record.dag),
  ...groupVariables('user', (circumstances) => userOf(circumstances)?.dag ?? ''),
  ['user-name', ({ username }) => username ?? ''],
  [
    'user-fullname',
    (circumstances) => {
      const user = userOf(circumstances);
      return user === undefined ? '' : `${user.firstName} ${user.lastName}`.trim();
    },
  ],
  ['user-email', (circumstances) => userOf(circumstances)?.email ?? ''],
  ['user-role-name', (circumstances) => roleOf(circumstances)?.uniqueName ?? ''],
  ['user-role-label', (circumstances) => roleOf(circumstances)?.label ?? ''],
  ['user-role-id', (circumstances) => String(roleOf(circumstances)?.id ?? '')],
  ...eventVariables('event'),
  ...eventVariables('first-event'),
  ...eventVariables('last-event'),
  ...eventVariables('previous-event'),
  ...eventVariables('next-event'),
  ['event-number', (circumstances) => String(eventsAround(circumstances).here + 1)],
  ['arm-number', (circumstances) => String(armOf(circumstances) ?? '')],
  [
    'arm-label',
    (circumstances) =>
      circumstances.project.design.arms.find(({ number }) => number === armOf(circumstances))?.name ?? '',
  ],
  ['current-instance', ofRepeats(({ row }) => row.instance)],
  ['previous-instance', ofRepeats(({ row }) => row.instance - 1)],
  ['next-instance', ofRepeats(({ row }) => row.instance + 1)],
  ['first-instance', ofRepeats(() => 1)],
  ['last-instance', ofRepeats(lastOf)],
  ['new-instance', ofRepeats((circumstances) => lastOf(circumstances) + 1)],
  ['instrument-name', ({ row }) => row.form],
  [
    'instrument-label',
    ({ project: { design }, row }) => design.instruments.find(({ name }) => name === row.form)?.label ?? '',
  ],
  ['project-id', ({ project }) => String(project.id)],
]);

/** Those of the row, its place in the study, its group, and whoever looks at it. */
export function isKnownSmartVariable(name: string): boolean {
  return smartVariables.has(name);
}

/** Blank for a name that is not known, and where it means nothing. */
export function smartValue(name: string, circumstances: Circumstances): string {
  return smartVariables.get(name)?.(circumstances) ?? '';
}
