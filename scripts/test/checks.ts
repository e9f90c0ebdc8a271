import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { oneFailure, onePass, type Stage, type StageResult } from './stage.ts';
import { root, runProgram } from './run-program.ts';

const require = createRequire(import.meta.url);

/** The path of the program that a package installs, without npm or a shell in between. */
export function programOf(packageName: string, program = packageName): string {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = z
    .object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })
    .parse(require(manifest));
  const file = typeof bin === 'string' ? bin : bin[program];
  if (file === undefined) throw new Error(`${packageName} has no program ${program}.`);
  return join(dirname(manifest), file);
}

/** A check that counts as one: it passes when its program ends with status 0. */
function check(name: string, args: readonly [program: string, ...rest: string[]]): Stage {
  const [program, ...rest] = args;
  return {
    name,
    run: async (interrupt): Promise<StageResult> => {
      const { status, output } = await runProgram(
        [programOf(program, rest.shift() ?? program), ...rest],
        interrupt,
      );
      return status === 0 ? onePass : oneFailure(name, output);
    },
  };
}

export const checks: readonly Stage[] = [
  check('types', ['typescript', 'tsc', '-b']),
  check('lint', ['oxlint', 'oxlint', '--deny-warnings']),
  check('format', ['prettier', 'prettier', '--check', '.', '--log-level=warn']),
];

/** A script of this folder's parent that counts as one check. */
export const scriptCheck = (name: string, script: string): Stage => ({
  name,
  run: async (interrupt) => {
    const { status, output } = await runProgram([join(root, 'scripts', script)], interrupt);
    return status === 0 ? onePass : oneFailure(name, output);
  },
});
