import papaparse from 'papaparse';
import { odmContent } from './odm-content.ts';
import { xmlRecord } from '../answers/row-cells.ts';
import type { SentData } from '#app/response/compare.ts';
import type { FieldValues } from '#app/safety/field-values.ts';

/** Characters of data that are counted through; counting more would hold everything else up. */
const LONGEST_DATA = 10_000_000;

/** Counts rows and records in the data of an import; null where there is none, or none that can be read. */
export function sentData(values: FieldValues, recordIdField: string | null): SentData | null {
  const data = values.text('data');
  if (data.trim() === '' || data.length > LONGEST_DATA) return null;
  // Where the project is not known, the first column is taken for the record ID, as REDCap wants it.
  const column = values.text('type') === 'eav' ? 'record' : recordIdField;
  try {
    switch (values.text('format')) {
      case 'json':
        return countJson(data, column);
      case 'csv':
        return countCsv(data, column, values.text('csvDelimiter'));
      case 'odm':
        return countOdm(data);
      default:
        return countXml(data, column);
    }
  } catch {
    return null;
  }
}

function countJson(data: string, column: string | null): SentData {
  const value: unknown = JSON.parse(data);
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  const cells = rows.map((row): Readonly<Record<string, unknown>> => (isObject(row) ? row : {}));
  const recordColumn = column ?? Object.keys(cells[0] ?? {})[0] ?? '';
  const names = cells.map((row) => (Object.hasOwn(row, recordColumn) ? row[recordColumn] : undefined));
  return count(
    Array.isArray(value) ? 'list' : 'object',
    recordColumn,
    names,
    Object.keys(cells[0] ?? {}).length,
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function countCsv(data: string, column: string | null, delimiter: string): SentData {
  const { data: lines } = papaparse.parse<readonly string[]>(data.replace(/^\uFEFF/, ''), {
    delimiter: delimiter === 'tab' ? '\t' : delimiter || ',',
    skipEmptyLines: 'greedy',
  });
  const heading = (lines[0] ?? []).map((name) => name.trim());
  const recordColumn = column ?? heading[0] ?? '';
  const index = heading.indexOf(recordColumn);
  const names = lines.slice(1).map((row) => (index === -1 ? undefined : (row[index] ?? '')));
  return count('list', recordColumn, names, heading.length);
}

function countXml(data: string, column: string | null): SentData | null {
  const items = data.match(/<item>[\s\S]*?<\/item>/g);
  if (items === null) return null;
  const rows = items.map(xmlRecord);
  const recordColumn = column ?? [...(rows[0]?.keys() ?? [])][0] ?? '';
  return count(
    'list',
    recordColumn,
    rows.map((row) => row.get(recordColumn)),
    rows[0]?.size ?? 0,
  );
}

function countOdm(data: string): SentData {
  return count('list', 'SubjectKey', [...odmContent(data).records], 1);
}

/** `names`: the record name of each row, undefined where the row has no such column. */
function count(
  shape: SentData['shape'],
  recordColumn: string,
  names: readonly unknown[],
  values: number,
): SentData {
  const different = new Set(names.map((name) => String(name ?? '').trim()));
  different.delete('');
  const hasColumn = names.length === 0 || names.some((name) => name !== undefined);
  return { shape, rows: names.length, recordColumn, records: hasColumn ? different.size : null, values };
}
