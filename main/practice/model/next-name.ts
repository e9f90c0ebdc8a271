import type { Project } from './project.ts';

/** The highest record name that is a whole number, plus one. */
export function nextRecordNumber(project: Project): number {
  let highest = 0;
  for (const name of project.records.keys()) {
    if (/^\d{1,15}$/.test(name)) highest = Math.max(highest, Number(name));
  }
  return highest + 1;
}
