import { resolve } from 'node:path';

/**
 * A path of the command line as a full path. npm runs scripts in the project's folder and leaves the folder the
 * user is in as INIT_CWD, which is what a relative path means.
 */
export function pathFrom(path: string, environment: NodeJS.ProcessEnv): string {
  const started = environment['npm_lifecycle_event'] === undefined ? undefined : environment['INIT_CWD'];
  return resolve(started ?? process.cwd(), path);
}
