import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { startRecordingServer } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, runners, runSnippet, type Outcome } from './runners.ts';

const token = 'F00D'.repeat(8);
const commands = [
  'awk',
  'cat',
  'cp',
  'curl',
  'env',
  'grep',
  'mktemp',
  'printf',
  'rm',
  'sed',
  'sleep',
  'split',
  'tr',
];

/** Commands that note how they are called before they do their work: some are over too soon to be seen in /proc. */
async function notingCommands(folder: string, log: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const command of commands) {
    const note = `#!/bin/sh\nprintf '%s\\n' "${command} $*" >> '${log}'\nPATH=\${PATH#*:} exec ${command} "$@"\n`;
    await writeFile(join(bin, command), note);
    await chmod(join(bin, command), 0o755);
  }
  return `${bin}:${process.env.PATH ?? ''}`;
}

describe.each(runners.filter((runner) => runner.target.id === 'curl'))('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;
  const rule = test.skipIf(runner.missing !== null);

  /** Runs the program and returns how the commands were called. */
  const runNoting = (input: SnippetInput, expectOutcome: (outcome: Outcome) => void): Promise<string> =>
    inFolder(async (folder) => {
      const log = join(folder, 'commands.log');
      const environment = { REDCAP_API_TOKEN: token, PATH: await notingCommands(folder, log) };
      expectOutcome(await runSnippet(runner, input, folder, environment));
      return readFile(log, 'utf8');
    });

  rule(`hands the token to no command${reason}`, async () => {
    const server = await startRecordingServer();
    server.answerWith({ body: '[]' });
    const log = await runNoting(
      inputFor('export_records', { records: ['a\nb'] }, server.url),
      ({ stdout, stderr }) => {
        expect(stderr).toBe('');
        expect(stdout.toString()).toBe('[]');
      },
    );
    await server.close();
    expect(server.onlyRequest().fields[0]).toEqual({ kind: 'text', name: 'token', value: token });
    expect(log).toMatch(/^curl --config -/m);
    expect(log).toMatch(/^sed /m);
    expect(log).not.toContain(token);
  });

  rule(`hands the token to no command in batches, even when the server repeats it${reason}`, async () => {
    const server = await startRecordingServer();
    const answers = ['record_id\n1\n2\n', '[]', `ERROR: ${token}`];
    server.answerWith(async () => ({ body: answers.shift() ?? '' }));
    const input: SnippetInput = {
      ...inputFor('export_records', {}, server.url),
      options: { ...defaultSnippetOptions, batches: { recordsPerBatch: 1, pauseSeconds: 0 } },
      dictionary: { recordIdField: 'record_id', longitudinal: false, fields: [] },
    };
    const log = await runNoting(input, ({ stderr }) => {
      expect(stderr).toBe('The request failed (HTTP status 200): ERROR: [token]\n');
    });
    await server.close();
    expect(server.requests.length).toBe(3);
    expect(log.match(/^curl --config -/gm)?.length).toBe(3);
    expect(log).toMatch(/^awk /m);
    expect(log).not.toContain(token);
  });
});
