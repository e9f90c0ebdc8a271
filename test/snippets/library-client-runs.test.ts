import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { z } from 'zod';
import { formBody } from '#app/request/form-body.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { phpPhpCap } from '#app/snippets/php/php-phpcap.ts';
import { pythonPyCap } from '#app/snippets/python/python-pycap.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { startPracticeServer, type PracticeServer } from '#main/practice/server.ts';
import { startRecordingServer, type RecordingServer, type Reply } from '#test/support/recording-server.ts';
import { selfSigned } from '#test/support/certificates.ts';
import { phpCapLoader, noPhpCap, noPyCap, pythonWithPyCap } from './installed-libraries.ts';
import { inputFor } from './requests.ts';
import { inFolder, runProgram, type Outcome } from './runners.ts';

const token = 'ABCDEF0123456789ABCDEF0123456789';

let practice: PracticeServer;
beforeAll(async () => {
  practice = await startPracticeServer();
});
afterAll(() => practice.close());

async function freshServer({ onTestFinished }: TestContext, reply: Reply): Promise<RecordingServer> {
  const server = await startRecordingServer();
  server.answerWith(reply);
  onTestFinished(server.close);
  return server;
}

const clients = [
  {
    name: 'PyCap',
    missing: noPyCap,
    async run(input: SnippetInput, folder: string, own: string): Promise<Outcome> {
      await writeFile(join(folder, 'program.py'), pythonPyCap.write(input));
      return runProgram({ command: pythonWithPyCap ?? '', options: [] }, 'program.py', folder, {
        REDCAP_API_TOKEN: own,
        PYTHONPATH: process.env.PYTHONPATH ?? '',
      });
    },
  },
  {
    name: 'PHPCap',
    missing: noPhpCap,
    async run(input: SnippetInput, folder: string, own: string): Promise<Outcome> {
      await mkdir(join(folder, 'vendor'), { recursive: true });
      await writeFile(join(folder, 'vendor/autoload.php'), `<?php require ${JSON.stringify(phpCapLoader)};`);
      await writeFile(join(folder, 'program.php'), phpPhpCap.write(input));
      return runProgram({ command: 'php', options: [] }, 'program.php', folder, { REDCAP_API_TOKEN: own });
    },
  },
] as const;

describe.each(clients)('$name', (client) => {
  const reason = client.missing === null ? '' : ` (skipped: ${client.missing})`;
  const rule = test.skipIf(client.missing !== null);
  const run = (input: SnippetInput, own = token) => inFolder((folder) => client.run(input, folder, own));

  rule(`fails with a sentence and without the token${reason}`, async (context) => {
    const elsewhere = await freshServer(context, { body: '[]' });
    const failing: readonly (readonly [Reply, string])[] = [
      [{ status: 403, body: `{"error":"${token} is not known"}` }, '[token] is not known'],
      [{ body: `{"error":"${token} is blocked"}` }, '[token] is blocked'],
      [{ body: '<!DOCTYPE html><html></html>' }, 'web page instead of data'],
      [{ status: 302, headers: { location: elsewhere.url } }, 'HTTP status 302'],
      [{ status: 500 }, 'HTTP status 500'],
    ];
    for (const [reply, message] of failing) {
      const server = await freshServer(context, reply);
      const outcome = await run(inputFor('export_records', {}, server.url));
      expect(outcome.stderr).toContain(message);
      expect(outcome.stderr).not.toContain(token);
      expect(outcome.stdout.toString()).toBe('');
      expect(outcome.status).toBeGreaterThan(0);
    }
    expect(elsewhere.connections()).toBe(0);
    const odd = await run(inputFor('export_records', {}, elsewhere.url), 'of another shape');
    expect(odd.stderr).not.toContain('of another shape');
    expect(odd.stderr).not.toBe('');
    expect(odd.status).toBeGreaterThan(0);
    const none = await run(inputFor('export_records', {}, elsewhere.url), ' ');
    expect(none.stderr).toContain('Set the environment variable REDCAP_API_TOKEN');
    expect(elsewhere.connections()).toBe(0);
  });

  rule(`sends nothing to a server whose certificate nobody vouches for${reason}`, async (context) => {
    const server = await startRecordingServer({
      key: Buffer.from(selfSigned.key),
      cert: Buffer.from(selfSigned.cert),
    });
    context.onTestFinished(server.close);
    const outcome = await run(inputFor('export_records', {}, server.url));
    expect(outcome.stderr).toMatch(/certificate/i);
    expect(outcome.status).toBeGreaterThan(0);
    expect(server.requests).toEqual([]);
  });

  rule(`says so when there is no record to export in batches${reason}`, async (context) => {
    const server = await startRecordingServer();
    context.onTestFinished(server.close);
    server.answerWith(async ({ fields }) =>
      fields.some(
        ({ name, ...field }) => name === 'content' && 'value' in field && field.value === 'metadata',
      )
        ? { body: '[{"field_name":"record_id","form_name":"a","field_type":"text"}]' }
        : { body: '[]' },
    );
    const outcome = await run(
      inBatches(inputFor('export_records', { format: 'csv' }, server.url), 'record_id'),
    );
    expect(outcome.stderr).toBe(`${NO_RECORDS}\n`);
    expect(outcome.status).toBe(0);
  });
});

