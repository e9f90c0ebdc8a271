import type { Report } from '../model/reports.ts';
import { openTag } from './odm-tag.ts';
import type { XmlElement } from './xml-read.ts';

const ORDERS = [1, 2, 3] as const;

/** Reports as REDCap's project XML holds them; empty when there are none. */
export function reportsXml(reports: readonly Report[]): string {
  if (reports.length === 0) return '';
  const lines = reports.map((report, index) => {
    return `\t\t${openTag('redcap:Reports', [
      ['title', report.title],
      ['report_order', index + 1],
      ['user_access', report.users ? 'SELECTED' : 'ALL'],
      ['output_dags', report.showsGroups ? 1 : 0],
      ['remove_line_breaks_in_values', report.keepsLineBreaks ? 0 : 1],
      ...ORDERS.flatMap((place) => {
        const by = report.order[place - 1];
        return [
          [`orderby_field${place}`, by?.field ?? ''] as const,
          [`orderby_sort${place}`, by ? (by.descending ? 'DESC' : 'ASC') : ''] as const,
        ];
      }),
      ['advanced_logic', report.filterLogic],
      ['redcap_reports_fields', report.fields.join(',')],
      ['redcap_reports_filter_events', (report.events ?? []).join(',')],
      ['redcap_reports_access_users', (report.users ?? []).join(',')],
    ])}/>\n`;
  });
  return `\t<redcap:ReportsGroup>\n${lines.join('')}\t</redcap:ReportsGroup>\n`;
}

/** The reports in their order, numbered from 1. */
export function readReports(globals: XmlElement): readonly Report[] {
  return globals
    .children('ReportsGroup')
    .flatMap((group) => group.children('Reports'))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(reportFrom);
}

function reportFrom({ attributes }: XmlElement, index: number): Report {
  const events = namesIn(attributes['redcap_reports_filter_events']);
  const selected = attributes['user_access'] === 'SELECTED';
  return {
    id: index + 1,
    title: attributes['title'] ?? '',
    fields: namesIn(attributes['redcap_reports_fields']),
    filterLogic: attributes['advanced_logic'] ?? '',
    order: ORDERS.flatMap((place) => {
      const field = attributes[`orderby_field${place}`] ?? '';
      if (field === '') return [];
      return attributes[`orderby_sort${place}`] === 'DESC' ? [{ field, descending: true }] : [{ field }];
    }),
    ...(events.length > 0 ? { events } : {}),
    ...(attributes['output_dags'] === '1' ? { showsGroups: true } : {}),
    ...(attributes['remove_line_breaks_in_values'] === '0' ? { keepsLineBreaks: true } : {}),
    ...(selected ? { users: namesIn(attributes['redcap_reports_access_users']) } : {}),
  };
}

function placeOf({ attributes }: XmlElement): number {
  return Number(attributes['report_order']) || 0;
}

function namesIn(text = ''): readonly string[] {
  return text.split(',').filter((name) => name !== '');
}
