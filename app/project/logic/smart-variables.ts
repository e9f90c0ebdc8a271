import { nearestAmong } from '#app/nearest-name.ts';

/** A name that REDCap fills in itself; it has dashes, which no field has. */
export interface SmartVariable {
  readonly name: string;
  readonly help: string;
}

/** The smart variables that give a value in logic; links and pictures are left out of the offer. */
export const smartVariables: readonly SmartVariable[] = [
  { name: 'record-name', help: 'The record’s name (ID)' },
  { name: 'record-dag-name', help: 'Unique name of the record’s data access group' },
  { name: 'record-dag-label', help: 'Label of the record’s data access group' },
  { name: 'record-dag-id', help: 'Number of the record’s data access group' },
  { name: 'user-name', help: 'Username of whoever asks' },
  { name: 'user-fullname', help: 'Full name of whoever asks' },
  { name: 'user-email', help: 'E-mail address of whoever asks' },
  { name: 'user-dag-name', help: 'Unique name of your data access group' },
  { name: 'user-dag-label', help: 'Label of your data access group' },
  { name: 'user-dag-id', help: 'Number of your data access group' },
  { name: 'user-role-id', help: 'Number of your role' },
  { name: 'user-role-label', help: 'Label of your role' },
  { name: 'user-role-name', help: 'Unique name of your role' },
  { name: 'event-name', help: 'Unique name of the row’s event' },
  { name: 'event-label', help: 'Label of the row’s event' },
  { name: 'event-id', help: 'Number of the row’s event' },
  { name: 'event-number', help: 'Order of the row’s event in its arm' },
  { name: 'previous-event-name', help: 'Unique name of the event before' },
  { name: 'previous-event-label', help: 'Label of the event before' },
  { name: 'next-event-name', help: 'Unique name of the event after' },
  { name: 'next-event-label', help: 'Label of the event after' },
  { name: 'first-event-name', help: 'Unique name of the arm’s first event' },
  { name: 'first-event-label', help: 'Label of the arm’s first event' },
  { name: 'last-event-name', help: 'Unique name of the arm’s last event' },
  { name: 'last-event-label', help: 'Label of the arm’s last event' },
  { name: 'arm-number', help: 'Number of the row’s arm' },
  { name: 'arm-label', help: 'Label of the row’s arm' },
  { name: 'current-instance', help: 'The row’s repeat instance' },
  { name: 'previous-instance', help: 'The repeat instance before' },
  { name: 'next-instance', help: 'The repeat instance after' },
  { name: 'first-instance', help: 'The first repeat instance' },
  { name: 'last-instance', help: 'The last repeat instance' },
  { name: 'new-instance', help: 'The repeat instance that would come next' },
  { name: 'instrument-name', help: 'Unique name of the instrument' },
  { name: 'instrument-label', help: 'Label of the instrument' },
  { name: 'is-form', help: '1 on a data entry form' },
  { name: 'is-survey', help: '1 on a survey page' },
  { name: 'project-id', help: 'Number of the project' },
  { name: 'redcap-version', help: 'REDCap’s version' },
  { name: 'survey-date-completed', help: 'Day a survey was completed: [survey-date-completed:instrument]' },
  { name: 'survey-time-completed', help: 'Time a survey was completed: [survey-time-completed:instrument]' },
  { name: 'survey-date-started', help: 'Day a survey was begun: [survey-date-started:instrument]' },
  { name: 'survey-time-started', help: 'Time a survey was begun: [survey-time-started:instrument]' },
  { name: 'survey-duration', help: 'How long a survey took: [survey-duration:instrument:units]' },
  { name: 'survey-duration-completed', help: 'How long a completed survey took' },
  { name: 'rand-number', help: 'The record’s randomization number' },
  { name: 'rand-time', help: 'When the record was randomized' },
];

// Known, but of no use in a filter: not offered, not complained about.
const OTHERS =
  /^(?:survey-(?:link|url|queue-link|queue-url|access-code|return-code|title|base-url)|form-(?:link|url)|aggregate-[a-z]+|scatter-plot|line-chart|bar-chart|pie-chart|donut-chart|stats-table|data-table|instance-table|calendar-(?:link|url)|rand-utc-time|redcap-base-url|redcap-version-url)$/;

// Kinds that grow with each version of REDCap.
const FAMILIES =
  /^(?:dashboard|report|mycap|project|user|rand|redcap|file|hidden|survey|institution|logout)-[a-z-]+$/;

const KNOWN: ReadonlySet<string> = new Set(smartVariables.map(({ name }) => name));

/** The names of the offered smart variables. */
export const smartVariableNames: readonly string[] = [...KNOWN];

const nearest = nearestAmong(smartVariableNames);

/** Whether the name is a smart variable or may be one that is not known here yet; else what was probably meant. */
export function judgeSmartVariable(name: string): { readonly known: boolean; readonly near?: string } {
  if (KNOWN.has(name) || OTHERS.test(name)) return { known: true };
  const near = nearest(name);
  return near === undefined ? { known: FAMILIES.test(name) } : { known: false, near };
}

/** No field and no event has a dash in its name. */
export function looksSmart(name: string): boolean {
  return name.includes('-');
}

export function isInstanceVariable(name: string): boolean {
  return /^(?:current|previous|next|first|last|new)-instance$/.test(name);
}

export function isEventVariable(name: string): boolean {
  return /^(?:(?:previous|next|first|last)-)?event-name$/.test(name);
}
