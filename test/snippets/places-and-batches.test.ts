import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import type { TextField } from '#app/request/encoded-request.ts';
import type { Draft } from '#app/request/draft.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { defaultSnippetOptions, type BatchOption } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { secretCommand, tokenIsMissing } from '#app/snippets/token-sources.ts';
import type { ReceivedField } from '#test/support/form-decoder.ts';
import { startRecordingServer, type RecordingServer, type Reply } from '#test/support/recording-server.ts';
import { commandLinesWith } from './command-lines.ts';
import { keychainStandIn } from './keychain-stand-ins.ts';
import { expectedFields, inputFor } from './requests.ts';
import { inFolder, printingRunners, runners, runSnippet } from './runners.ts';

const token = randomBytes(16).toString('hex').toUpperCase();
/** Some sites' tokens are not hexadecimal: none of this may be taken for a pattern. */
const oddToken = 'a.b*c+(d)[e]$1&^f|g';

async function freshServer({ onTestFinished }: TestContext): Promise<RecordingServer> {
  const server = await startRecordingServer();
  onTestFinished(server.close);
  return server;
}

const places = runners.flatMap((runner) =>
  runner.target.tokenSources.flatMap((source) => {
    const standIn = keychainStandIn(source, runner);
    return standIn === null ? [] : [{ name: runner.name, runner, source, standIn }];
  }),
);

describe.concurrent.each(places)('$name', ({ runner, source, standIn }) => {
  const missing = runner.missing ?? standIn.missing;
  const reason = missing === null ? '' : ` (skipped: ${missing})`;

  const inputOf = (url: string): SnippetInput => ({
    ...inputFor('export_records', { format: 'csv' }, url),
    options: { ...defaultSnippetOptions, tokenSource: source },
  });

  test.skipIf(missing !== null)(
    `reads its token from ${source}, a stand-in here, and shows it to no process${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const input = inputOf(server.url);
      let seen: readonly string[] = [];
      server.answerWith(async () => {
        seen = commandLinesWith(token);
        return { body: 'record_id,age\n1,44\n' };
      });
      await inFolder(async (folder) => {
        const environment = await standIn.install(folder, server.url, token);
        const outcome = await runSnippet(runner, input, folder, {
          ...environment,
          REDCAP_API_TOKEN: 'not this one',
        });
        expect(outcome.stderr).not.toContain(token);
        expect(outcome.status).toBe(0);
        if (source === 'macos-keychain' || source === 'secret-tool') {
          expect(await standIn.words(folder)).toEqual(secretCommand(source, server.url).slice(1));
        }
      });
      expect(server.requests.length).toBeGreaterThan(0);
      for (const { fields } of server.requests) {
        expect(fields).toContainEqual({ kind: 'text', name: 'token', value: token });
      }
      expect(seen).toEqual([]);
    },
  );

  test.skipIf(missing !== null)(
    `stops with a sentence when ${source} has no entry or is not there${reason}`,
    async (context) => {
      const server = await freshServer(context);
      await inFolder(async (folder) => {
        const environment = await standIn.install(folder, server.url, null);
        const input = inputOf(server.url);
        const outcome = await runSnippet(runner, input, folder, environment);
        expect(outcome.stderr).toContain(tokenIsMissing(source));
        expect(outcome.status).toBeGreaterThan(0);
        if (source === 'secret-tool' || source === 'macos-keychain') {
          const without = await runSnippet(runner, input, folder, { PATH: pathWithout(environment.PATH) });
          expect(without.stderr).toContain(tokenIsMissing(source));
          expect(without.status).toBeGreaterThan(0);
        }
      });
      expect(server.connections()).toBe(0);
    },
  );
});

describe.concurrent.each(printingRunners)('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;

  test.skipIf(runner.missing !== null)(
    `cuts its token out of an error that repeats it${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const replies: readonly Reply[] = [
        { status: 403, body: `{"error":"${oddToken} and ${oddToken} are not known é"}` },
        { body: `ERROR: ${oddToken} and ${oddToken} are not known é` },
      ];
      for (const reply of replies) {
        server.answerWith(reply);
        const outcome = await inFolder((folder) =>
          runSnippet(runner, inputFor('export_records', {}, server.url), folder, {
            REDCAP_API_TOKEN: oddToken,
            LC_ALL: 'C.UTF-8',
          }),
        );
        expect(outcome.stderr).toContain('[token] and [token] are not known é');
        expect(outcome.stderr).not.toContain(oddToken);
        expect(outcome.status).toBeGreaterThan(0);
        expect(server.onlyRequest().fields[0]).toMatchObject({ value: oddToken });
      }
    },
  );
});

