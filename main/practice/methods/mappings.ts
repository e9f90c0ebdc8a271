import { ApiError } from '../answer.ts';
import { tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { readRows } from '../formats/read-rows.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { Designation } from '../model/design.ts';
import { changeDesign } from './change-design.ts';
import { demandLongitudinal, wantedArms } from './events.ts';

export const exportMappings: Method = {
  rights: ['API Export'],
  run: (call) => {
    demandLongitudinal(call, 'export form/event mappings');
    const wanted = wantedArms(call);
    const { design } = call.project;
    return tableAnswer(tableFormat(call), {
      columns: ['arm_num', 'unique_event_name', 'form'],
      rows: design.events
        .filter(({ arm }) => wanted(arm))
        .flatMap(({ arm, uniqueName }) =>
          design.instruments
            .filter(({ name }) => design.formsOfEvent.get(uniqueName)?.has(name))
            .map(({ name }) => [arm, uniqueName, name]),
        ),
    });
  },
};

/** The rows sent become the whole designation: what is left out is no longer designated [S1]. */
export const importMappings: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  run: (call) => {
    demandLongitudinal(call, 'import form/event mappings');
    const designations = readRows(call).map((row) => designationOf(call, row));
    const repeats = call.project.design.repeats.filter(
      ({ event, form }) =>
        form === '' || designations.some((one) => one.event === event && one.form === form),
    );
    changeDesign(call.project, { designations, repeats });
    return countAnswer(call.returnFormat, designations.length);
  },
};

function designationOf(call: Call, row: DataRow): Designation {
  const { arm_num: arm = '', unique_event_name: event = '', form = '' } = row;
  const { design } = call.project;
  const found = design.eventByName.get(event);
  if (!found) throw new ApiError(`The following values of unique_event_name are invalid: ${event}`);
  if (String(found.arm) !== arm) throw new ApiError(`The event ${event} does not belong to the arm ${arm}`);
  if (!design.formOrder.has(form)) throw new ApiError(`The following values of form are invalid: ${form}`);
  return { event, form };
}
