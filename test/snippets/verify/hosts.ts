import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pythonOfSpss, spssStandIn, tableauStandIn } from '../host-programs.ts';

/** A program that runs Python inside itself, with a stand-in for what it gives the Python. */
export interface Host {
  /** What stands in, for a reader of the results. */
  readonly standIn: string;
  readonly command: string;
  readonly missing: string | null;
  /** It runs a program several times, and so asks the server several times. */
  readonly repeats: boolean;
  /** Writes what is run into the folder and gives its file name. The Python itself is left as it is. */
  readonly prepare: (code: string, folder: string) => Promise<string>;
}

/** By the target's id. */
export const hosts: Readonly<Record<string, Host>> = {
  'spss-python': {
    standIn: 'a stand-in for the module spss',
    ...python('sys', 'Python is not installed'),
    repeats: false,
    prepare: async (code, folder) => {
      await writeFile(join(folder, 'spss.py'), spssStandIn);
      await writeFile(join(folder, 'program.py'), pythonOfSpss(code));
      return 'program.py';
    },
  },
  'tableau-prep-python': {
    standIn: 'stand-ins for the functions of Tableau Prep',
    ...python('pandas', 'Python with pandas is not installed'),
    repeats: true,
    prepare: async (code, folder) => {
      await writeFile(join(folder, 'program.py'), code);
      await writeFile(join(folder, 'prep.py'), tableauStandIn);
      return 'prep.py';
    },
  },
};

function python(modules: string, lack: string): Pick<Host, 'command' | 'missing'> {
  const command = ['/usr/bin/python3', 'python3'].find(
    (candidate) => spawnSync(candidate, ['-c', `import ${modules}`]).status === 0,
  );
  return { command: command ?? '', missing: command === undefined ? lack : null };
}