/** Some languages' maps hold a name only once. */
const repeated: readonly TextField[] = [
  { kind: 'text', name: 'fields[0]', value: 'age' },
  { kind: 'text', name: 'fields[0]', value: 'sex' },
];

/** As a longitudinal project answers: a name stands once per event. */
const awkwardRecords = ['1', '01', 'it\'s "2", é', '$HOME \\n %41 `x`', '-n @file'];
const awkwardNames = `record_id,redcap_event_name
1,baseline_arm_1
1,"month_1_arm_1"
"01",baseline_arm_1
"it's ""2"", é",baseline_arm_1

,baseline_arm_1
"",baseline_arm_1
$HOME \\n %41 \`x\`,baseline_arm_1
"1",month_2_arm_1
-n @file,baseline_arm_1
"it's ""2"", é",month_1_arm_1
`;

describe.concurrent.each(printingRunners)('$name in batches', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;
  const rule = test.skipIf(runner.missing !== null);
  const run = (input: SnippetInput, folder: string) =>
    runSnippet(runner, input, folder, { REDCAP_API_TOKEN: token, LC_ALL: 'C.UTF-8' });

  rule(
    `asks for the names, then for some records at a time, and keeps each answer${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const draft: Draft = {
        format: 'csv',
        records: ['1', '01'],
        fields: ['record_id', 'age'],
        events: ['baseline_arm_1'],
        filterLogic: '[age] > "5"\nand [name] <> "O\'Brien"',
      };
      const { input, batched } = batchedInput(server.url, draft, { recordsPerBatch: 2, pauseSeconds: 0.4 });
      const arrivals: number[] = [];
      const answers: Buffer[] = [];
      server.answerWith(async () => {
        arrivals.push(performance.now());
        if (arrivals.length === 1) return { body: awkwardNames };
        // Nothing comes of the second batch: nothing of the first may stand in its place.
        const rows = `record_id,age\r\n${arrivals.length},"é\n%s \\n $x"\n\ufeff`;
        const body = Buffer.from(arrivals.length === 3 ? '' : rows);
        answers.push(body);
        return { body };
      });
      await inFolder(async (folder) => {
        const outcome = await run(input, folder);
        expect(outcome.stderr).toMatch(/^Files saved in export_records_[\dT-]{15,17}: 3\.\n$/);
        expect(outcome.status).toBe(0);
        expect(outcome.stdout.length).toBe(0);
        const files = ['export_records_0001.csv', 'export_records_0002.csv', 'export_records_0003.csv'];
        expect(await exportsIn(folder)).toEqual(files);
        const [ofRun = ''] = await foldersIn(folder);
        const kept = await Promise.all(files.map((file) => readFile(join(folder, ofRun, file))));
        expect(kept).toEqual(answers);
      });
      const [first, second, third] = [
        awkwardRecords.slice(0, 2),
        awkwardRecords.slice(2, 4),
        awkwardRecords.slice(4),
      ];
      expect(server.requests.map(({ fields }) => fields)).toEqual([
        expectedFields(batched.names, token),
        ...[first, second, third].map((records) => batchFields(batched, records ?? [])),
      ]);
      expect((arrivals[2] ?? 0) - (arrivals[1] ?? 0)).toBeGreaterThan(390);
      expect((arrivals[3] ?? 0) - (arrivals[2] ?? 0)).toBeGreaterThan(390);
    },
  );

  rule(
    `stops at the batch that fails, with the message and without a file of it${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const { input, batched } = batchedInput(
        server.url,
        { format: 'json' },
        { recordsPerBatch: 1, pauseSeconds: 0 },
        repeated,
      );
      let calls = 0;
      server.answerWith(async () => {
        calls += 1;
        // A classic project: one column; and line ends as of Windows.
        if (calls === 1) return { body: 'record_id\r\n1\r\n"2"\r\n3' };
        return { body: calls === 2 ? '[{"record_id":"1"}]' : `{"error":"The token ${token} is blocked"}` };
      });
      await inFolder(async (folder) => {
        const outcome = await run(input, folder);
        expect(outcome.stderr).toContain('The token [token] is blocked');
        expect(outcome.stderr).not.toContain(token);
        expect(outcome.status).toBeGreaterThan(0);
        expect(await exportsIn(folder)).toEqual(['export_records_0001.json']);
      });
      expect(server.requests.map(({ fields }) => fields)).toEqual([
        expectedFields(batched.names, token),
        batchFields(batched, ['1']),
        batchFields(batched, ['2']),
      ]);
    },
  );

  rule(`writes no file and does not fail when there is no record${reason}`, async (context) => {
    const server = await freshServer(context);
    const { input } = batchedInput(server.url, {}, { recordsPerBatch: 100, pauseSeconds: 0 });
    for (const body of ['record_id,redcap_event_name\n', '']) {
      server.answerWith({ body });
      await inFolder(async (folder) => {
        const outcome = await run(input, folder);
        expect(outcome.stderr).toBe(`${NO_RECORDS}\n`);
        expect(outcome.status).toBe(0);
        expect(outcome.stdout.length).toBe(0);
        expect(await foldersIn(folder)).toEqual([]);
      });
      expect(server.requests.length).toBe(1);
    }
  });

  rule(`fails on a refusal or a web page in place of the names${reason}`, async (context) => {
    const server = await freshServer(context);
    const { input } = batchedInput(server.url, {}, { recordsPerBatch: 100, pauseSeconds: 0 });
    for (const [reply, message] of [
      [{ body: 'ERROR: You have no rights' }, 'You have no rights'],
      [{ body: '<html>Log in</html>' }, 'web page instead of data'],
    ] as const) {
      server.answerWith(reply);
      await inFolder(async (folder) => {
        const outcome = await run(input, folder);
        expect(outcome.stderr).toContain(message);
        expect(outcome.status).toBeGreaterThan(0);
        expect(await exportsIn(folder)).toEqual([]);
      });
      expect(server.requests.length).toBe(1);
    }
  });
});

