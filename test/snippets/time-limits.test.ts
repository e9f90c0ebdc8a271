import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import { ANSWER_SECONDS } from '#app/snippets/messages.ts';
import { inputFor } from './requests.ts';
import { inFolder, printingRunners, runProgram, type Outcome, type Runner } from './runners.ts';

/** Their limit is one for the whole answer. The others' is one for silence: an answer may take as long as it comes. */
const limitTheWhole: ReadonlySet<string> = new Set(['php-curl', 'perl-lwp', 'curl']);

async function serve({ onTestFinished }: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}/api/`;
}

/** Runs the program with a second in place of its ten minutes. */
function runInHaste(runner: Runner, url: string): Promise<Outcome> {
  const limit = new RegExp(`\\b${ANSWER_SECONDS}(?=\\b|_?000\\b)`, 'g');
  const program = runner.target.write(inputFor('export_records', {}, url));
  expect(program).toMatch(limit);
  return inFolder(async (folder) => {
    const file = `program.${runner.target.extension}`;
    await writeFile(join(folder, file), program.replaceAll(limit, '1'));
    return runProgram(runner, file, folder, { REDCAP_API_TOKEN: 'A'.repeat(32) });
  });
}

function expectFailure(outcome: Outcome): void {
  expect(outcome.stderr.length).toBeGreaterThan(10);
  expect(outcome.stdout.length).toBe(0);
  expect(outcome.status).toBeGreaterThan(0);
}

describe.concurrent.each(printingRunners)('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;

  test.skipIf(runner.missing !== null)(
    `gives up on a server that does not answer${reason}`,
    { timeout: 60_000 },
    async (context) => {
      const url = await serve(context, () => {});
      expectFailure(await runInHaste(runner, url));
    },
  );

  if (!limitTheWhole.has(runner.target.id)) return;
  test.skipIf(runner.missing !== null)(
    `gives up on an answer that never ends${reason}`,
    { timeout: 60_000 },
    async (context) => {
      const url = await serve(context, (_, outgoing) => {
        const drip = setInterval(() => outgoing.write('1,44\n'), 100);
        outgoing.on('close', () => clearInterval(drip));
      });
      expectFailure(await runInHaste(runner, url));
    },
  );
});
