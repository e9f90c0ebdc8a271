import { ApiError, answerIn } from '../answer.ts';
import { tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { sparselyQuotedLines } from '../formats/csv-lines.ts';
import { demandShortList, readRows } from '../formats/read-rows.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import { isDesignated } from '../model/design.ts';
import type { Repeat } from '../model/design.ts';
import { changeDesign } from './change-design.ts';
import { followRepeats } from '../model/follow-repeats.ts';
import { odmAnswer } from './project-xml.ts';

/** An empty form means that the whole event repeats. ODM, which the help page lists too, is the project's design. */
export const exportRepeating: Method = {
  rights: ['API Export', 'Project Design and Setup'],
  run: (call) => {
    const { repeats, longitudinal } = call.project.design;
    if (repeats.length === 0) {
      throw new ApiError(
        'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events',
      );
    }
    if (call.format === 'odm') return odmAnswer(call, { selection: null, files: false });
    const format = tableFormat(call);
    const from = longitudinal ? 0 : 1;
    const columns = ['event_name', 'form_name', 'custom_form_label'].slice(from);
    const rows = repeats.map(({ event, form, label }) => [event, form, label].slice(from));
    if (format === 'csv') return answerIn(format, sparselyQuotedLines([columns, ...rows]));
    return tableAnswer(format, { columns, rows });
  },
};

/** The rows become the whole set-up: what is left out repeats no longer [S2]. */
export const importRepeating: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  run: (call) => {
    const rows = demandShortList(readRows(call)).map((row) => repeatOf(call, row));
    // Where a place is given twice, the later label counts.
    const repeats = [...new Map(rows.map((one) => [`${one.event}|${one.form}`, one])).values()];
    for (const { event, form } of repeats) {
      const withinEvent = form !== '' && repeats.some((one) => one.event === event && one.form === '');
      if (withinEvent) {
        throw new ApiError(`The event ${event} cannot repeat as a whole and by its instrument ${form}`);
      }
    }
    changeDesign(call.project, { repeats });
    followRepeats(call.project);
    return countAnswer(call.returnFormat, rows.length);
  },
};

function repeatOf(call: Call, row: DataRow): Repeat {
  const { design } = call.project;
  const form = (row['form_name'] ?? '').trim();
  const label = row['custom_form_label'] ?? '';
  if (form !== '' && !design.formOrder.has(form)) {
    throw new ApiError(`The following values of form_name are invalid: ${form}`);
  }
  if (!design.longitudinal) {
    if (form === '') throw new ApiError('Each row must name an instrument in "form_name"');
    return { event: design.firstEvent.uniqueName, form, label };
  }
  const event = (row['event_name'] ?? '').trim();
  if (!design.eventByName.has(event)) {
    throw new ApiError(`The event '${event}' is not available in project`);
  }
  if (form !== '' && !isDesignated(design, event, form)) {
    throw new ApiError(`The instrument ${form} is not designated for the event ${event}`);
  }
  return { event, form, label };
}