function batchedInput(
  url: string,
  draft: Draft,
  batches: BatchOption,
  further: readonly TextField[] = [],
): { readonly input: SnippetInput; readonly batched: BatchedRequest } {
  const plain = inputFor('export_records', draft, url);
  const input: SnippetInput = {
    ...plain,
    request: { ...plain.request, fields: [...plain.request.fields, ...further] },
    options: { ...defaultSnippetOptions, batches },
    dictionary: { recordIdField: 'record_id', longitudinal: true, fields: [] },
  };
  const batched = batchedRequest(input);
  if (batched === null) throw new Error('Export Records can be batched');
  return { input, batched };
}

/** What the server must see of one batch. */
function batchFields({ rows }: BatchedRequest, records: readonly string[]): readonly ReceivedField[] {
  const batch = records.map((value, index) => ({ kind: 'text', name: `records[${index}]`, value }) as const);
  return [...expectedFields(rows, token), ...batch];
}

/** The folders of runs; a file of an export may not stand beside them. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('export_records'));
}

async function exportsIn(folder: string): Promise<readonly string[]> {
  const files = (await foldersIn(folder)).map((ofRun) => readdir(join(folder, ofRun)));
  return (await Promise.all(files)).flat().toSorted();
}

/** The path without the stand-in's folder, which stands first. */
function pathWithout(path = ''): string {
  return path.split(':').slice(1).join(':');
}
