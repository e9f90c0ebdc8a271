import { checkboxColumn, statusField } from './field.ts';
import type { Field } from './field.ts';

export interface Instrument {
  readonly name: string;
  readonly label: string;
  readonly survey: boolean;
}

export interface Arm {
  readonly number: number;
  readonly name: string;
}

export interface StudyEvent {
  readonly id: number;
  readonly name: string;
  readonly arm: number;
  readonly uniqueName: string;
  readonly customLabel: string;
  /** Days after enrolment, and by how many fewer and more they may differ; only projects with scheduling show them. */
  readonly days?: Days;
}

export interface Days {
  readonly offset: number;
  readonly fewer: number;
  readonly more: number;
}

export const NO_DAYS: Days = { offset: 0, fewer: 0, more: 0 };

/** A repeating instrument in one event; an empty `form` makes the whole event repeat. */
export interface Repeat {
  readonly event: string;
  readonly form: string;
  readonly label: string;
}

export interface Dag {
  readonly id: number;
  readonly name: string;
  readonly uniqueName: string;
}

export interface Designation {
  readonly event: string;
  readonly form: string;
}

/** What a project's designer decides. A classic project has one arm and one event that the API does not show. */
export interface DesignSource {
  readonly longitudinal: boolean;
  readonly instruments: readonly Instrument[];
  readonly fields: readonly Field[];
  readonly arms: readonly Arm[];
  readonly events: readonly StudyEvent[];
  readonly designations: readonly Designation[];
  readonly repeats: readonly Repeat[];
}

/** A design with the look-ups that exports and imports need, built once per change. */
export interface Design extends DesignSource {
  readonly recordIdField: Field;
  /** Every field of every instrument in order, each instrument ended by its status field. */
  readonly dataFields: readonly Field[];
  readonly fieldByName: ReadonlyMap<string, Field>;
  /** `race___1` → its field and code. */
  readonly checkboxByColumn: ReadonlyMap<string, { readonly field: Field; readonly code: string }>;
  /** Those that the server fills itself. */
  readonly computedFields: readonly Field[];
  readonly eventByName: ReadonlyMap<string, StudyEvent>;
  readonly eventOrder: ReadonlyMap<string, number>;
  readonly formOrder: ReadonlyMap<string, number>;
  readonly formsOfEvent: ReadonlyMap<string, ReadonlySet<string>>;
  /** Keys `event|form`, and `event|` where the whole event repeats. */
  readonly repeatKeys: ReadonlySet<string>;
  /** Of a project whose events have all been removed, one without a name; it holds the data of a classic project. */
  readonly firstEvent: StudyEvent;
  /** Labels of events then name the arm [S4]. */
  readonly severalArms: boolean;
}

const NO_EVENT: StudyEvent = { id: 0, name: '', arm: 1, uniqueName: '', customLabel: '' };

export function designOf(source: DesignSource): Design {
  const [recordIdField] = source.fields;
  const [firstEvent = NO_EVENT] = source.events;
  if (!recordIdField) throw new Error('A design needs a record ID field.');
  const fieldsOfForm = Map.groupBy(source.fields, ({ form }) => form);
  const dataFields = source.instruments.flatMap(({ name }) => [
    ...(fieldsOfForm.get(name) ?? []),
    statusField(name),
  ]);
  return {
    ...source,
    recordIdField,
    firstEvent,
    // An arm without events is not shown anywhere.
    severalArms: new Set(source.events.map(({ arm }) => arm)).size > 1,
    dataFields,
    fieldByName: new Map(dataFields.map((field) => [field.name, field])),
    checkboxByColumn: new Map(
      dataFields
        .filter((field) => field.type === 'checkbox')
        .flatMap((field) =>
          field.choices.map(({ code }) => [checkboxColumn(field.name, code), { field, code }] as const),
        ),
    ),
    computedFields: dataFields.filter(({ computation }) => computation !== null),
    eventByName: new Map(placesOf(source).map((event) => [event.uniqueName, event])),
    eventOrder: new Map(placesOf(source).map((event, index) => [event.uniqueName, index])),
    formOrder: new Map(source.instruments.map((instrument, index) => [instrument.name, index])),
    formsOfEvent: formsOfEvents(source),
    repeatKeys: new Set(source.repeats.map(({ event, form }) => `${event}|${form}`)),
  };
}

export function sourceOf(design: Design): DesignSource {
  const { longitudinal, instruments, fields, arms, events, designations, repeats } = design;
  return { longitudinal, instruments, fields, arms, events, designations, repeats };
}

/** A project is longitudinal to its readers once it has an event [S6]. */
export function showsEvents({ longitudinal, events }: Pick<Design, 'longitudinal' | 'events'>): boolean {
  return longitudinal && events.length > 0;
}

export function isDesignated(design: Design, event: string, form: string): boolean {
  return design.formsOfEvent.get(event)?.has(form) ?? false;
}

export function isRepeatingForm(design: Design, event: string, form: string): boolean {
  return design.repeatKeys.has(`${event}|${form}`);
}

export function isRepeatingEvent(design: Design, event: string): boolean {
  return design.repeatKeys.has(`${event}|`);
}

/** `Baseline (Arm 1: Inhaler A)`, the way REDCap names an event in labels and messages. */
export function eventLabel(design: Design, event: StudyEvent): string {
  const arm = design.arms.find(({ number }) => number === event.arm);
  return `${event.name} (Arm ${event.arm}: ${arm?.name ?? ''})`;
}

// The events that data can stand in.
function placesOf({ longitudinal, events }: DesignSource): readonly StudyEvent[] {
  return !longitudinal && events.length === 0 ? [NO_EVENT] : events;
}

function formsOfEvents(source: DesignSource): ReadonlyMap<string, ReadonlySet<string>> {
  const forms = new Map<string, Set<string>>(source.events.map((event) => [event.uniqueName, new Set()]));
  if (!source.longitudinal) {
    const all = new Set(source.instruments.map(({ name }) => name));
    return new Map(placesOf(source).map((event) => [event.uniqueName, all]));
  }
  for (const { event, form } of source.designations) forms.get(event)?.add(form);
  return forms;
}
