import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TokenSource } from '#app/snippets/token-sources.ts';
import { findTarget } from '#app/snippets/targets.ts';
import { scheduleRecipe } from '#app/takeaway/schedule/recipe.ts';
import type { ScheduledProgram } from '#app/takeaway/schedule/schedule.ts';

/** A home with a folder whose name a shell and cron would both trip over. */
let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'redcap-home-'));
  folder = join(home, "it's 100% $mine");
  await mkdir(folder);
});
afterEach(() => rm(home, { recursive: true, force: true }));

function program(tokenSource: TokenSource): ScheduledProgram {
  const target = findTarget('curl');
  if (target === undefined) throw new Error('no cURL');
  return {
    target,
    fileName: 'export_version.sh',
    methodId: 'export_version',
    tokenSource,
    answersAsText: true,
    leavesFolder: false,
    url: 'https://redcap.example.edu/api/',
  };
}

/** Puts the recipe's files in place and runs its test command, as the reader would paste it. */
async function runTestStep(code: string, tokenSource: TokenSource = 'environment'): Promise<string> {
  const { files, steps } = scheduleRecipe('cron', program(tokenSource), {
    hour: 6,
    minute: 0,
    weekday: null,
    folder,
  });
  await writeFile(join(folder, 'export_version.sh'), code);
  for (const file of files) await writeFile(join(folder, file.path), file.text);
  const command = steps.at(-2)?.command ?? '';
  return spawnSync('sh', ['-c', command], { env: { HOME: home, PATH: process.env.PATH }, encoding: 'utf8' })
    .stdout;
}

async function storeToken(token: string): Promise<void> {
  const [, store = ''] = (
    scheduleRecipe('cron', program('environment'), { hour: 6, minute: 0, weekday: null, folder }).steps[0]
      ?.command ?? ''
  ).split('\n');
  await mkdir(join(home, '.config/redcap'), { recursive: true });
  // There is no terminal here, whose echo could be switched off.
  const done = spawnSync('sh', ['-c', store.replaceAll(/stty -?echo; /g, '')], {
    env: { HOME: home },
    input: `${token}\n`,
  });
  expect(done.status).toBe(0);
}

test('the token file is made readable to its owner alone, and a run without variables finds the token', async () => {
  await storeToken('A'.repeat(32));
  const [file = ''] = await readdir(join(home, '.config/redcap'));
  expect((await stat(join(home, '.config/redcap', file))).mode & 0o777).toBe(0o600);
  expect(await runTestStep('printf "%s" "$REDCAP_API_TOKEN"')).toBe('Exit status 0\n');
  expect(await readFile(join(folder, 'answer.txt'), 'utf8')).toBe('A'.repeat(32));
  expect((await stat(join(folder, 'answer.txt'))).mode & 0o777).toBe(0o600);
});

test('a run knows a language with letters beyond ASCII, which a task without one would not', async () => {
  await storeToken('A'.repeat(32));
  expect(await runTestStep('locale charmap')).toBe('Exit status 0\n');
  expect(await readFile(join(folder, 'answer.txt'), 'utf8')).toBe('UTF-8\n');
});

test('a run that reads the keychain of the desktop knows where it is, which cron does not say', async () => {
  expect(await runTestStep('printf "%s" "$DBUS_SESSION_BUS_ADDRESS"', 'secret-tool')).toBe('Exit status 0\n');
  const user = process.getuid?.() ?? '';
  expect(await readFile(join(folder, 'answer.txt'), 'utf8')).toBe(`unix:path=/run/user/${user}/bus`);
});

test('a run that fails keeps the last answer and says why in the log', async () => {
  await storeToken('A'.repeat(32));
  await writeFile(join(folder, 'answer.txt'), 'before');
  expect(await runTestStep('echo half; echo "It went wrong." >&2; exit 3')).toBe('Exit status 3\n');
  expect(await readFile(join(folder, 'answer.txt'), 'utf8')).toBe('before');
  expect(await readFile(join(folder, 'run.log'), 'utf8')).toBe('It went wrong.\n');
});

test('a run without the token file fails and says so in the log', async () => {
  expect(await runTestStep('echo never')).toBe('Exit status 1\n');
  expect(await readFile(join(folder, 'run.log'), 'utf8')).toMatch(
    /^There is no token in .*\.env: keep it there first\.\n$/,
  );
});
