import { execFileSync } from 'node:child_process';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '../..');

/** The suite runs what is shipped: the built page and the bundles of the desktop host. */
// oxlint-disable-next-line import/no-default-export -- Playwright asks for one
export default function buildFirst(): void {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: project, stdio: 'pipe' });
}
