import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The Python that has PyCap and pandas. */
export const pythonWithPyCap = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import redcap, pandas']).status === 0,
);

/** null when PyCap can be run, else why its tests are skipped. */
export const noPyCap = pythonWithPyCap === undefined ? 'PyCap is not installed' : null;

/** The file that loads PHPCap: where Composer puts it for a user, or where this variable says. */
export const phpCapLoader = [
  process.env.REDCAP_TEST_PHPCAP,
  join(homedir(), '.config/composer/vendor/autoload.php'),
].find((path) => path !== undefined && loadsPhpCap(path));

/** null when PHPCap can be run, else why its tests are skipped. */
export const noPhpCap =
  phpCapLoader === undefined ? 'PHPCap is not installed; REDCAP_TEST_PHPCAP can name its autoload.php' : null;

function loadsPhpCap(path: string): boolean {
  const probe = `require $argv[1]; exit(class_exists('IU\\PHPCap\\RedCapProject') ? 0 : 1);`;
  return existsSync(path) && spawnSync('php', ['-r', probe, path]).status === 0;
}
