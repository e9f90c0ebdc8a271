import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import { startRecordingServer, type RecordingServer, type Reply } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, printingRunners, runSnippet, type Outcome, type Runner } from './runners.ts';

const token = randomBytes(16).toString('hex').toUpperCase();

/** Long, with the characters that trip patterns: an import that failed in many rows. */
const longMessage = Array.from({ length: 3000 }, (_, row) => `"${row}","age","x","é \\ not valid"`).join(
  '\n',
);

const refusals: readonly (readonly [what: string, reply: Reply, message: string])[] = [
  [
    'HTTP 403 with a message of REDCap',
    { status: 403, body: '{"error":"You do not have permissions to use the API"}' },
    'You do not have permissions to use the API',
  ],
  ['HTTP 500 without a body', { status: 500 }, 'HTTP status 500'],
  ['HTTP 201, which no method answers', { status: 201, body: '1' }, 'HTTP status 201'],
  ['a JSON error with status 200', { body: ` {\n "error" : ${JSON.stringify(longMessage)}\n}\n` }, '2999'],
  [
    'a CSV error with status 200',
    { body: 'ERROR: The value "é" is not valid' },
    'The value "é" is not valid',
  ],
  [
    'an XML error with status 200',
    { body: '<?xml version="1.0" encoding="UTF-8" ?>\n<hash><error>No such record</error></hash>' },
    'No such record',
  ],
  [
    'a web page with status 200',
    { body: '\n<!DOCTYPE HTML>\n<html><body>Log in</body></html>', headers: { 'content-type': 'text/html' } },
    'web page instead of data',
  ],
];

const successes: readonly string[] = [
  '[{"error":"a field of that name"}]',
  '{"error":"one key","but":"not alone"}',
  'error\n1',
  '"ERROR: in a cell"',
  '<?xml version="1.0" encoding="UTF-8" ?><records><item><error>x</error></item></records>',
  '[]',
];

async function freshServer({ onTestFinished }: TestContext, reply: Reply): Promise<RecordingServer> {
  const server = await startRecordingServer();
  server.answerWith(reply);
  onTestFinished(server.close);
  return server;
}

function run(runner: Runner, url: string, environment = { REDCAP_API_TOKEN: token }): Promise<Outcome> {
  return inFolder((folder) =>
    runSnippet(runner, inputFor('export_records', {}, url), folder, { LC_ALL: 'C.UTF-8', ...environment }),
  );
}

function expectFailure(outcome: Outcome, message: string): void {
  expect(outcome.stderr).toContain(message);
  expect(outcome.stderr).not.toContain(token);
  expect(outcome.stdout.toString()).toBe('');
  expect(outcome.status).toBeGreaterThan(0);
}

describe.concurrent.each(printingRunners)('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;
  const rule = test.skipIf(runner.missing !== null);

  for (const [what, reply, message] of refusals) {
    rule(`fails on ${what}, with the message on standard error${reason}`, async (context) => {
      const server = await freshServer(context, reply);
      expectFailure(await run(runner, server.url), message);
    });
  }

  rule(`takes data that only resembles an error for data${reason}`, async (context) => {
    for (const body of successes) {
      const server = await freshServer(context, { body });
      const outcome = await run(runner, server.url);
      expect(outcome.stdout.toString()).toBe(body);
      expect(outcome.status).toBe(0);
    }
  });

  rule(`fails on an answer that breaks off${reason}`, async (context) => {
    const headers = { 'content-length': '1000', connection: 'close' };
    const server = await freshServer(context, { body: 'record_id,age\n1,44\n', headers });
    const outcome = await run(runner, server.url);
    expect(outcome.stderr.length).toBeGreaterThan(10);
    expect(outcome.stdout.length).toBe(0);
    expect(outcome.status).toBeGreaterThan(0);
  });

  rule(`does not follow a redirect with its token${reason}`, async (context) => {
    const elsewhere = await freshServer(context, { body: '[]' });
    for (const status of [302, 307]) {
      const server = await freshServer(context, { status, headers: { location: elsewhere.url } });
      const outcome = await inFolder(async (folder) => {
        // cURL's own settings, in the home folder, which is this one here.
        await writeFile(join(folder, '.curlrc'), 'location-trusted\npost301\npost302\n');
        return runSnippet(runner, inputFor('export_records', {}, server.url), folder, {
          REDCAP_API_TOKEN: token,
        });
      });
      expectFailure(outcome, `HTTP status ${status}`);
    }
    expect(elsewhere.connections()).toBe(0);
  });

  rule(`stops with a sentence when the token is missing or blank${reason}`, async (context) => {
    const server = await freshServer(context, { body: '[]' });
    for (const blank of ['', ' \n']) {
      const outcome = await run(runner, server.url, { REDCAP_API_TOKEN: blank });
      expectFailure(outcome, 'Set the environment variable REDCAP_API_TOKEN');
    }
    expect(server.connections()).toBe(0);
  });

  rule(`fails on a server that cannot be reached${reason}`, async () => {
    const server = await startRecordingServer();
    await server.close();
    const outcome = await run(runner, server.url);
    expect(outcome.stderr.length).toBeGreaterThan(10);
    expect(outcome.stdout.length).toBe(0);
    expect(outcome.status).toBeGreaterThan(0);
  });

  rule(
    `fails when an error or a page comes in place of a file, and leaves no file${reason}`,
    async (context) => {
      for (const body of ['ERROR: There is no file to download for this record', '<html>Log in</html>']) {
        const server = await freshServer(context, { body });
        const input = inputFor('export_file', { record: '1', field: 'scan' }, server.url);
        await inFolder(async (folder) => {
          const outcome = await runSnippet(runner, input, folder, { REDCAP_API_TOKEN: token });
          expectFailure(outcome, body.startsWith('ERROR') ? 'There is no file to download' : 'web page');
          const fileName = input.answer.kind === 'file' ? input.answer.fileName : '';
          await expect(readFile(join(folder, fileName))).rejects.toThrow('ENOENT');
        });
      }
    },
  );
});
