import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { libraryCall, type CallArgument, type Library } from '#app/snippets/library-functions.ts';
import { phpCap } from '#app/snippets/php/phpcap-functions.ts';
import { phpPhpCap } from '#app/snippets/php/php-phpcap.ts';
import { pyCapCall } from '#app/snippets/python/pycap-call.ts';
import { pyCap } from '#app/snippets/python/pycap-functions.ts';
import { pythonPyCap } from '#app/snippets/python/python-pycap.ts';
import type { ReceivedField } from '#test/support/form-decoder.ts';
import { startRecordingServer, type RecordedRequest } from '#test/support/recording-server.ts';
import { noPhpCap, noPyCap, phpCapLoader, pythonWithPyCap } from './installed-libraries.ts';
import { contentedReply, libraryCases, type LibraryCase } from './library-cases.ts';
import { expectedFields } from './requests.ts';
import { inFolder, runProgram } from './runners.ts';

const token = 'ABCDEF0123456789ABCDEF0123456789';
const superToken = `${token}${token}`;
const scan = Buffer.from('\0 a picture \xff', 'latin1');

/** Runs Python programs one after the other in one process: its start takes longer than a program. */
const driver = `import io, json, runpy, sys
outcomes = []
for path in sys.argv[1:]:
    real = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    try:
        runpy.run_path(path, run_name="__main__")
        outcome = ""
    except SystemExit as end:
        outcome = "" if end.code in (None, 0) else str(end.code)
    except BaseException as error:
        outcome = repr(error)
    finally:
        sys.stdout, sys.stderr = real
    outcomes.append(outcome)
print(json.dumps(outcomes))
`;

interface Received {
  readonly run: LibraryCase;
  readonly requests: readonly RecordedRequest[];
  /** '' when the program succeeded. */
  readonly failure: string;
}

describe('PyCap', () => {
  test.skipIf(noPyCap !== null)(
    `sends what the table of its functions says, for every method${noPyCap === null ? '' : ` (skipped: ${noPyCap})`}`,
    async () => {
      const received = await receive(
        pyCap,
        'py',
        (run) => pythonPyCap.write(run.input),
        async (files, folder) => {
          await writeFile(join(folder, 'driver.py'), driver);
          const [last = '', ...others] = files.toReversed();
          const options = ['driver.py', ...others.toReversed()];
          const outcome = await runProgram({ command: pythonWithPyCap ?? '', options }, last, folder, {
            REDCAP_API_TOKEN: token,
            PYTHONPATH: process.env.PYTHONPATH ?? '',
          });
          return parseOutcomes(outcome.stdout.toString());
        },
      );
      for (const { run, requests, failure } of received) {
        expect.soft(failure, run.name).toBe('');
        const call = pyCapCall(run.input.request, run.input.url);
        const all = requests.map(({ fields }) => fields);
        if (call.kind === 'raw') {
          expect.soft(all, run.name).toEqual([expectedFields(run.input.request, token, { file: scan })]);
          continue;
        }
        expect(
          requests.slice(0, -1).map((request) => valueOf(request, 'content')),
          run.name,
        ).toEqual(call.function.asksFirst ?? []);
        const last = all.at(-1) ?? [];
        const completed = call.function.completesFields === true;
        expect
          .soft(sorted(last, completed), run.name)
          .toEqual(sorted(expectedOf(pyCap, run, { true: 'True', false: 'False' }), completed));
      }
    },
    120_000,
  );
});

describe('PHPCap', () => {
  test.skipIf(noPhpCap !== null)(
    `sends what the table of its functions says, for every method${noPhpCap === null ? '' : ` (skipped: ${noPhpCap})`}`,
    async () => {
      const received = await receive(
        phpCap,
        'php',
        (run) => phpPhpCap.write(run.input),
        async (files, folder, runs) => {
          await mkdir(join(folder, 'vendor'));
          await writeFile(
            join(folder, 'vendor/autoload.php'),
            `<?php require ${JSON.stringify(phpCapLoader)};`,
          );
          const failures: string[] = [];
          for (const [index, file] of files.entries()) {
            const isSuper = runs[index]?.method.id === 'create_project';
            const outcome = await runProgram({ command: 'php', options: [] }, file, folder, {
              REDCAP_API_TOKEN: isSuper ? superToken : token,
            });
            failures.push(outcome.status === 0 ? '' : outcome.stderr + outcome.stdout.toString());
          }
          return failures;
        },
      );
      for (const { run, requests, failure } of received) {
        expect.soft(failure, run.name).toBe('');
        const call = libraryCall(phpCap, run.input.request);
        const all = requests.map(({ fields }) => fields);
        const own = run.method.id === 'create_project' ? superToken : token;
        if (call.kind === 'raw') {
          expect.soft(all, run.name).toEqual([expectedFields(run.input.request, own, { file: scan })]);
          continue;
        }
        expect(all.length, run.name).toBe(1);
        expect
          .soft(sorted(all[0] ?? [], false), run.name)
          .toEqual(sorted(expectedOf(phpCap, run, { true: '1', false: '0' }), false));
      }
    },
    120_000,
  );
});

