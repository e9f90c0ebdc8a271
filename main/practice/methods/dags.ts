import { ApiError, plainAnswer } from '../answer.ts';
import { isSent, listOf, textOf } from '../body.ts';
import { invalidValues, logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { demandShortList, readRows } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { Dag } from '../model/design.ts';
import type { Project } from '../model/project.ts';
import { uniqueGroupName } from '../model/unique-name.ts';

export const exportDags: Method = {
  rights: ['API Export', 'Data Access Groups'],
  run: (call) =>
    tableAnswer(tableFormat(call), {
      columns: ['data_access_group_name', 'unique_group_name', 'data_access_group_id'],
      rows: call.project.dags.map(({ name, uniqueName, id }) => [name, uniqueName, id]),
      root: 'dags',
    }),
};

/**
 * A blank unique name adds a group, a known one renames its group, whose unique name follows [S6]; the answer is the
 * number of rows.
 */
export const importDags: Method = {
  rights: ['API Import/Update', 'Data Access Groups'],
  run: (call) => {
    const rows = demandShortList(readRows(call));
    const dags = [...call.project.dags];
    const taken = new Set(dags.map(({ uniqueName }) => uniqueName));
    const renamed = new Map<string, string>();
    let id = Math.max(0, ...dags.map((dag) => dag.id)) + 1;
    for (const { data_access_group_name: given = '', unique_group_name: unique = '' } of rows) {
      const name = given.trim();
      if (name === '') throw new ApiError('Each group must have a name in "data_access_group_name"');
      if (unique.trim() === '') {
        const uniqueName = uniqueGroupName(name, (one) => taken.has(one));
        taken.add(uniqueName);
        dags.push({ id: id++, name, uniqueName });
      } else {
        const at = dags.findIndex((dag) => dag.uniqueName === unique.trim());
        const dag = dags[at];
        if (!dag) throw invalidValues('unique_group_name', [unique]);
        taken.delete(dag.uniqueName);
        const uniqueName =
          name === dag.name ? dag.uniqueName : uniqueGroupName(name, (one) => taken.has(one));
        taken.add(uniqueName);
        dags[at] = { ...dag, name, uniqueName };
        renamed.set(dag.uniqueName, uniqueName);
      }
    }
    call.project.dags = dags;
    renameGroups(call.project, renamed);
    return countAnswer(call.returnFormat, rows.length);
  },
};

/** Deletes groups; their records and users stay, in no group. */
export const deleteDags: Method = {
  rights: ['API Import/Update', 'Data Access Groups'],
  run: (call) => {
    const { project } = call;
    const names = new Set(listOf(call.parameters, 'dags'));
    if (names.size === 0) throw new ApiError('No Data Access Groups were provided to be deleted');
    const unknown = [...names].filter((name) => !findDag(call, name));
    if (unknown.length > 0) throw invalidValues('dags', unknown);
    project.dags = project.dags.filter(({ uniqueName }) => !names.has(uniqueName));
    moveMembers(project, (group) => (names.has(group) ? '' : group));
    return countAnswer(call.returnFormat, names.size);
  },
};

/** Moves the caller into another of the groups that the DAG Switcher gives them; empty: into none. Answers 1 [S4]. */
export const switchDag: Method = {
  rights: ['API Import/Update'],
  run: (call) => {
    if (!isSent(call.parameters, 'dag')) throw new ApiError('The parameter "dag" is missing');
    const dag = textOf(call.parameters, 'dag').trim();
    if (dag !== '' && !findDag(call, dag)) throw invalidValues('dag', [dag]);
    const user = call.project.users.get(call.user.username);
    if (!user?.switchable.includes(dag)) {
      const to = dag === '' ? 'to no Data Access Group' : `to the Data Access Group '${dag}'`;
      throw new ApiError(
        `You cannot switch ${to} because you are not assigned to it in the DAG Switcher of the project`,
      );
    }
    call.project.users.set(user.username, { ...user, dag });
    logged(call, {
      kind: 'manage',
      action: 'Manage/Design',
      details: `Switch current Data Access Group (API): ${dag}`,
    });
    return plainAnswer('1');
  },
};

// Folders and the log name groups too; when a group is deleted, they keep its name.
function renameGroups(project: Project, renamed: ReadonlyMap<string, string>): void {
  if (renamed.size === 0) return;
  const to = (group: string): string => renamed.get(group) ?? group;
  moveMembers(project, to);
  const { folders } = project.repository;
  for (const folder of folders.values()) folders.set(folder.id, { ...folder, dag: to(folder.dag) });
  for (const [at, entry] of project.log.entries()) project.log[at] = { ...entry, dag: to(entry.dag) };
}

// Where records and users stand; a group that becomes none may not be switched to either.
function moveMembers(project: Project, to: (group: string) => string): void {
  for (const record of project.records.values()) {
    const dag = to(record.dag);
    if (dag !== record.dag) project.records.set(record.name, { ...record, dag });
  }
  for (const user of project.users.values()) {
    const switchable = user.switchable
      .filter((group) => group === '' || to(group) !== '')
      .map((group) => to(group));
    project.users.set(user.username, { ...user, dag: to(user.dag), switchable });
  }
}

export function findDag(call: Call, uniqueName: string): Dag | undefined {
  return call.project.dags.find((dag) => dag.uniqueName === uniqueName);
}
