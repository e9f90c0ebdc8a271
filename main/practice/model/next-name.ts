import type { Project } from './project.ts';

/**
 * Names for new records, endless: the highest whole number in use and on; for a member of a Data Access Group the
 * group's number, a minus sign and a count of its own [S1].
 */
export function* nextRecordNames(project: Project, group: string): Generator<string> {
  const dag = project.dags.find(({ uniqueName }) => uniqueName === group);
  const start = dag ? `${dag.id}-` : '';
  let highest = 0;
  for (const name of project.records.keys()) {
    const number = name.startsWith(start) ? name.slice(start.length) : '';
    if (/^\d{1,15}$/.test(number)) highest = Math.max(highest, Number(number));
  }
  for (;;) {
    highest += 1;
    yield `${start}${highest}`;
  }
}