/** Runs the programs of all cases against one server, in one folder that holds the file to upload. */
async function receive(
  library: Library,
  extension: string,
  write: (run: LibraryCase) => string,
  runAll: (
    files: readonly string[],
    folder: string,
    runs: readonly LibraryCase[],
  ) => Promise<readonly string[]>,
): Promise<readonly Received[]> {
  const server = await startRecordingServer();
  const runs = libraryCases(server.url, library);
  const kept: RecordedRequest[] = [];
  server.answerWith(async (request) => {
    kept.push(request);
    const run = runs.find(({ input }) => input.url.endsWith(request.path));
    return run === undefined ? { status: 404 } : contentedReply(request, run.input);
  });
  try {
    return await inFolder(async (folder) => {
      await writeFile(join(folder, 'scan.png'), scan);
      const files = runs.map((_, index) => `program_${index}.${extension}`);
      await Promise.all(runs.map((run, index) => writeFile(join(folder, files[index] ?? ''), write(run))));
      const failures = await runAll(files, folder, runs);
      return runs.map((run, index) => ({
        run,
        requests: kept.filter(({ path }) => run.input.url.endsWith(path)),
        failure: failures[index] ?? 'did not run',
      }));
    });
  } finally {
    await server.close();
  }
}

function parseOutcomes(json: string): readonly string[] {
  return z.array(z.string()).parse(JSON.parse(json));
}

function valueOf({ fields }: RecordedRequest, name: string): string | undefined {
  const field = fields.find((candidate) => candidate.name === name);
  return field?.kind === 'text' ? field.value : undefined;
}

/** The fields the table promises: what the function sends by itself, overlaid by the arguments it is given. */
function expectedOf(
  library: Library,
  { input }: LibraryCase,
  spelling: Readonly<Record<'true' | 'false', string>>,
): readonly ReceivedField[] {
  const call = libraryCall(library, input.request);
  if (call.kind === 'raw') throw new Error('the library has no function');
  const parameters = new Map(Object.entries(call.function.arguments).map(([wire, { name }]) => [name, wire]));
  const given = call.arguments.flatMap((argument) =>
    fieldsOf(argument, parameters.get(argument.name) ?? argument.name, spelling),
  );
  const names = new Set(given.map(({ name }) => name));
  const isCsv = given.some(
    (field) => field.kind === 'text' && field.name === 'format' && field.value === 'csv',
  );
  const own = Object.entries(call.function.sends)
    .filter(([name]) => !names.has(name))
    // PHPCap sends a delimiter with CSV alone.
    .filter(([name]) => name !== 'csvDelimiter' || library.name !== 'PHPCap' || isCsv)
    .map(([name, value]): ReceivedField => ({ kind: 'text', name, value }));
  const superior = library.name === 'PHPCap' && call.function.name === 'createProject';
  return [{ kind: 'text', name: 'token', value: superior ? superToken : token }, ...own, ...given];
}

function fieldsOf(
  { kind, value }: CallArgument,
  wire: string,
  spelling: Readonly<Record<'true' | 'false', string>>,
): readonly ReceivedField[] {
  if (value.kind === 'file') {
    const { fileName } = value.file;
    return [{ kind: 'file', name: wire, fileName, mediaType: '', content: scan }];
  }
  if (value.kind === 'many') {
    return value.values.map((one, index) => ({ kind: 'text', name: `${wire}[${index}]`, value: one }));
  }
  const on = /^(?:1|true)$/i.test(value.value);
  const numeric = ['delete_logging', 'backgroundProcess', 'override'].includes(wire);
  const switched = numeric ? (on ? '1' : '0') : spelling[on ? 'true' : 'false'];
  const seconds = value.value.length === 16 ? `${value.value}:00` : value.value;
  const text = kind === 'switch' ? switched : kind === 'time' ? seconds : value.value;
  return [{ kind: 'text', name: wire, value: text }];
}

/** By name; media types are the library's own, and fields that PyCap completes from the dictionary are its own. */
function sorted(fields: readonly ReceivedField[], completed: boolean): readonly string[] {
  return fields
    .filter(({ name }) => !completed || !name.startsWith('fields['))
    .map((field) =>
      field.kind === 'text'
        ? `${field.name}=${field.value}`
        : `${field.name}: ${field.fileName} ${field.content.toString('hex')}`,
    )
    .sort();
}
