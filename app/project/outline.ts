import type { ProjectStatus } from '#app/connection/connection.ts';

/**
 * What the forms need to know of a project, as far as the token's rights allow. A list that could not be read
 * is null and its reason is in `missing`; a form then offers a plain text field. Every name and label is text of
 * the server: hostile, of any length and in any direction.
 */
export interface ProjectOutline {
  readonly title: string;
  readonly status: ProjectStatus;
  /** undefined: the project information could not be read. */
  readonly longitudinal: boolean | undefined;
  readonly repeating: boolean | undefined;
  /** Whether the project numbers new records itself. */
  readonly autoNumbering: boolean | undefined;
  readonly redcapVersion: string | null;
  /** The first field of the dictionary; null when the dictionary is unknown or empty. */
  readonly recordIdField: string | null;
  readonly fields: readonly OutlineField[] | null;
  readonly forms: readonly NamedItem[] | null;
  /**
   * The columns of checkbox fields as exports and imports name them, one for each choice; every other column has its
   * field's name [S2].
   */
  readonly checkboxColumns: readonly CheckboxColumn[] | null;
  /** Codes that stand for "no value, because …" in any field; empty where the project has none or does not tell. */
  readonly missingCodes: readonly OutlineChoice[];
  /** Empty in a classic project, as are arms and mappings. */
  readonly events: readonly NamedItem[] | null;
  readonly arms: readonly NamedItem[] | null;
  readonly mappings: readonly FormAtEvent[] | null;
  /** What repeats: form '' for a whole event, event '' in a classic project. */
  readonly repeatingForms: readonly FormAtEvent[] | null;
  /** Record names, which have no label; null until they were asked for: REDCap logs listing them as an export. */
  readonly records: readonly NamedItem[] | null;
  readonly dags: readonly OutlineGroup[] | null;
  /** User names with the full name, if known. */
  readonly users: readonly NamedItem[] | null;
  /** Unique role names with their labels. */
  readonly roles: readonly NamedItem[] | null;
  /**
   * Reports by title and unique name, null until they were asked for. The API has no list of reports: they stand in
   * the project's design, where their numbers, which it wants for an export, are not given.
   */
  readonly reports: readonly NamedItem[] | null;
  /** What could not be read, each with a sentence that says why. */
  readonly missing: readonly MissingList[];
  /** ISO 8601 date and time of reading. */
  readonly readAt: string;
}

/** A list of the outline, or the project information itself. */
export type OutlineList =
  | 'information'
  | 'fields'
  | 'forms'
  | 'checkboxColumns'
  | 'events'
  | 'arms'
  | 'mappings'
  | 'repeatingForms'
  | 'records'
  | 'dags'
  | 'users'
  | 'roles'
  | 'reports';

export interface MissingList {
  readonly list: OutlineList;
  readonly sentence: string;
  /** The rights the list needs, where the server refused it because the token's user lacks one of them. */
  readonly lacking?: readonly string[];
}

export interface NamedItem {
  readonly name: string;
  readonly label: string;
}

/** An instrument in one event. */
export interface FormAtEvent {
  readonly event: string;
  readonly form: string;
}

/** A data access group: its unique name, its label and, from REDCap 13.0 on, its number. */
export interface OutlineGroup extends NamedItem {
  readonly id?: string;
}

export interface OutlineChoice {
  readonly code: string;
  readonly label: string;
}

/** A column `field___code` of records. */
export interface CheckboxColumn {
  readonly name: string;
  readonly field: string;
  readonly code: string;
}

export interface OutlineField extends NamedItem {
  readonly form: string;
  /** REDCap's field type: text, notes, radio, dropdown, checkbox, yesno, truefalse, calc, file, slider, … */
  readonly type: string;
  /** Marked as an identifier in the dictionary. */
  readonly identifier: boolean;
  readonly required: boolean;
  /** Of a radio, dropdown, checkbox, yesno or truefalse field, in order; duplicates are kept as they come. */
  readonly choices: readonly OutlineChoice[];
  /** REDCap's validation type such as `date_ymd` or `integer`; '' if there is none. */
  readonly validation: string;
  /** As written in the dictionary; '' if there is none. */
  readonly min: string;
  readonly max: string;
  /** The server computes the value, so that it cannot be imported: calc, or @CALCTEXT or @CALCDATE. */
  readonly calculated: boolean;
}
