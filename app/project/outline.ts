import type { ProjectStatus } from '#app/connection/connection.ts';

/**
 * What the forms need to know of a project, as far as the token's rights allow. A list that could not be read
 * is null and its reason is in `missing`; a form then offers a plain text field.
 */
export interface ProjectOutline {
  readonly title: string;
  readonly status: ProjectStatus;
  /** undefined: the project information could not be read. */
  readonly longitudinal: boolean | undefined;
  readonly repeating: boolean | undefined;
  readonly redcapVersion: string | null;
  readonly fields: readonly OutlineField[] | null;
  readonly forms: readonly NamedItem[] | null;
  readonly events: readonly NamedItem[] | null;
  readonly arms: readonly NamedItem[] | null;
  /** One sentence for each list that is missing. */
  readonly missing: readonly string[];
  /** ISO 8601 date and time of reading. */
  readonly readAt: string;
}

export interface NamedItem {
  readonly name: string;
  readonly label: string;
}

export interface OutlineField extends NamedItem {
  readonly form: string;
  /** REDCap's field type: text, radio, checkbox, file, calc, … */
  readonly type: string;
  /** Marked as an identifier in the dictionary. */
  readonly identifier: boolean;
}
