import type { SourceTag } from './sources.ts';

/**
 * The shape of one API method. A method is closed data: no functions, so that the whole catalogue survives
 * `JSON.parse(JSON.stringify(x))` and form, validator and encoder can only differ in how they read it.
 */
export interface Method {
  /** Stable id, e.g. `export_records`. Used by the command line and in saved documents. */
  readonly id: string;
  /** The title of REDCap's help page, e.g. `Export Metadata (Data Dictionary)`. */
  readonly label: string;
  /** The label's short form for lists and headings, e.g. `Export Data Dictionary`. */
  readonly name: string;
  readonly group: Group;
  /** Value of the wire parameter `content`, which REDCap uses to pick the resource. */
  readonly content: string;
  /** Value of the wire parameter `action`; absent where REDCap's method has none. */
  readonly action?: string;
  readonly effect: Effect;
  /** What a call can do at worst; `reason` completes "This method …", without the full stop. */
  readonly danger: { readonly level: DangerLevel; readonly reason: string };
  /** Which kind of token may call it. */
  readonly tokens: readonly TokenKind[];
  /** Names of the project user rights that must all be held, as REDCap's user rights page spells them. */
  readonly rights: readonly string[];
  readonly rightsNote?: string;
  /** The server itself refuses the method (or `onlyWhen` holds) outside Development status. */
  readonly developmentOnly?: true | { readonly onlyWhen: Test };
  /** What the project must have; the server refuses the method otherwise. */
  readonly needs?: Need;
  /** In wire order, after token, content and action. */
  readonly parameters: readonly Parameter[];
  /** Checks that no condition on a single parameter can express; see `request/rules.ts`. */
  readonly rules?: readonly RuleName[];
  readonly returns: Returns;
  readonly help: Help;
  /** First REDCap version that has the method, if known. */
  readonly since?: string;
}

export type Group =
  | 'Records'
  | 'Metadata'
  | 'Field Names'
  | 'Files'
  | 'File Repository'
  | 'Instruments'
  | 'Projects'
  | 'Arms'
  | 'Events'
  | 'Repeating Instruments and Events'
  | 'Reports'
  | 'Data Access Groups'
  | 'Surveys'
  | 'Users & User Privileges'
  | 'User Roles'
  | 'Logging'
  | 'REDCap'
  | 'External Modules';

/** What a call changes: nothing, the caller's own state (DAG switch), the project, by deletion, or unknown. */
export type Effect = 'read' | 'session' | 'write' | 'delete' | 'module-defined';

/** 0 read, 1 own state, 2 write, 3 replace, 4 delete. */
export type DangerLevel = 0 | 1 | 2 | 3 | 4;

/** A project token acts in one project; a super token (64 characters) creates projects. */
export type TokenKind = 'project' | 'super';

export interface Help {
  /** At most two sentences a researcher understands. */
  readonly summary: string;
  /** Traps. */
  readonly gotchas?: readonly Gotcha[];
  /** An answer of a call that succeeded in each format; absent where it is a file, nothing, or a module's affair. */
  readonly examples?: readonly AnswerExample[];
  /** Plain questions and words, in lower case, by which the method is found besides its names. */
  readonly words: readonly string[];
}

export interface Gotcha {
  /** One sentence or two. */
  readonly text: string;
  /** Where the fact comes from. */
  readonly source: SourceTag;
}

export interface AnswerExample {
  readonly format: 'csv' | 'json' | 'xml' | 'odm' | 'text';
  /** What the answer depends on besides its format, or that it is shortened; a few words. */
  readonly when?: string;
  readonly body: string;
  /** Recorded from a running server, shown in REDCap's documentation, or written in the documented shape. */
  readonly origin: 'recorded' | 'documented' | 'derived';
}

/** What the answer is when the call succeeds. */
export type Returns =
  | { readonly kind: 'rows'; readonly columns?: readonly string[] }
  | { readonly kind: 'object'; readonly columns?: readonly string[] }
  | { readonly kind: 'count'; readonly of: string }
  | { readonly kind: 'importResult' }
  /** `confirms`: the text of a call that has worked, where it says nothing else. */
  | { readonly kind: 'text'; readonly what: string; readonly confirms?: string }
  | { readonly kind: 'token' }
  | { readonly kind: 'odm' }
  | { readonly kind: 'file'; readonly fileName: string }
  | { readonly kind: 'nothing' };

/** The question a researcher asks; the form is grouped by it, not by wire order. */
export type Section = 'what' | 'filter' | 'format' | 'options';

export type Requirement = 'required' | 'optional';

export type ProjectTrait = 'longitudinal' | 'severalArms' | 'repeating';

export type Need = ProjectTrait | 'randomization' | 'surveys' | 'surveyQueue' | 'saveAndReturn';

/** Equality on another parameter, or a trait of the project. Anything richer is a named rule. */
export type Test = { readonly parameter: string; readonly is: string } | { readonly project: ProjectTrait };

