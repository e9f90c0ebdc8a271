import { ApiError } from '../answer.ts';
import { logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { readRows } from '../formats/read-rows.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { ProjectUser } from '../model/members.ts';
import { findDag } from './dags.ts';

/** Every user with their group; in none is empty. */
export const exportUserDags: Method = {
  rights: ['API Export', 'Data Access Groups'],
  run: (call) =>
    tableAnswer(tableFormat(call), {
      columns: ['username', 'redcap_data_access_group'],
      rows: [...call.project.users.values()].map(({ username, dag }) => [username, dag]),
    }),
};

/** Puts users into groups, or into none by a blank. All rows are checked before the first counts. */
export const importUserDags: Method = {
  rights: ['API Import/Update', 'Data Access Groups'],
  run: (call) => {
    const users = assign(call, (row) => ({
      ...demandUser(call, row),
      dag: groupIn(call, row, 'redcap_data_access_group'),
    }));
    return countAnswer(call.returnFormat, users.length);
  },
};

/** Every user with their role; without one it is empty [S4]. */
export const exportUserRoleAssignments: Method = {
  rights: ['API Export', 'User Rights'],
  run: (call) =>
    tableAnswer(tableFormat(call), {
      columns: ['username', 'unique_role_name', 'data_access_group'],
      rows: [...call.project.users.values()].map(({ username, role, dag }) => [username, role, dag]),
    }),
};

/** Gives users a role, or none by a blank, and a group where that column is there. */
export const importUserRoleAssignments: Method = {
  rights: ['API Import/Update', 'User Rights'],
  run: (call) => {
    const users = assign(call, (row) => {
      const user = demandUser(call, row);
      const role = (row['unique_role_name'] ?? '').trim();
      if (role !== '' && !call.project.roles.some(({ uniqueName }) => uniqueName === role)) {
        throw new ApiError(`The following values of unique_role_name are invalid: ${role}`);
      }
      const dag = row['data_access_group'] === undefined ? user.dag : groupIn(call, row, 'data_access_group');
      return { ...user, role, dag };
    });
    for (const { username, role, dag } of users) {
      logged(call, {
        kind: 'user',
        action: `Edit user ${username}`,
        details: `Assign user (API): role = '${role}', data access group = '${dag}'`,
      });
    }
    return countAnswer(call.returnFormat, users.length);
  },
};

function assign(call: Call, changed: (row: DataRow) => ProjectUser): readonly ProjectUser[] {
  const users = readRows(call).map(changed);
  for (const user of users) call.project.users.set(user.username, user);
  return users;
}

function demandUser(call: Call, row: DataRow): ProjectUser {
  const username = (row['username'] ?? '').trim();
  const user = call.project.users.get(username);
  if (!user) throw new ApiError(`The following values of username are invalid: ${username}`);
  return user;
}

function groupIn(call: Call, row: DataRow, column: string): string {
  const dag = (row[column] ?? '').trim();
  if (dag !== '' && !findDag(call, dag)) {
    throw new ApiError(`The following values of ${column} are invalid: ${dag}`);
  }
  return dag;
}
