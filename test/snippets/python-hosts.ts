import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import { z } from 'zod';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import { spssPython } from '#app/snippets/spss/spss-python.ts';
import { tableauPrepPython } from '#app/snippets/tableau/tableau-prep-python.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { startRecordingServer, type RecordingServer } from '#test/support/recording-server.ts';
import { pythonOfSpss, spssStandIn, tableauStandIn } from './host-programs.ts';
import { inputFor } from './requests.ts';
import { inFolder, runProgram, type Outcome } from './runners.ts';

/* Where programs for SPSS and Tableau Prep run in tests, and what they are given. */
export const token = 'a.b*c+(d)[e]$1&^f|g';

function pythonWith(modules: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', `import ${modules}`]).status === 0,
  );
}

/** Neither program is here: its Python runs with a stand-in for what the program gives it. */
export const hosts = [
  {
    name: 'SPSS (a stand-in for its module)',
    command: pythonWith('sys'),
    missing: 'Python is not installed',
    async prepare(input: SnippetInput, folder: string): Promise<string> {
      await writeFile(join(folder, 'spss.py'), spssStandIn);
      await writeFile(join(folder, 'program.py'), pythonOfSpss(spssPython.write(input)));
      return 'program.py';
    },
  },
  {
    name: 'Tableau Prep (stand-ins for its functions)',
    command: pythonWith('pandas'),
    missing: 'Python with pandas is not installed',
    async prepare(input: SnippetInput, folder: string): Promise<string> {
      await writeFile(join(folder, 'program.py'), tableauPrepPython.write(input));
      await writeFile(join(folder, 'prep.py'), tableauStandIn);
      return 'prep.py';
    },
  },
] as const;
export const [spss, tableau] = hosts;

export async function freshServer({ onTestFinished }: TestContext): Promise<RecordingServer> {
  const server = await startRecordingServer();
  onTestFinished(server.close);
  return server;
}

export function run(
  host: (typeof hosts)[number],
  input: SnippetInput,
  environment: Readonly<Record<string, string>> = { REDCAP_API_TOKEN: token },
): Promise<Outcome> {
  return inFolder(async (folder) => {
    const file = await host.prepare(input, folder);
    return runProgram({ command: host.command ?? '', options: [] }, file, folder, {
      LC_ALL: 'C.UTF-8',
      ...environment,
    });
  });
}

export function made<T>(outcome: Outcome, shape: z.ZodType<T>): T {
  expect(outcome.stderr).toBe('');
  expect(outcome.status).toBe(0);
  const line = outcome.stdout
    .toString()
    .split('\n')
    .find((one) => one.startsWith('MADE '));
  return shape.parse(JSON.parse(line?.slice(5) ?? ''));
}

export const choices = [
  { code: '1', label: `It's "one"; ${'é'.repeat(100)}` },
  { code: '2', label: 'Two' },
];
export const dictionary: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: false,
  fields: [
    fieldOf({ name: 'record_id', form: 'enrolment', label: 'Record <b>ID</b>' }),
    fieldOf({
      name: 'age',
      form: 'enrolment',
      type: 'text',
      validation: 'integer',
      label: 'Age\'s "label"\n%',
    }),
    fieldOf({ name: 'weight', form: 'enrolment', type: 'text', validation: 'number_comma_decimal' }),
    fieldOf({
      name: 'born',
      form: 'enrolment',
      type: 'text',
      validation: 'date_dmy',
      label: 'x'.repeat(400),
    }),
    fieldOf({ name: 'seen', form: 'enrolment', type: 'text', validation: 'datetime_ymd' }),
    fieldOf({ name: 'at', form: 'enrolment', type: 'text', validation: 'time' }),
    fieldOf({ name: 'sex', form: 'enrolment', type: 'radio', choices }),
    fieldOf({
      name: 'blood',
      form: 'enrolment',
      type: 'dropdown',
      choices: [
        { code: 'A', label: 'Group A' },
        { code: '0', label: 'Group 0' },
      ],
    }),
    fieldOf({ name: 'note', form: 'enrolment', type: 'notes' }),
    fieldOf({ name: 'with', form: 'enrolment', type: 'text' }),
  ],
};

export const csv = `record_id,age,weight,born,seen,at,sex,blood,note,with,enrolment_complete,extra
007,44,"61,5",2001-02-03,2026-01-31 13:45,13:45,1,A,"two
lines, ""quoted"" é😀",x,2,=1+1
2,UNK,,not a date,,,2,,,,0,
`;

export function records(url: string, options: Partial<SnippetOptions> = {}): SnippetInput {
  return {
    ...inputFor('export_records', { format: 'csv' }, url),
    dictionary,
    options: { ...defaultSnippetOptions, ...options },
  };
}

export const spssMade = z.object({
  datasets: z.array(
    z.object({
      variables: z.array(
        z.tuple([
          z.string(),
          z.number(),
          z.string(),
          z.array(z.tuple([z.union([z.number(), z.string()]), z.string()])),
          z.array(z.union([z.number(), z.string(), z.null()])),
        ]),
      ),
      cases: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    }),
  ),
  active: z.number(),
  submitted: z.array(z.string()),
});
export const tableauMade = z.object({
  schema: z.record(z.string(), z.string()),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});
