import type { FindingList } from '#app/project/payload/finding.ts';

/** What came of checking one text. */
export interface PayloadReport extends FindingList {
  /** Rows that were read; null where the text could not be read as rows. */
  readonly rows: number | null;
  /** Whether the project's dictionary was known, or only structure was checked. */
  readonly withProject: boolean;
}
