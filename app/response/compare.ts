import type { ProjectOutline, NamedItem, OutlineField } from '#app/project/outline.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { fieldValues } from '#app/safety/field-values.ts';
import { compareColumns } from './compare-columns.ts';
import { compareCount } from './compare-count.ts';
import { compareRows } from './compare-rows.ts';

/** What comparing needs of a project. */
export interface KnownProject extends Pick<ProjectOutline, 'recordIdField'> {
  readonly fields: readonly Pick<OutlineField, 'name' | 'form' | 'type'>[] | null;
  readonly forms: readonly Pick<NamedItem, 'name'>[] | null;
}

/** The data of an import, as far as counting needs it. */
export interface SentData {
  /** `object`: JSON that is one object instead of a list. */
  readonly shape: 'list' | 'object';
  readonly rows: number;
  /** The column that holds the record names. */
  readonly recordColumn: string;
  /** Different record names; null: the data has no such column. */
  readonly records: number | null;
  /** How many values the first row gives. */
  readonly values: number;
}

export interface ReceivedContent {
  readonly methodId: string;
  readonly fields: readonly EncodedField[];
  /** Empty where the answer is no table. */
  readonly columns: readonly string[];
  /** How many rows came, in ODM records; null where that is not known. */
  readonly rowCount: number | null;
  /**
   * The different values of some columns, in ODM of `record` and `field_name`; none where the answer is too long to look
   * at all of it.
   */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
  /** The number that the answer of a change is. */
  readonly count: number | null;
  readonly sent: SentData | null;
  readonly project: KnownProject | null;
}

/**
 * Compares what was asked for with what came, for a call that succeeded: one sentence for each surplus or shortfall,
 * none where all is as it should be or where it cannot be known.
 */
export function compareAnswer(content: ReceivedContent): readonly string[] {
  const values = fieldValues(content.fields);
  return [
    ...(content.methodId === 'export_records' ? compareColumns(values, content) : []),
    ...compareRows(values, content),
    ...compareCount(values, content),
  ];
}
