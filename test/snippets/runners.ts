import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTarget } from '#app/snippets/targets.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';

/** A target with one interpreter that runs it. cURL has two: it promises to run in any POSIX shell. */
export interface Runner {
  readonly name: string;
  readonly target: SnippetTarget;
  readonly command: string;
  /** Stand before the program's file. */
  readonly options: readonly string[];
  /** An answer of text goes to standard output byte for byte, or becomes a data frame or the like in memory. */
  readonly output: 'bytes' | 'data';
  /** null when it is here, else why its tests are skipped. */
  readonly missing: string | null;
  /** Where `command` runs a compiled program: its file, and the command that makes it from `program.…`. */
  readonly compiled?: { readonly file: string; readonly by: readonly string[] };
  /** What the command needs besides the program's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export const runners: readonly Runner[] = [
  runner(
    'php-curl',
    ['php'],
    ['-r', "exit(extension_loaded('curl') ? 0 : 1);"],
    'PHP with its curl extension',
  ),
  runner('perl-lwp', ['perl'], ['-MLWP::UserAgent', '-MHTTP::Request::Common', '-e', '1'], 'Perl with LWP'),
  runner(
    'python-requests',
    ['/usr/bin/python3', 'python3'],
    ['-c', 'import requests'],
    'Python with requests',
  ),
  runner('ruby-net-http', ['ruby'], ['--version'], 'Ruby'),
  runner(
    'java-httpclient',
    ['java'],
    ['--list-modules'],
    'a Java 17 development kit',
    /jdk\.compiler@(1[7-9]|[2-9]\d)/,
  ),
  runner('r-httr2', ['Rscript'], ['-e', 'library(httr2)'], 'R with httr2'),
  runner('r-redcapr', ['Rscript'], ['-e', 'library(REDCapR)'], 'R with REDCapR', undefined, 'data'),
  runner('r-redcapapi', ['Rscript'], ['-e', 'library(redcapAPI)'], 'R with redcapAPI', undefined, 'data'),
  runner('javascript-fetch', ['node'], ['--version'], 'Node.js 20', /^v(?:[2-9]\d)\./),
  {
    ...runner('go-net-http', ['go'], ['version'], 'Go 1.19', /go1\.(?:19|[2-9]\d)/),
    // Half the time, which the linker would spend on what a debugger needs.
    options: ['run', '-ldflags=-s -w'],
    // Compiled once, Go's own packages serve every run; nothing is fetched.
    environment: {
      GOCACHE: fileURLToPath(new URL('../../.cache/go-build', import.meta.url)),
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      GOTOOLCHAIN: 'local',
    },
  },
  {
    ...runner('csharp-httpclient', ['mcs'], ['--version'], 'Mono with its C# compiler'),
    command: 'mono',
    compiled: { file: 'program.exe', by: ['mcs', '-r:System.Net.Http.dll', 'program.cs'] },
  },
  runner('curl', ['dash'], ['-c', 'command -v curl'], 'cURL with dash'),
  runner('curl', ['bash'], ['-c', 'command -v curl'], 'cURL with bash'),
];

/** The runners whose programs print what the server sends. */
export const printingRunners: readonly Runner[] = runners.filter(({ output }) => output === 'bytes');

function runner(
  id: string,
  commands: readonly string[],
  probe: readonly string[],
  wanted: string,
  expected = /(?:)/,
  output: Runner['output'] = 'bytes',
): Runner {
  const target = findTarget(id);
  if (target === undefined) throw new Error(`no target ${id}`);
  const command = commands.find((candidate) => {
    const found = spawnSync(candidate, probe, { encoding: 'utf8' });
    return found.status === 0 && expected.test(found.stdout);
  });
  return {
    name: id === 'curl' ? `curl (${commands[0] ?? ''})` : id,
    target,
    command: command ?? '',
    // Half the time, which the compiler would spend on making one short run fast.
    options: id === 'java-httpclient' ? ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'] : [],
    output,
    missing: command === undefined ? `${wanted} is not installed` : null,
  };
}

/** A folder of its own for one program and what it reads and writes. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'redcap-snippet-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the program into the folder and runs it there. The locale is `C` unless the environment says otherwise. */
export async function runSnippet(
  by: Runner,
  input: SnippetInput,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const file = `program.${by.target.extension}`;
  await writeFile(join(folder, file), by.target.write(input));
  return runProgram(by, file, folder, environment);
}

/** Runs a program that stands in the folder. An abort of the signal ends it. */
export async function runProgram(
  {
    command,
    options,
    compiled,
    environment: ofCommand,
  }: Pick<Runner, 'command' | 'options' | 'compiled' | 'environment'>,
  file: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { [TOKEN_VARIABLE]: _, ...inherited } = process.env;
  const env = { ...inherited, LC_ALL: 'C', HOME: folder, TMPDIR: folder, ...ofCommand, ...environment };
  if (compiled !== undefined) {
    const { status, stderr } = await runCommand(compiled.by, folder, env, signal);
    if (status !== 0 || stderr !== '') throw new Error(`${compiled.by.join(' ')}: ${stderr}`);
  }
  return runCommand([command, ...options, compiled?.file ?? file], folder, env, signal);
}

async function runCommand(
  [command = '', ...words]: readonly string[],
  folder: string,
  env: Readonly<NodeJS.ProcessEnv>,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const child = spawn(command, words, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 150_000,
    ...(signal === undefined ? {} : { signal }),
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
}
