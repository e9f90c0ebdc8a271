import type { Method, PayloadColumn, PayloadParameter } from '#app/catalogue/method.ts';
import type { Draft } from '#app/request/draft.ts';
import { effectiveValue } from '#app/request/visible.ts';

export type DateOrder = 'YMD' | 'MDY' | 'DMY';
export type PayloadFormat = 'csv' | 'json' | 'xml' | 'odm';

/** What decides how data to import is read and checked: the request's other parameters. Plain data. */
export interface PayloadSettings {
  readonly format: PayloadFormat;
  readonly delimiter: string;
  /** Records, a row per record or a row per value; or the rows of another method. */
  readonly layout: 'flat' | 'eav' | 'table';
  readonly single: boolean;
  readonly columns: readonly PayloadColumn[];
  readonly dateOrder: DateOrder;
  /** Blank cells erase stored values. */
  readonly overwrites: boolean;
  /** REDCap gives the records new names. */
  readonly newNames: boolean;
}

/** Reads the settings off the form. A payload whose columns name the record ID field is one of records. */
export function payloadSettings(method: Method, parameter: PayloadParameter, draft: Draft): PayloadSettings {
  const text = (name: string): string => {
    const other = method.parameters.find((candidate) => candidate.name === name);
    const value = other && effectiveValue(method, other, draft);
    return typeof value === 'string' ? value : '';
  };
  const holdsRecords = parameter.columns.some(({ name }) => name === '<record id field>');
  const delimiter = text('csvDelimiter');
  return {
    format: parameter.format === 'odm' ? 'odm' : asFormat(text('format')),
    delimiter: delimiter === 'tab' ? '\t' : delimiter === '' ? ',' : delimiter,
    layout: holdsRecords ? (text('type') === 'eav' ? 'eav' : 'flat') : 'table',
    single: parameter.single === true,
    columns: parameter.columns,
    dateOrder: asDateOrder(text('dateFormat')),
    overwrites: text('overwriteBehavior') === 'overwrite',
    newNames: text('forceAutoNumber') === 'true',
  };
}

function asFormat(text: string): PayloadFormat {
  return text === 'json' || text === 'xml' || text === 'odm' ? text : 'csv';
}

function asDateOrder(text: string): DateOrder {
  return text === 'MDY' || text === 'DMY' ? text : 'YMD';
}
