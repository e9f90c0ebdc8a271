/** A report as a user of REDCap would have set it up. */
export interface Report {
  readonly id: number;
  readonly title: string;
  /** Columns in this order; the record ID comes first in any case. */
  readonly fields: readonly string[];
  readonly filterLogic: string;
  readonly order: readonly { readonly field: string; readonly descending?: true }[];
  /** Unique event names; none is all. */
  readonly events?: readonly string[];
  readonly showsGroups?: true;
  /** Otherwise a line break becomes two spaces, which is how REDCap sets up a report [S5]. */
  readonly keepsLineBreaks?: true;
  /** Who may see it; absent: everybody in the project. */
  readonly users?: readonly string[];
}
