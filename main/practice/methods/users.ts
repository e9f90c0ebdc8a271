import { ApiError } from '../answer.ts';
import { listOf } from '../body.ts';
import { invalidValues, logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { readNestedRows } from '../formats/read-rows.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { TableRow } from '../formats/write-table.ts';
import { newUser, privilegesOf } from '../model/members.ts';
import type { ProjectUser } from '../model/members.ts';
import { LEAST_PRIVILEGES } from '../model/privileges.ts';
import { findDag } from './dags.ts';
import { importedPrivileges, privilegeCells, rightColumns } from './privilege-columns.ts';

const USER_COLUMNS = [
  'username',
  'email',
  'firstname',
  'lastname',
  'expiration',
  'data_access_group',
  'data_access_group_id',
  'data_access_group_label',
] as const;

/** All users with their rights as numbers; a user in a role shows the role's [S4]. */
export const exportUsers: Method = {
  rights: ['API Export', 'User Rights'],
  run: (call) => {
    const { project } = call;
    return tableAnswer(tableFormat(call), {
      columns: [...USER_COLUMNS, ...rightColumns(project), 'forms', 'forms_export'],
      rows: [...project.users.values()].map((user) => {
        const dag = findDag(call, user.dag);
        const { username, email, firstName, lastName, expiration } = user;
        const person: TableRow = [username, email, firstName, lastName, expiration];
        const group: TableRow = [user.dag, dag?.id ?? '', dag?.name ?? ''];
        return person.concat(group, privilegeCells(project, privilegesOf(project, user)));
      }),
      root: 'users',
    });
  },
};

/** Adds users with the least rights, or changes what is sent of those who are there; all rows or none. */
export const importUsers: Method = {
  rights: ['API Import/Update', 'User Rights'],
  run: (call) => {
    const { users } = call.project;
    const imported = readNestedRows(call).map((row) => importedUser(call, row));
    for (const user of imported) {
      const verb = users.has(user.username) ? 'Edit' : 'Add';
      users.set(user.username, user);
      const action = `${verb} user ${user.username}`;
      logged(call, { kind: 'user', action, details: `${verb} user (API): ${user.username}` });
    }
    return countAnswer(call.returnFormat, imported.length);
  },
};

/** Takes users out of the project; their tokens end with it. */
export const deleteUsers: Method = {
  rights: ['API Import/Update', 'User Rights'],
  run: (call) => {
    const { users } = call.project;
    const names = new Set(listOf(call.parameters, 'users'));
    if (names.size === 0) throw new ApiError('No users were provided to be deleted');
    const unknown = [...names].filter((name) => !users.has(name));
    if (unknown.length > 0) throw invalidValues('users', unknown);
    for (const name of names) {
      users.delete(name);
      logged(call, { kind: 'user', action: `Delete user ${name}`, details: `Delete user (API): ${name}` });
    }
    return countAnswer(call.returnFormat, names.size);
  },
};

function importedUser(call: Call, row: DataRow): ProjectUser {
  const username = (row['username'] ?? '').trim();
  if (!/^[\w.@-]{1,255}$/.test(username)) {
    throw new ApiError(`The following values of username are invalid: ${username}`);
  }
  const before = call.project.users.get(username) ?? newUser(username, LEAST_PRIVILEGES);
  const dag = (row['data_access_group'] ?? before.dag).trim();
  if (dag !== '' && !findDag(call, dag)) {
    throw new ApiError(`The following values of data_access_group are invalid: ${dag}`);
  }
  const expiration = (row['expiration'] ?? before.expiration).trim();
  if (!/^(?:\d{4}-\d{2}-\d{2})?$/.test(expiration)) {
    throw new ApiError(`The following values of expiration are invalid: ${expiration}`);
  }
  return { ...before, dag, expiration, privileges: importedPrivileges(call, row, before.privileges) };
}