export type RuleName =
  'eventWithInstrument' | 'autoIdsNeedAutoNumber' | 'timespanInOrder' | 'newNameDiffers' | 'allRecordsAlone';

interface ParameterBase {
  /** Exact name on the wire; names are case-sensitive. */
  readonly name: string;
  /** Label in the form, in the Playground's words where they are known. */
  readonly label: string;
  /** One line under the control. */
  readonly help: string;
  /** One to three sentences more: what it changes, traps, versions. */
  readonly more: string;
  readonly section: Section;
  readonly requirement: Requirement;
  /** All must hold for the control to be shown and the value to be sent. */
  readonly shownWhen?: readonly Test[];
  /** All must hold for an optional parameter to become required. */
  readonly requiredWhen?: readonly Test[];
  /**
   * Sent even when hidden (with its default, or empty) or left empty, as the original does. Without it a value
   * is sent only when one is given, and a switch only when it differs from its default.
   */
  readonly always?: true;
  /** First REDCap version that knows the parameter, if it came after the method. */
  readonly since?: string;
}

/** What a text or list is chosen from once the project's dictionary is known. */
export type Picker =
  | 'records'
  | 'fields'
  | 'fileFields'
  | 'forms'
  | 'events'
  | 'arms'
  | 'dags'
  /** The groups' numbers (`data_access_group_id`), where REDCap does not take their unique names. */
  | 'dagIds'
  | 'users'
  | 'roles'
  | 'reports'
  | 'repositoryFolder'
  | 'repositoryFile';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of several values; of a single one where the original sends something that nobody need choose. */
export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly values: readonly Choice[];
  /** What counts when nothing is chosen. Absent: the server's own habit, which none of `values` names. */
  readonly default?: string;
  /** Until chosen, takes the value of this other parameter if it is one of `values`, else `default`. */
  readonly follows?: string;
  /** What to take for a followed value that is none of `values`: `odm` is followed as `xml`. */
  readonly followsAs?: Readonly<Record<string, string>>;
  /** This value goes over the wire as empty text: the original sends the comma of `csvDelimiter` so. */
  readonly emptyFor?: string;
}

/** On or off; both have a spelling on the wire (`true`/`false`, `1`/`0`, `TRUE`/`FALSE`). */
export interface SwitchParameter extends ParameterBase {
  readonly kind: 'switch';
  readonly on: string;
  readonly off: string;
  readonly default: 'on' | 'off';
}

/** Its presence alone switches it on, whatever the value; left out otherwise (`allRecords`). */
export interface PresenceParameter extends ParameterBase {
  readonly kind: 'presence';
  readonly value: string;
}

/** Sent as `name[0]`, `name[1]`, … */
export interface ListParameter extends ParameterBase {
  readonly kind: 'list';
  readonly of: Picker;
}

export interface TextParameter extends ParameterBase {
  readonly kind: 'text';
  readonly of?: Picker;
  /** Empty text is a value with this meaning, so that a required parameter may be left empty (`dag`). */
  readonly emptyMeans?: string;
  /** Characters that the server takes at most. */
  readonly maxLength?: number;
}

export interface IntegerParameter extends ParameterBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly of?: Picker;
  /** Words accepted in place of a number, e.g. `new`. */
  readonly words?: readonly string[];
}

/** Server time: `YYYY-MM-DD HH:MM:SS`, or `YYYY-MM-DD HH:MM` for precision `minute`. */
export interface TimeParameter extends ParameterBase {
  readonly kind: 'time';
  readonly precision: 'second' | 'minute';
}

export interface LogicParameter extends ParameterBase {
  readonly kind: 'logic';
}

export interface PayloadColumn {
  readonly name: string;
  readonly required: boolean;
  readonly note?: string;
}

/** Multi-line content to import, written in the value of parameter `format`, or always ODM. */
export interface PayloadParameter extends ParameterBase {
  readonly kind: 'payload';
  readonly format: 'asFormat' | 'odm';
  /** One row at most, so that JSON may be one object (project settings). */
  readonly single?: true;
  readonly columns: readonly PayloadColumn[];
  /** A template per format, shown while the editor is empty. */
  readonly examples: Readonly<Partial<Record<'csv' | 'json' | 'xml' | 'odm', string>>>;
}

/** A multipart part with a file name; a method that has one is sent as `multipart/form-data`. */
export interface FileParameter extends ParameterBase {
  readonly kind: 'file';
}

/** Free name/value pairs (External Module call); the parameter's own name is never on the wire. */
export interface PairsParameter extends ParameterBase {
  readonly kind: 'pairs';
}

export type Parameter =
  | ChoiceParameter
  | SwitchParameter
  | PresenceParameter
  | ListParameter
  | TextParameter
  | IntegerParameter
  | TimeParameter
  | LogicParameter
  | PayloadParameter
  | FileParameter
  | PairsParameter;
