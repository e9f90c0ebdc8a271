import { randomBytes } from 'node:crypto';
import type { TokenEntry } from './call.ts';
import type { Project } from './model/project.ts';
import { OWNER } from './rights.ts';

/** A fresh project token, 32 upper-case hexadecimal characters, whose user holds every right. */
export function entryFor(project: Project): TokenEntry {
  return { token: randomBytes(16).toString('hex').toUpperCase(), project, user: OWNER };
}
