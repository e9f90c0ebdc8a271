import { ApiError, plainAnswer, invalidParameter } from '../answer.ts';
import { textOf } from '../body.ts';
import { demandText, logged } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { nextRecordNames } from '../model/next-name.ts';
import { LONGEST_NAME, armsOfRecord } from '../model/project.ts';
import type { Randomization, Row, StudyRecord } from '../model/project.ts';
import { maySee } from '../model/select.ts';

/** The next free number, with the group's number before it for a user who is in one. Creates nothing. */
export const generateNextRecordName: Method = {
  rights: ['API Export'],
  run: ({ project, user }) => {
    const [next = ''] = nextRecordNames(project, user.dag);
    return plainAnswer(next);
  },
};

/** Gives a record a new name, in one arm or in all; answers 1. */
export const renameRecord: Method = {
  rights: ['Rename Record'],
  run: (call) => {
    const name = demandText(call, 'record');
    const newName = demandText(call, 'new_record_name');
    if (newName.length > LONGEST_NAME) throw invalidParameter('new_record_name');
    const arm = armOf(call);
    const { records, design } = call.project;
    const record = demandRecord(call, name);
    if (arm !== null && !armsOfRecord(design, record).has(arm)) throw noSuchRecord(name);
    if (newName === name) return plainAnswer('1');
    if (records.has(newName)) throw new ApiError(`The record "${newName}" already exists in the project`);
    const moves = (row: Row): boolean => arm === null || design.eventByName.get(row.event)?.arm === arm;
    const moved = [...record.rows].filter(([, row]) => moves(row));
    for (const [key] of moved) record.rows.delete(key);
    if (record.rows.size === 0) records.delete(name);
    records.set(newName, { ...record, name: newName, modified: call.now, rows: new Map(moved) });
    const events = new Set(moved.map(([, row]) => row.event));
    for (const randomization of call.project.randomizations) {
      if (randomization.events.some((event) => events.has(event))) renameGiven(randomization, name, newName);
    }
    logged(call, {
      kind: 'record_edit',
      action: `Update record (API) ${newName}`,
      details: `Rename record '${name}' to '${newName}'`,
      record: newName,
    });
    return plainAnswer('1');
  },
};

// Or the record could be randomized again under its new name.
function renameGiven({ given }: Randomization, name: string, newName: string): void {
  for (const [index, holder] of given) if (holder === name) given.set(index, newName);
}

/** The record, if the user may see it. Throws REDCap's message when it does not exist [S5]. */
export function demandRecord(call: Call, name: string): StudyRecord {
  const record = call.project.records.get(name);
  if (!record || !maySee(call, record)) throw noSuchRecord(name);
  return record;
}

function noSuchRecord(name: string): ApiError {
  return new ApiError(`The record "${name}" does not exist`);
}

function armOf(call: Call): number | null {
  const arm = textOf(call.parameters, 'arm').trim();
  if (arm === '') return null;
  if (!call.project.design.arms.some(({ number }) => String(number) === arm)) throw invalidParameter('arm');
  return Number(arm);
}
