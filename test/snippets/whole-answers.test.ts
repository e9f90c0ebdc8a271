import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pythonPyCap } from '#app/snippets/python/python-pycap.ts';
import { tellFrame } from '#app/snippets/r/r-frame.ts';
import { inputFor } from './requests.ts';
import { inFolder, runProgram } from './runners.ts';

/*
 * A program that nobody watches has to leave the whole answer behind: what a session keeps in memory, or shows in
 * part, it prints. Client libraries are seldom installed here, so stand-ins give back what they would.
 */
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['--version']).status === 0);
const hasR = spawnSync('Rscript', ['--version']).status === 0;

const noR = hasR ? '' : ' (skipped: R is not installed)';
const noPython = python === undefined ? ' (skipped: Python is not installed)' : '';

describe.skipIf(!hasR)('a data frame in R', () => {
  const program = `records <- data.frame(id = c("007", NA), sex = factor(c("é", 'a "b"')))\n${tellFrame('records')}\n`;
  const run = (file: string) =>
    inFolder(async (folder) => {
      await writeFile(join(folder, 'program.R'), program);
      await writeFile(join(folder, 'report.R'), 'source("program.R")\n');
      return runProgram({ command: 'Rscript', options: [] }, file, folder, { LC_ALL: 'C.UTF-8' });
    });

  test(`is printed whole, as CSV, by Rscript${noR}`, async () => {
    const { stdout, stderr, status } = await run('program.R');
    expect(stdout.toString()).toBe('"id","sex"\n"007","é"\n,"a ""b"""\n');
    expect(stderr).toBe('The data frame records has 2 row(s) and 2 column(s).\n');
    expect(status).toBe(0);
  });

  test(`is not printed into a report that takes the program in${noR}`, async () => {
    const { stdout, status } = await run('report.R');
    expect(stdout.toString()).toBe('');
    expect(status).toBe(0);
  });
});

describe.skipIf(python === undefined)('an answer of PyCap', () => {
  const standIn = `class RedcapError(Exception):
    pass


class Frame:
    def __str__(self):
        return "id ... sex"

    def to_csv(self, index):
        return "id,sex\\n007,é\\n" if index is False else "wrong"


class Project:
    def __init__(self, url, token, **options):
        pass

    def export_records(self, format_type="json", **options):
        return Frame() if format_type == "df" else [{"id": "007", "sex": "é'"}]
`;
  const run = (format: string, lines = '') =>
    inFolder(async (folder) => {
      await writeFile(join(folder, 'redcap.py'), standIn);
      const input = inputFor('export_records', { format }, 'https://redcap.example.edu/api/');
      await writeFile(join(folder, 'program.py'), lines + pythonPyCap.write(input));
      return runProgram({ command: python ?? '', options: [] }, 'program.py', folder, {
        REDCAP_API_TOKEN: 'x',
      });
    });

  test(`is printed whole: a data frame as CSV, JSON as JSON${noPython}`, async () => {
    expect((await run('csv')).stdout.toString()).toBe('id,sex\n007,é\n');
    expect(JSON.parse((await run('json')).stdout.toString())).toEqual([{ id: '007', sex: "é'" }]);
  });

  test(`is shown by pandas in a session${noPython}`, async () => {
    expect((await run('csv', 'import sys\nsys.ps1 = ">>> "\n')).stdout.toString()).toBe('id ... sex\n');
  });
});
