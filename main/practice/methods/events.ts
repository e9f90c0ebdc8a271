import { ApiError } from '../answer.ts';
import { isOn, listOf } from '../body.ts';
import { demandDevelopment, invalidValues, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { demandShortList, readRows } from '../formats/read-rows.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { Cell } from '../formats/write-table.ts';
import { NO_DAYS, showsEvents } from '../model/design.ts';
import type { Days, Design, DesignSource, StudyEvent } from '../model/design.ts';
import { removeAllRecords, removeRecord, rowKey } from '../model/project.ts';
import type { Project } from '../model/project.ts';
import { freeName } from '../model/unique-name.ts';
import { changeDesign } from './change-design.ts';

const COLUMNS: readonly (readonly [string, (event: StudyEvent) => Cell])[] = [
  ['event_name', ({ name }) => name],
  ['arm_num', ({ arm }) => arm],
  ['day_offset', ({ days = NO_DAYS }) => days.offset],
  ['offset_min', ({ days = NO_DAYS }) => days.fewer],
  ['offset_max', ({ days = NO_DAYS }) => days.more],
  ['unique_event_name', ({ uniqueName }) => uniqueName],
  ['custom_event_label', ({ customLabel }) => customLabel],
  ['event_id', ({ id }) => id],
];

/** Shown where scheduling is used. */
const DAY_COLUMNS: ReadonlySet<string> = new Set(['day_offset', 'offset_min', 'offset_max']);

export const exportEvents: Method = {
  rights: ['API Export'],
  run: (call) => {
    demandLongitudinal(call, 'export events');
    const wanted = wantedArms(call);
    const { design, settings } = call.project;
    const shown = COLUMNS.filter(([name]) => settings.scheduling_enabled === 1 || !DAY_COLUMNS.has(name));
    return tableAnswer(tableFormat(call), {
      columns: shown.map(([name]) => name),
      rows: design.events
        .filter(({ arm }) => wanted(arm))
        .map((event) => shown.map(([, cell]) => cell(event))),
    });
  },
};

/**
 * Adds events and changes those whose unique name is given; `override=1` removes all others with their data. A classic
 * project takes them too, and shows them once it is longitudinal [S6].
 */
export const importEvents: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  run: (call) => {
    const override = isOn(call.parameters, 'override');
    if (override) demandDevelopment(call.project);
    const rows = demandShortList(readRows(call));
    if (override && rows.length === 0) throw new ApiError('No events were provided');
    const { design } = call.project;
    const events = override ? [] : [...design.events];
    let nextId = Math.max(0, ...design.events.map(({ id }) => id)) + 1;
    for (const row of rows) {
      const at = events.findIndex(({ uniqueName }) => uniqueName === row['unique_event_name']);
      const event = eventOf(design, row, events, at < 0 ? nextId++ : (events[at]?.id ?? 0), at);
      if (at < 0) events.push(event);
      else events[at] = event;
    }
    const sorted = events.sort((a, b) => a.arm - b.arm);
    if (override) removeAllRecords(call.project);
    const names = new Set(sorted.map(({ uniqueName }) => uniqueName));
    changeDesign(call.project, { ...onlyEvents(design, (name) => names.has(name)), events: sorted });
    const [first] = sorted;
    if (first && design.events.length === 0) moveIntoEvent(call.project, first.uniqueName);
    return countAnswer(call.returnFormat, rows.length);
  },
};

// What was entered before there was an event stands in the first one.
function moveIntoEvent({ records }: Project, event: string): void {
  for (const [name, record] of records) {
    const keyed = [...record.rows.values()].map(
      (row) => [rowKey(event, row.form, row.instance), Object.assign({}, row, { event })] as const,
    );
    records.set(name, { ...record, rows: new Map(keyed) });
  }
}

/** Deletes events with all their data; where none is named, none [S6]. */
export const deleteEvents: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  developmentOnly: true,
  run: (call) => {
    const names = new Set(listOf(call.parameters, 'events'));
    const unknown = [...names].filter((name) => !call.project.design.eventByName.has(name));
    if (unknown.length > 0) throw invalidValues('events', unknown);
    removeEvents(call, names, {});
    return countAnswer(call.returnFormat, names.size);
  },
};

/** Removes events from the design and their rows from every record; a record without rows goes with them. */
export function removeEvents(call: Call, names: ReadonlySet<string>, changes: Partial<DesignSource>): void {
  const { project } = call;
  const left = onlyEvents(project.design, (name) => !names.has(name));
  changeDesign(project, { ...left, ...changes });
  for (const record of project.records.values()) {
    for (const [key, row] of record.rows) if (names.has(row.event)) record.rows.delete(key);
    if (record.rows.size === 0) removeRecord(project, record.name);
  }
}

/** Events, mappings and the like are not shown of a classic project, nor of one without events [S4, S5, S6]. */
export function demandLongitudinal(call: Call, doing: string): void {
  if (!showsEvents(call.project.design)) throw new ApiError(`You cannot ${doing} for classic projects`);
}

/** Which arms the parameter `arms` lets through: all when it is empty; an unknown arm selects nothing [S5]. */
export function wantedArms(call: Call): (arm: number) => boolean {
  const arms = listOf(call.parameters, 'arms');
  return (arm) => arms.length === 0 || arms.includes(String(arm));
}

function onlyEvents(
  design: Design,
  keep: (name: string) => boolean,
): Pick<DesignSource, 'events' | 'designations' | 'repeats'> {
  return {
    events: design.events.filter(({ uniqueName }) => keep(uniqueName)),
    designations: design.designations.filter(({ event }) => keep(event)),
    repeats: design.repeats.filter(({ event }) => keep(event)),
  };
}

function eventOf(
  design: Design,
  row: DataRow,
  events: readonly StudyEvent[],
  id: number,
  at: number,
): StudyEvent {
  const { event_name: name = '', custom_event_label: customLabel = events[at]?.customLabel ?? '' } = row;
  const arm = row['arm_num'] ?? (design.arms.length === 1 ? String(design.arms[0]?.number) : '');
  if (name.trim() === '') throw new ApiError('Each event must have a name in "event_name"');
  if (!design.arms.some(({ number }) => String(number) === arm)) throw invalidValues('arm_num', [arm]);
  const uniqueName = events[at]?.uniqueName ?? newUniqueName(name, arm, events);
  return {
    id,
    name,
    arm: Number(arm),
    uniqueName,
    customLabel,
    days: daysOf(row, events[at]?.days ?? NO_DAYS),
  };
}

function daysOf(row: DataRow, before: Days): Days {
  const number = (column: string, now: number): number => {
    const text = row[column]?.trim() ?? '';
    if (text === '') return now;
    if (!/^-?\d{1,5}$/.test(text)) throw invalidValues(column, [text]);
    return Number(text);
  };
  return {
    offset: number('day_offset', before.offset),
    fewer: number('offset_min', before.fewer),
    more: number('offset_max', before.more),
  };
}

/** `Month 3 follow-up` in arm 1 → `month_3_followup_arm_1`: 18 characters at most before the arm [S5, S6]. */
function newUniqueName(name: string, arm: string, events: readonly StudyEvent[]): string {
  const base = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_ ]/g, '')
    .trim()
    .replaceAll(/\s+/g, '_')
    .slice(0, 18)
    .replace(/_$/, '');
  const taken = new Set(events.map(({ uniqueName }) => uniqueName));
  return freeName(`${base}_arm_${arm}`, (name_) => taken.has(name_));
}
