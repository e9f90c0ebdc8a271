import type { OutlineChoice, OutlineField, ProjectOutline } from '#app/project/outline.ts';

/** What a snippet may know of the project. Every text in it is the server's: hostile, of any length. */
export interface SnippetDictionary {
  readonly recordIdField: string;
  readonly longitudinal: boolean;
  readonly fields: readonly OutlineField[];
  /** Codes that stand for missing data in any field, such as `-99` or `UNK`; left out where the project has none. */
  readonly missingCodes?: readonly OutlineChoice[];
}

/** The part of the outline that code is made from; null while the dictionary is unknown. */
export function snippetDictionary(outline: ProjectOutline | null): SnippetDictionary | null {
  if (outline === null || outline.fields === null || outline.recordIdField === null) return null;
  const { recordIdField, fields, longitudinal, missingCodes } = outline;
  return { recordIdField, fields, longitudinal: longitudinal === true, missingCodes };
}
