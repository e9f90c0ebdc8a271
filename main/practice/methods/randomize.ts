import { ApiError, invalidParameter } from '../answer.ts';
import { isOn } from '../body.ts';
import { demandText, logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { objectAnswer } from '../formats/write-table.ts';
import { calculationsOf, recalculate } from '../model/calculate.ts';
import type { Randomization, Row } from '../model/project.ts';
import { logComputed } from './log-change.ts';
import { demandRecord } from './record-names.ts';

/** Hands the record the first unused allocation of its stratum and stores the group in the target field. */
export const randomizeRecord: Method = {
  rights: ['Randomize'],
  run: (call) => {
    const format = tableFormat(call);
    const record = demandRecord(call, demandText(call, 'record'));
    const id = demandText(call, 'randomization_id');
    const randomization = call.project.randomizations.find((one) => String(one.id) === id);
    if (!randomization) throw invalidParameter('randomization_id');
    if ([...randomization.given.values()].includes(record.name)) {
      throw new ApiError(`The record "${record.name}" has already been randomized`);
    }
    const row = [...record.rows.values()].find(
      ({ event, instance }) => instance === 0 && randomization.events.includes(event),
    );
    if (!row) throw new ApiError(`The record "${record.name}" has no data in the event of the randomization`);
    const index = nextAllocation(randomization, row);
    const { group, number } = randomization.allocations[index] ?? { group: '', number: '' };
    randomization.given.set(index, record.name);
    row.values.set(randomization.targetField, group);
    call.project.records.set(record.name, { ...record, modified: call.now });
    logged(call, {
      kind: 'record_edit',
      action: `Randomize record (API) ${record.name}`,
      details: `${randomization.targetField} = '${group}'`,
      record: record.name,
    });
    const calculations = calculationsOf(call.project.design);
    logComputed(call, record.name, recalculate(call.project, record, calculations, call.now));
    return answer(call, [randomization.id, record.name, group, number], format);
  },
};

function nextAllocation(randomization: Randomization, row: Row): number {
  const stratum = randomization.stratumFields.map((name) => row.values.get(name) ?? '');
  const empty = randomization.stratumFields.filter((_, index) => stratum[index] === '');
  if (empty.length > 0) {
    throw new ApiError(
      `The record cannot be randomized before these fields have a value: ${empty.join(', ')}`,
    );
  }
  const index = randomization.allocations.findIndex(
    (allocation, at) =>
      !randomization.given.has(at) && allocation.stratum.every((value, place) => value === stratum[place]),
  );
  if (index < 0) throw new ApiError('The allocation table has no unused entry left for this record');
  return index;
}

function answer(call: Call, row: readonly (string | number)[], format: 'csv' | 'json' | 'xml') {
  const columns = ['randomization_id', 'record', 'target_field', 'target_field_alt'];
  const width = isOn(call.parameters, 'returnAlt') ? 4 : 3;
  return objectAnswer(format, columns.slice(0, width), row.slice(0, width));
}
