import { designOf, sourceOf } from '../model/design.ts';
import type { DesignSource } from '../model/design.ts';
import type { Project } from '../model/project.ts';

/** Replaces parts of a project's design; its look-ups are built anew. */
export function changeDesign(project: Project, changes: Partial<DesignSource>): void {
  project.design = designOf({ ...sourceOf(project.design), ...changes });
}
