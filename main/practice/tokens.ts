import { randomBytes } from 'node:crypto';
import type { TokenEntry } from './call.ts';
import { OWNER } from './model/members.ts';
import type { Project } from './model/project.ts';

/** A fresh project token, 32 upper-case hexadecimal characters, of a user of the project. */
export function entryFor(project: Project, username = OWNER.username): TokenEntry {
  return { token: randomBytes(16).toString('hex').toUpperCase(), project, username };
}
