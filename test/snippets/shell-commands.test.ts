import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startRecordingServer } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, runners, runSnippet } from './runners.ts';

const token = 'F00D'.repeat(8);
const commands = ['cat', 'cp', 'curl', 'env', 'grep', 'mktemp', 'printf', 'rm', 'sed', 'tr'];

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

  test.skipIf(runner.missing !== null)(`hands the token to no command${reason}`, async () => {
    const server = await startRecordingServer();
    server.answerWith({ body: '[]' });
    const log = await inFolder(async (folder) => {
      const path = join(folder, 'commands.log');
      const environment = { REDCAP_API_TOKEN: token, PATH: await notingCommands(folder, path) };
      const outcome = await runSnippet(
        runner,
        inputFor('export_records', { records: ['a\nb'] }, server.url),
        folder,
        environment,
      );
      expect(outcome.stderr).toBe('');
      expect(outcome.stdout.toString()).toBe('[]');
      return readFile(path, 'utf8');
    });
    await server.close();
    expect(server.onlyRequest().fields[0]).toEqual({ kind: 'text', name: 'token', value: token });
    expect(log).toMatch(/^curl --config -/m);
    expect(log).toMatch(/^sed /m);
    expect(log).not.toContain(token);
  });
});
