import { answerIn } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { tableFormat } from '../call.ts';
import type { Call } from '../call.ts';
import { csvDelimiterOf } from '../formats/read-rows.ts';
import { tableAnswer } from '../formats/write-table.ts';
import type { SelectedLine } from '../model/select.ts';
import { flatCsv } from './flat-csv.ts';
import { flatRows } from './records-flat.ts';
import type { FlatColumn } from './records-flat.ts';

/** Records as a flat table, with the headings and the delimiter that the call asks for. */
export function flatAnswer(
  call: Call,
  {
    columns,
    lines,
    labelled,
  }: {
    readonly columns: readonly FlatColumn[];
    readonly lines: Iterable<SelectedLine>;
    /** Headings are labels where the format has headings. */
    readonly labelled: boolean;
  },
): Answer {
  const format = tableFormat(call);
  const names = columns.map(({ name }) => name);
  if (format !== 'csv') {
    return tableAnswer(format, { columns: names, rows: flatRows(columns, lines), root: 'records' });
  }
  const headings = labelled ? columns.map(({ heading }) => heading) : names;
  const { generated } = call.project;
  return answerIn(format, flatCsv({ columns, headings, lines, delimiter: csvDelimiterOf(call), generated }));
}
