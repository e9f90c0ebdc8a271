import type { Method } from '../call.ts';
import { tableFormat } from '../call.ts';
import { tableAnswer } from '../formats/write-table.ts';

export const exportInstruments: Method = {
  rights: ['API Export'],
  run: (call) =>
    tableAnswer(tableFormat(call), {
      columns: ['instrument_name', 'instrument_label'],
      rows: call.project.design.instruments.map(({ name, label }) => [name, label]),
    }),
};
