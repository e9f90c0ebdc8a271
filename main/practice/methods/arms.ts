import { ApiError } from '../answer.ts';
import { isOn, listOf } from '../body.ts';
import { demandDevelopment, invalidValues, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { readRows } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { Arm } from '../model/design.ts';
import { demandLongitudinal, removeEvents, wantedArms } from './events.ts';
import { removeAllRecords } from '../model/project.ts';
import { changeDesign } from './change-design.ts';

/** Lists the arms that have an event; a classic project has none to show [S5]. */
export const exportArms: Method = {
  rights: ['API Export'],
  run: (call) => {
    demandLongitudinal(call, 'export arms');
    const wanted = wantedArms(call);
    const { arms, events } = call.project.design;
    const used = arms.filter(({ number }) => wanted(number) && events.some((event) => event.arm === number));
    return tableAnswer(tableFormat(call), {
      columns: ['arm_num', 'name'],
      rows: used.map(({ number, name }) => [number, name]),
    });
  },
};

/**
 * Adds and renames arms; `override=1`, in development only, first removes all with their events and data. A classic
 * project takes them too, and shows them once it is longitudinal [S6].
 */
export const importArms: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  run: (call) => {
    const override = isOn(call.parameters, 'override');
    if (override) demandDevelopment(call.project);
    const rows = readRows(call).map(armOf);
    if (override && rows.length === 0) throw new ApiError('No arms were provided');
    // Where a number is given twice, the later name counts.
    const imported = [...new Map(rows.map((arm) => [arm.number, arm])).values()];
    const { design } = call.project;
    const kept = override
      ? []
      : design.arms.filter(({ number }) => !imported.some((arm) => arm.number === number));
    const arms = [...kept, ...imported].sort((a, b) => a.number - b.number);
    if (override) replaceAllArms(call, arms);
    else changeDesign(call.project, { arms });
    return countAnswer(call.returnFormat, rows.length);
  },
};

/** Deletes arms with all their events and data. */
export const deleteArms: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  developmentOnly: true,
  run: (call) => {
    const { design } = call.project;
    const numbers = listOf(call.parameters, 'arms');
    if (numbers.length === 0) throw new ApiError('No arms were provided to be deleted');
    const unknown = numbers.filter((number) => !design.arms.some((arm) => String(arm.number) === number));
    if (unknown.length > 0) throw invalidValues('arms', unknown);
    const arms = design.arms.filter(({ number }) => !numbers.includes(String(number)));
    const events = design.events.filter((event) => numbers.includes(String(event.arm)));
    removeEvents(call, new Set(events.map(({ uniqueName }) => uniqueName)), { arms });
    return countAnswer(call.returnFormat, new Set(numbers).size);
  },
};

function armOf(row: Readonly<Record<string, string>>): Arm {
  const { arm_num: number = '', name = '' } = row;
  if (!/^[1-9]\d{0,2}$/.test(number))
    throw new ApiError('The arm number "arm_num" must be a whole number above 0');
  if (name.trim() === '') throw new ApiError(`The arm ${number} has no name`);
  return { number: Number(number), name };
}

// The project is left without events, until they are imported [S4].
function replaceAllArms(call: Call, arms: readonly Arm[]): void {
  removeAllRecords(call.project);
  changeDesign(call.project, { arms, events: [], designations: [], repeats: [] });
}
