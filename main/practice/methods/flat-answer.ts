import { answerIn } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { tableFormat } from '../call.ts';
import type { Call } from '../call.ts';
import { csvDelimiterOf } from '../formats/read-rows.ts';
import { tableAnswer } from '../formats/write-table.ts';
import type { SelectedLine } from '../model/select.ts';
import { generatedCsv } from './generated-csv.ts';
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
  const delimiter = format === 'csv' ? csvDelimiterOf(call) : ',';
  const names = columns.map(({ name }) => name);
  const headings = labelled ? columns.map(({ heading }) => heading) : names;
  const { generated } = call.project;
  if (generated && format === 'csv') {
    return answerIn(format, generatedCsv(generated, { columns, headings, lines, delimiter }));
  }
  return tableAnswer(format, {
    columns: names,
    headings,
    rows: flatRows(columns, lines),
    delimiter,
    root: 'records',
  });
}
