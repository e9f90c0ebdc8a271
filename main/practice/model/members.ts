import { ALL_PRIVILEGES } from './privileges.ts';
import type { Privileges } from './privileges.ts';
import type { Project } from './project.ts';

/** A user of one project. */
export interface ProjectUser {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Last day, `YYYY-MM-DD`; empty: none. */
  readonly expiration: string;
  /** Unique name of the Data Access Group; empty: in none. */
  readonly dag: string;
  /** Groups between which the user may switch (the DAG Switcher); the empty name is "no group". */
  readonly switchable: readonly string[];
  /** Unique name of the role, whose rights then count; empty: in none. */
  readonly role: string;
  /** Count while the user is in no role. */
  readonly privileges: Privileges;
}

export interface UserRole {
  readonly id: number;
  /** `U-` and ten capital letters and digits. */
  readonly uniqueName: string;
  readonly label: string;
  readonly privileges: Privileges;
}

/** A user of whom only the name is known, in no group and no role. */
export function newUser(username: string, privileges: Privileges): ProjectUser {
  return {
    username,
    email: '',
    firstName: '',
    lastName: '',
    expiration: '',
    dag: '',
    switchable: [],
    role: '',
    privileges,
  };
}

/** Who creates a project, with every right. */
export const OWNER: ProjectUser = {
  ...newUser('practice_owner', ALL_PRIVILEGES),
  email: 'owner@practice.example.org',
  firstName: 'Olive',
  lastName: 'Owner',
};

/** The rights that count: those of the role, if the user is in one. */
export function privilegesOf(project: Project, user: ProjectUser): Privileges {
  const role = project.roles.find(({ uniqueName }) => uniqueName === user.role);
  return role?.privileges ?? user.privileges;
}

/** `[OWNER]` → users by name. */
export function usersByName(users: readonly ProjectUser[]): Map<string, ProjectUser> {
  return new Map(users.map((user) => [user.username, user]));
}