describe('PyCap with the practice server', () => {
  test.skipIf(noPyCap !== null)(
    `gives the rows of Execute as a data frame, whole and in batches${noPyCap === null ? '' : ` (skipped: ${noPyCap})`}`,
    async () => {
      for (const project of practice.projects.slice(0, 2)) {
        const input = inputFor('export_records', { format: 'csv' }, practice.url);
        const [header = '', ...rows] = (await execute(input, project.token)).trimEnd().split('\n');
        const idField = header.split(',')[0] ?? '';
        for (const one of [input, inBatches(input, idField)]) {
          const frame = await inFolder(async (folder) => {
            await writeFile(join(folder, 'program.py'), pythonPyCap.write(one));
            await writeFile(join(folder, 'look.py'), look);
            const outcome = await runProgram(
              { command: pythonWithPyCap ?? '', options: [] },
              'look.py',
              folder,
              { REDCAP_API_TOKEN: project.token, PYTHONPATH: process.env.PYTHONPATH ?? '' },
            );
            expect(outcome.stderr).toBe('');
            return frameShape.parse(JSON.parse(outcome.stdout.toString().split('\n').at(-2) ?? ''));
          });
          expect(frame.columns).toContain(idField);
          expect(frame.names.every((name) => typeof name === 'string')).toBe(true);
          expect(new Set(frame.columns)).toEqual(new Set(header.split(',')));
          expect(frame.names.length).toBe(countRows(rows.join('\n')));
        }
      }
    },
  );
});

describe('PHPCap with the practice server', () => {
  test.skipIf(noPhpCap !== null)(
    `prints the bytes of Execute, and keeps each batch in a file${noPhpCap === null ? '' : ` (skipped: ${noPhpCap})`}`,
    async () => {
      const client = clients.find(({ name }) => name === 'PHPCap');
      for (const project of practice.projects.slice(0, 2)) {
        const input = inputFor('export_records', { format: 'csv' }, practice.url);
        const expected = await execute(input, project.token);
        const idField = expected.split(',')[0] ?? '';
        await inFolder(async (folder) => {
          const outcome = await client?.run(input, folder, project.token);
          expect(outcome?.stderr).toBe('');
          expect(outcome?.stdout.toString()).toBe(expected);
          const batches = await client?.run(inBatches(input, idField), folder, project.token);
          expect(batches?.stderr).toMatch(/^Files saved in \S+: \d+\.\n$/);
          const ofRun = (await readdir(folder)).find((name) => name.startsWith('export_records_')) ?? '';
          const files = (await readdir(join(folder, ofRun))).toSorted();
          expect(files[0]).toBe('export_records_0001.csv');
          const parts = await Promise.all(files.map((file) => readFile(join(folder, ofRun, file), 'utf8')));
          const withoutHeader = parts.map((part) => part.slice(part.indexOf('\n') + 1)).join('');
          expect(withoutHeader).toBe(expected.slice(expected.indexOf('\n') + 1));
        });
      }
    },
  );
});

/** Runs the program and looks at the data frame it leaves. */
const look = `import json, runpy
records = runpy.run_path("program.py")["records"]
print(json.dumps({"columns": list(records.columns), "names": list(records.iloc[:, 0])}, default=repr))
`;
const frameShape = z.object({ columns: z.array(z.string()), names: z.array(z.unknown()) });

function inBatches(input: SnippetInput, recordIdField: string): SnippetInput {
  return {
    ...input,
    options: { ...defaultSnippetOptions, batches: { recordsPerBatch: 7, pauseSeconds: 0 } },
    dictionary: { recordIdField, longitudinal: true, fields: [] },
  };
}

async function execute(input: SnippetInput, own: string): Promise<string> {
  const answer = await fetch(input.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formBody(input.request, own),
  });
  return answer.text();
}

/** Rows of CSV without its header: line ends outside quotes. */
function countRows(csv: string): number {
  return csv.replaceAll(/"[^"]*"/g, '').split('\n').length;
}
