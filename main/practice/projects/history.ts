import { addToLog } from '../model/log.ts';
import type { LogKind } from '../model/log.ts';
import { OWNER } from '../model/members.ts';
import type { Project } from '../model/project.ts';

/** The log of a made-up project as it would stand there: the project, its status, each record's start and last change. */
export function writeHistory(project: Project): void {
  const past: {
    time: string;
    kind: LogKind;
    action: string;
    details: string;
    record: string;
    dag: string;
  }[] = [
    { ...designed('Create project'), time: project.created },
    ...(project.productionSince === ''
      ? []
      : [{ ...designed('Move project to production status'), time: project.productionSince }]),
  ];
  const id = project.design.recordIdField.name;
  for (const { name, dag, created, modified } of project.records.values()) {
    const about = { details: `${id} = '${name}'`, record: name, dag };
    past.push({ ...about, time: created, kind: 'record_add', action: `Create record ${name}` });
    if (modified !== created) {
      past.push({ ...about, time: modified, kind: 'record_edit', action: `Update record ${name}` });
    }
  }
  past.sort((a, b) => a.time.localeCompare(b.time));
  for (const entry of past) addToLog(project, { ...entry, username: OWNER.username });
}

function designed(details: string) {
  return { kind: 'manage', action: 'Manage/Design', details, record: '', dag: '' } as const;
}
