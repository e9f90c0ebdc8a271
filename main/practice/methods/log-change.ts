import { logged } from '../call.ts';
import type { Call } from '../call.ts';
import type { Recalculated } from '../model/calculate.ts';
import { eventLabel } from '../model/design.ts';
import type { Design } from '../model/design.ts';
import type { Row } from '../model/project.ts';

/** What has been saved of one event or instance of a record. */
export interface Change {
  readonly record: string;
  readonly place: Pick<Row, 'event' | 'instance'>;
  /** Stored name → new value, of what is not as it was; a blank is a value erased. */
  readonly values: readonly (readonly [column: string, value: string])[];
  readonly isNew: boolean;
  /** What saved it. */
  readonly by: 'API' | 'Auto calculation';
}

/**
 * Logs a change of values as REDCap's log writes it: the event is named with the record, an instance before the
 * values, and a checkbox by its code, e.g. `Update record (API) 5 (Month 3 (Arm 1: Adults))` with the details
 * `[instance = 2], drug(3) = checked, dose = '5'`.
 */
export function logChange(call: Call, { record, place, values, isNew, by }: Change): void {
  const { design } = call.project;
  const event = design.longitudinal ? design.eventByName.get(place.event) : undefined;
  const where = event ? ` (${eventLabel(design, event)})` : '';
  const instance = place.instance > 1 ? [`[instance = ${place.instance}]`] : [];
  const id = isNew ? [`${design.recordIdField.name} = '${record}'`] : [];
  logged(call, {
    kind: isNew ? 'record_add' : 'record_edit',
    action: `${isNew ? 'Create' : 'Update'} record (${by}) ${record}${where}`,
    details: [...instance, ...id, ...values.map((value) => written(design, value))].join(', '),
    record,
  });
}

/** Logs what the server has computed anew in a record, apart from what was saved before it. */
export function logComputed(call: Call, record: string, computed: readonly Recalculated[]): void {
  for (const [row, fields] of Map.groupBy(computed, (one) => one.row)) {
    const values = fields.map(({ field, value }) => [field.name, value] as const);
    logChange(call, { record, place: row, values, isNew: false, by: 'Auto calculation' });
  }
}

function written(design: Design, [column, value]: readonly [string, string]): string {
  const option = design.checkboxByColumn.get(column);
  if (!option) return `${column} = '${value}'`;
  return `${option.field.name}(${option.code}) = ${value === '1' ? 'checked' : 'unchecked'}`;
}
