import { invalidParameter } from '../answer.ts';
import { demandText } from '../call.ts';
import type { Call, Method } from '../call.ts';
import type { Cell } from '../formats/write-table.ts';
import { compareNames } from '../model/project.ts';
import type { Report } from '../model/reports.ts';
import { selectData } from '../model/select.ts';
import type { SelectedLine, Selection } from '../model/select.ts';
import { odmAnswer } from './project-xml.ts';
import { flatAnswer } from './flat-answer.ts';
import { exportedData, hasLabelHeaders, valueStyle } from './records-export.ts';
import { flatColumns } from './records-flat.ts';
import type { FlatColumn } from './records-flat.ts';

/** A report of the project: its fields, filter and order; always flat. */
export const exportReports: Method = {
  rights: ['API Export'],
  run: (call) => {
    const report = demandReport(call, demandText(call, 'report_id'));
    const asked = asRecordsExport(call, report);
    const selection = inReportOrder(call, report, selectData(asked));
    exportedData(call, { reportId: report.id, fields: selection.fields });
    if (call.format === 'odm') return odmAnswer(asked, { selection, files: false });
    const stored = flatColumns(asked, selection, valueStyle(call));
    const columns = report.keepsLineBreaks ? stored : stored.map(inOneLine);
    return flatAnswer(call, { columns, lines: selection.lines, labelled: hasLabelHeaders(call) });
  },
};

function inOneLine({ name, heading, cell }: FlatColumn): FlatColumn {
  const written = (line: SelectedLine): Cell => {
    const value = cell(line);
    return typeof value === 'string' ? value.replaceAll(/\r\n?|\n/g, '  ') : value;
  };
  return { name, heading, cell: written };
}

function demandReport(call: Call, id: string): Report {
  const report = call.project.reports.find((one) => String(one.id) === id);
  if (!report || !(report.users?.includes(call.user.username) ?? true)) throw invalidParameter('report_id');
  return report;
}

// What a report holds is what an export of records with these parameters would hold.
function asRecordsExport(call: Call, report: Report): Call {
  const { recordIdField, fieldByName } = call.project.design;
  const fields = [recordIdField.name, ...report.fields.filter((name) => fieldByName.has(name))];
  return {
    ...call,
    parameters: {
      texts: new Map([
        ['filterLogic', report.filterLogic],
        ['exportDataAccessGroups', String(report.showsGroups ?? false)],
      ]),
      lists: new Map([
        ['fields', fields],
        ['events', report.events ?? []],
      ]),
      files: new Map(),
    },
  };
}

function inReportOrder(call: Call, report: Report, selection: Selection): Selection {
  const rank = (name: string): number =>
    name === call.project.design.recordIdField.name ? -1 : report.fields.indexOf(name);
  const fields = selection.fields.toSorted((a, b) => rank(a.name) - rank(b.name));
  if (report.order.length === 0) return { ...selection, fields };
  const valueOf = ({ record, row }: SelectedLine, name: string): string =>
    name === call.project.design.recordIdField.name ? record.name : (row.values.get(name) ?? '');
  const lines = [...selection.lines].sort((a, b) => {
    for (const { field, descending = false } of report.order) {
      const compared = compareNames(valueOf(a, field), valueOf(b, field));
      if (compared !== 0) return descending ? -compared : compared;
    }
    return 0;
  });
  return { ...selection, fields, lines };
}
