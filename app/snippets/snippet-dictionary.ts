import type { OutlineField, ProjectOutline } from '#app/project/outline.ts';

/** What a snippet may know of the project. Every text in it is the server's: hostile, of any length. */
export interface SnippetDictionary {
  readonly recordIdField: string;
  readonly longitudinal: boolean;
  readonly fields: readonly OutlineField[];
}

/** The part of the outline that code is made from; null while the dictionary is unknown. */
export function snippetDictionary(outline: ProjectOutline | null): SnippetDictionary | null {
  if (outline === null || outline.fields === null || outline.recordIdField === null) return null;
  const { recordIdField, fields, longitudinal } = outline;
  return { recordIdField, fields, longitudinal: longitudinal === true };
}
