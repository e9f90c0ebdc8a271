import { randomBytes } from 'node:crypto';
import { ApiError } from '../answer.ts';
import { listOf } from '../body.ts';
import { invalidValues, logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { demandShortList, readNestedRows } from '../formats/read-rows.ts';
import type { DataRow } from '../formats/read-rows.ts';
import { countAnswer, tableAnswer } from '../formats/write-table.ts';
import type { TableRow } from '../formats/write-table.ts';
import type { UserRole } from '../model/members.ts';
import { LEAST_PRIVILEGES } from '../model/privileges.ts';
import type { RightColumn } from '../model/privileges.ts';
import type { Project } from '../model/project.ts';
import { importedPrivileges, privilegeCells, rightColumns } from './privilege-columns.ts';

/** All roles; their rights are texts where those of users are numbers, but for the instruments' codes [S4]. */
export const exportUserRoles: Method = {
  rights: ['API Export', 'User Rights'],
  run: (call) => {
    const { project } = call;
    return tableAnswer(tableFormat(call), {
      columns: ['unique_role_name', 'role_label', ...roleColumns(project), 'forms', 'forms_export'],
      rows: project.roles.map(({ uniqueName, label, privileges }) => {
        const cells = privilegeCells(project, privileges, roleColumns(project));
        const name: TableRow = [uniqueName, label];
        return name.concat(cells.map((cell) => (typeof cell === 'number' ? String(cell) : cell)));
      }),
    });
  },
};

/** A row without a unique name adds a role with the least rights; one with it changes what is sent. */
export const importUserRoles: Method = {
  rights: ['API Import/Update', 'User Rights'],
  run: (call) => {
    const rows = demandShortList(readNestedRows(call));
    let { roles } = call.project;
    for (const row of rows) {
      const at = roles.findIndex(({ uniqueName }) => uniqueName === (row['unique_role_name'] ?? '').trim());
      const role = importedRole(call, row, roles, roles[at]);
      roles = at < 0 ? [...roles, role] : roles.with(at, role);
    }
    const before = call.project.roles;
    call.project.roles = roles;
    for (const role of roles.filter((one) => !before.includes(one))) {
      const verb = before.some(({ id }) => id === role.id) ? 'Edit' : 'Add';
      const details = `${verb} user role (API): ${role.label}`;
      logged(call, { kind: 'user', action: `${verb} user role`, details });
    }
    return countAnswer(call.returnFormat, rows.length);
  },
};

/** Deletes roles; users who were in one go on with the rights they have of their own. */
export const deleteUserRoles: Method = {
  rights: ['API Import/Update', 'User Rights'],
  run: (call) => {
    const { project } = call;
    const names = new Set(listOf(call.parameters, 'roles'));
    if (names.size === 0) throw new ApiError('No user roles were provided to be deleted');
    const deleted = project.roles.filter(({ uniqueName }) => names.has(uniqueName));
    const unknown = [...names].filter((name) => !deleted.some(({ uniqueName }) => uniqueName === name));
    if (unknown.length > 0) throw invalidValues('roles', unknown);
    project.roles = project.roles.filter((role) => !deleted.includes(role));
    for (const user of project.users.values()) {
      if (names.has(user.role)) project.users.set(user.username, { ...user, role: '' });
    }
    for (const { label } of deleted) {
      const details = `Delete user role (API): ${label}`;
      logged(call, { kind: 'user', action: 'Delete user role', details });
    }
    return countAnswer(call.returnFormat, names.size);
  },
};

// Unlike those of users, the locking rights of roles come in the reverse order [S4].
function roleColumns(project: Project): readonly RightColumn[] {
  const columns = rightColumns(project);
  const locking = columns.filter((column) => column.startsWith('lock_records'));
  return [...columns.filter((column) => !locking.includes(column)), ...locking.toReversed()];
}

function importedRole(
  call: Call,
  row: DataRow,
  roles: readonly UserRole[],
  before: UserRole | undefined,
): UserRole {
  const unique = (row['unique_role_name'] ?? '').trim();
  if (unique !== '' && !before) {
    throw new ApiError(`The following values of unique_role_name are invalid: ${unique}`);
  }
  const label = (row['role_label'] ?? before?.label ?? '').trim();
  if (label === '') throw new ApiError('Each role must have a name in "role_label"');
  const given = importedPrivileges(call, row, before?.privileges ?? LEAST_PRIVILEGES);
  if (before) return { ...before, label, privileges: given };
  const id = Math.max(0, ...roles.map((role) => role.id)) + 1;
  return { id, uniqueName: newRoleName(), label, privileges: given };
}

function newRoleName(): string {
  const letters = '23456789ACDEFHJKLMNPRTWXY';
  return `U-${[...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')}`;
}
