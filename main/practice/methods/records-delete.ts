import { ApiError, invalidParameter } from '../answer.ts';
import { listOf, textOf } from '../body.ts';
import { invalidValues, logged } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { countAnswer } from '../formats/write-table.ts';
import { isRepeatingEvent, isRepeatingForm } from '../model/design.ts';
import type { Design } from '../model/design.ts';
import { forgetLogOf } from '../model/log.ts';
import { storedColumns } from '../model/field.ts';
import { armsOfRecord, removeRecord } from '../model/project.ts';
import type { Row, StudyRecord } from '../model/project.ts';
import { maySee } from '../model/select.ts';
import { oneOf } from './records-export.ts';

/** Deletes records, or only an arm's, event's, instrument's or instance's part of them: all of them or none [S5]. */
export const deleteRecords: Method = {
  rights: ['Delete Record'],
  run: (call) => {
    const names = [...new Set(listOf(call.parameters, 'records'))];
    if (names.length === 0) throw new ApiError('No records were provided to be deleted');
    const part = partOf(call);
    // Sent or not, it counts only where an administrator has allowed it [S1].
    const logging = oneOf(call, 'delete_logging', ['0', '1'], '1') === '1' && call.project.deletesLogging;
    const records = existing(call, names, part.arm);
    if (logging && isWhole(part)) forgetLogOf(call.project, new Set(names));
    for (const record of records) {
      const { name } = record;
      const fields = `${call.project.design.recordIdField.name} = '${name}'`;
      const details = [fields, partText(part)].filter((text) => text !== '').join(', ');
      logged(call, { kind: 'record_delete', action: `Delete record (API) ${name}`, details, record: name });
      deletePart(call, record, part);
    }
    return countAnswer(call.returnFormat, records.length);
  },
};

interface Part {
  readonly arm: number | null;
  readonly event: string;
  readonly instrument: string;
  readonly instance: number | null;
}

function partOf(call: Call): Part {
  const { design } = call.project;
  const text = (name: string): string => textOf(call.parameters, name).trim();
  const arm = text('arm');
  if (arm !== '' && !design.arms.some(({ number }) => String(number) === arm)) throw invalidParameter('arm');
  const instrument = text('instrument');
  if (instrument !== '' && !design.formOrder.has(instrument)) throw invalidValues('instrument', [instrument]);
  const event = design.longitudinal ? text('event') : '';
  if (event !== '' && !design.eventByName.has(event)) throw invalidValues('event', [event]);
  if (instrument !== '' && design.longitudinal && event === '') {
    throw new ApiError(
      'The parameter "event" must be given when an instrument is given in a longitudinal project',
    );
  }
  const instance = text('repeat_instance');
  if (instance !== '' && !/^[1-9]\d*$/.test(instance)) throw invalidParameter('repeat_instance');
  return {
    arm: arm === '' ? null : Number(arm),
    event,
    instrument,
    instance: instance === '' ? firstOfRepeating(design, event, instrument) : Number(instance),
  };
}

/** Of a repeating instrument, or one in a repeating event, only the first instance is meant unless another is named [S1]. */
function firstOfRepeating(design: Design, named: string, instrument: string): number | null {
  const event = named === '' ? design.firstEvent.uniqueName : named;
  const repeats = isRepeatingForm(design, event, instrument) || isRepeatingEvent(design, event);
  return instrument !== '' && repeats ? 1 : null;
}

function partText({ arm, event, instrument, instance }: Part): string {
  return Object.entries({ arm, event, instrument, instance })
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

function existing(call: Call, names: readonly string[], arm: number | null): readonly StudyRecord[] {
  const { records, design } = call.project;
  const found = names.map((name) => {
    const record = records.get(name);
    return record && maySee(call, record) && (arm === null || armsOfRecord(design, record).has(arm))
      ? record
      : name;
  });
  const missing = found.filter((one) => typeof one === 'string');
  if (missing.length > 0) {
    throw new ApiError(
      `One or more of the records provided cannot be deleted because they do not exist in the project. The following records do not exist: ${missing.join(', ')}`,
    );
  }
  return found.filter((one) => typeof one !== 'string');
}

/** Of every event and instrument, be it in one arm. */
function isWhole({ instrument, event, instance }: Part): boolean {
  return instrument === '' && event === '' && instance === null;
}

function deletePart(call: Call, record: StudyRecord, part: Part): void {
  const { project, now } = call;
  const { design } = project;
  for (const [key, row] of record.rows) {
    if (part.arm !== null && design.eventByName.get(row.event)?.arm !== part.arm) continue;
    if (part.event !== '' && row.event !== part.event) continue;
    if (part.instance !== null && row.instance !== part.instance) continue;
    if (part.instrument === '' || row.form === part.instrument) {
      forgetFiles(call, row, [...row.values.keys()]);
      record.rows.delete(key);
    } else if (row.form === '') {
      const columns = columnsOfForm(call, part.instrument);
      forgetFiles(call, row, columns);
      for (const column of columns) row.values.delete(column);
      // An event that holds nothing any more is no line of an export [S7].
      if (design.longitudinal && row.values.size === 0) record.rows.delete(key);
    }
  }
  if (record.rows.size === 0 && (isWhole(part) || part.event !== '')) removeRecord(project, record.name);
  else project.records.set(record.name, { ...record, modified: now });
}

function columnsOfForm(call: Call, form: string): readonly string[] {
  return call.project.design.dataFields.filter((field) => field.form === form).flatMap(storedColumns);
}

function forgetFiles(call: Call, row: Row, columns: readonly string[]): void {
  const { design, files } = call.project;
  for (const column of columns) {
    if (design.fieldByName.get(column)?.type === 'file') files.delete(row.values.get(column) ?? '');
  }
}
