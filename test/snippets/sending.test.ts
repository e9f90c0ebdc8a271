import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import type { SnippetInput } from '#app/snippets/target.ts';
import { awkwardValues, longLine, longTable } from '#test/support/awkward-values.ts';
import { startRecordingServer, type RecordingServer } from '#test/support/recording-server.ts';
import { commandLinesWith } from './command-lines.ts';
import { expectedFields, inputByHand, inputFor, requestOf } from './requests.ts';
import { inFolder, printingRunners, runSnippet } from './runners.ts';

const token = randomBytes(16).toString('hex').toUpperCase();
/** UTF-8, mixed line ends, none at the end. */
const awkwardAnswer = Buffer.from('record_id,note\r\n1,"é 中 😀\n%s \\n $x"\n2,\ufeffx\t ');
const everyByte = Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7 + (index >> 8)) % 256));

/** A server of the test's own, so that tests can run side by side. */
async function freshServer({ onTestFinished }: TestContext): Promise<RecordingServer> {
  const server = await startRecordingServer();
  onTestFinished(server.close);
  return server;
}

describe.concurrent.each(printingRunners)('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;
  const rule = test.skipIf(runner.missing !== null);

  /** Runs the program against the recording server and fails unless it succeeds. */
  const run = (input: SnippetInput, folder: string, environment: Readonly<Record<string, string>> = {}) =>
    runSnippet(runner, input, folder, { REDCAP_API_TOKEN: token, ...environment });

  rule(
    `sends the defaults of Export Records, prints the answer's bytes, shows no token${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const input = inputFor('export_records', {}, server.url);
      let seen: readonly string[] = [];
      server.answerWith(async () => {
        seen = commandLinesWith(token);
        return { body: awkwardAnswer };
      });
      const outcome = await inFolder((folder) => run(input, folder));
      expect(outcome.stderr).toBe('');
      expect(outcome.status).toBe(0);
      expect(outcome.stdout.equals(awkwardAnswer)).toBe(true);
      const request = server.onlyRequest();
      expect(request.method).toBe('POST');
      expect(request.path).toBe('/api/');
      expect(request.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded\b/);
      expect(request.fields).toEqual(expectedFields(input.request, token));
      expect(seen).toEqual([]);
    },
  );

  rule(`sends all parameters and every awkward value byte for byte${reason}`, async (context) => {
    const server = await freshServer(context);
    const input = inputFor(
      'export_records',
      {
        format: 'xml',
        type: 'eav',
        records: awkwardValues.filter((value) => value.trim() !== ''),
        fields: ['record_id', 'age'],
        forms: ['demographics'],
        events: ['baseline_arm_1'],
        rawOrLabel: 'label',
        rawOrLabelHeaders: 'label',
        exportCheckboxLabel: 'true',
        exportSurveyFields: 'true',
        exportDataAccessGroups: 'true',
        filterLogic: '[age] > 5 and [name] <> "O\'Brien"',
        dateRangeBegin: '2026-01-01 00:00:00',
        dateRangeEnd: '2026-02-01 00:00:00',
        returnFormat: 'json',
      },
      server.url,
    );
    server.answerWith({ body: '' });
    const outcome = await inFolder((folder) => run(input, folder));
    expect(outcome.stderr).toBe('');
    expect(outcome.status).toBe(0);
    expect(outcome.stdout.length).toBe(0);
    expect(server.onlyRequest().fields).toEqual(expectedFields(input.request, token));
  });

  rule(
    `sends a megabyte in one line and in many, and more fields than Java's limits${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const records = Array.from({ length: 3000 }, (_, index): [string, string] => [
        `records[${index}]`,
        `R-${index}`,
      ]);
      const request = requestOf([['content', 'record'], ['line', longLine], ['data', longTable], ...records]);
      server.answerWith({ body: '{"count": 1}' });
      const input = inputByHand(request, server.url);
      const outcome = await inFolder((folder) => run(input, folder));
      expect(outcome.stderr).toBe('');
      expect(outcome.stdout.toString()).toBe('{"count": 1}');
      const received = server.onlyRequest().fields;
      const expected = expectedFields(request, token);
      // Compared piece by piece: a difference of two megabytes is no message.
      expect(received.map((field) => field.name)).toEqual(expected.map((field) => field.name));
      const differing = received.filter((field, index) => {
        const other = expected[index];
        return field.kind !== 'text' || other?.kind !== 'text' || field.value !== other.value;
      });
      expect(differing.map((field) => field.name)).toEqual([]);
    },
  );

  rule(`sends repeated and strange names, and values no form would offer${reason}`, async (context) => {
    const server = await freshServer(context);
    const request = requestOf([
      ['prefix', 'module'],
      ['a', '1'],
      ['b', '2'],
      ['a', '3\n4'],
      ['a b&c=d%', 'x'],
      ['it\'s "é" $x #{y} \\', 'y'],
      ['if', 'z'],
      ['0', 'number'],
      ...awkwardValues.map((value): [string, string] => ['again', value]),
    ]);
    server.answerWith({ body: 'ok' });
    const input = inputByHand(request, server.url);
    const outcome = await inFolder((folder) => run(input, folder));
    expect(outcome.stderr).toBe('');
    expect(outcome.stdout.toString()).toBe('ok');
    expect(server.onlyRequest().fields).toEqual(expectedFields(request, token));
  });

  rule(`uploads a file with its fields, every byte of it${reason}`, async (context) => {
    const server = await freshServer(context);
    const fileName = 'scan of "Ånna".bin';
    await inFolder(async (folder) => {
      const path = join(folder, "an 'odd' $name, é;.bin");
      await writeFile(path, everyByte);
      const draft = { record: 'it\'s "1" é\r\n', field: 'scan', file: { fileName, reference: path } };
      const input = inputFor('import_file', draft, server.url);
      server.answerWith({ body: '' });
      const outcome = await run(input, folder, { LC_ALL: 'C.UTF-8' });
      expect(outcome.stderr).toBe('Done (HTTP status 200).\n');
      expect(outcome.status).toBe(0);
      expect(outcome.stdout.length).toBe(0);
      const request = server.onlyRequest();
      expect(request.headers['content-type']).toMatch(/^multipart\/form-data; *boundary=/);
      expect(request.fields).toEqual(expectedFields(input.request, token, { file: everyByte }));
    });
  });

  rule(`uploads a form with every awkward value byte for byte${reason}`, async (context) => {
    const server = await freshServer(context);
    await inFolder(async (folder) => {
      await writeFile(join(folder, '-file'), everyByte);
      const request = requestOf(
        awkwardValues.map((value, index) => [`value[${index}]`, value]),
        'multipart',
      );
      const file = { kind: 'file', name: 'file', fileName: 'a\r\nb.bin', reference: '-file' } as const;
      const end = { kind: 'text', name: 'end', value: 'x' } as const;
      const answer = { kind: 'nothing' } as const;
      const whole = {
        ...request,
        fields: [...request.fields, file, end],
      };
      server.answerWith({ body: '' });
      const outcome = await run(inputByHand(whole, server.url, answer), folder);
      expect(outcome.stderr).toBe('Done (HTTP status 200).\n');
      const asSent = { ...file, fileName: 'a%0D%0Ab.bin' };
      const expected = expectedFields({ ...whole, fields: [...request.fields, asSent, end] }, token, {
        file: everyByte,
      });
      expect(server.onlyRequest().fields).toEqual(expected);
    });
  });

  rule(
    `writes a downloaded file, every byte of it, even one that looks like an error${reason}`,
    async (context) => {
      const server = await freshServer(context);
      const contents = [everyByte, Buffer.from('ERROR: a file may begin like this')];
      for (const content of contents) {
        const input = inputFor('export_file', { record: '1', field: 'scan' }, server.url);
        if (input.answer.kind !== 'file') throw new Error('Export a File returns a file');
        const { fileName } = input.answer;
        server.answerWith({
          body: content,
          headers: { 'content-type': 'application/octet-stream; name="scan.bin";charset=UTF-8' },
        });
        await inFolder(async (folder) => {
          const outcome = await run(input, folder);
          expect(outcome.stderr).toBe(`Saved ${fileName}\n`);
          expect(outcome.stdout.length).toBe(0);
          expect((await readFile(join(folder, fileName))).equals(content)).toBe(true);
        });
        expect(server.onlyRequest().fields).toEqual(expectedFields(input.request, token));
      }
    },
  );

  rule(`writes a PDF whose content type has no name${reason}`, async (context) => {
    const server = await freshServer(context);
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), everyByte]);
    const request = requestOf([['content', 'pdf']]);
    const fileName = 'blank forms, it\'s "é".pdf';
    const answer = { kind: 'file', fileName } as const;
    server.answerWith({ body: pdf, headers: { 'content-type': 'application/pdf' } });
    await inFolder(async (folder) => {
      const outcome = await run(inputByHand(request, server.url, answer), folder, {
        LC_ALL: 'C.UTF-8',
      });
      expect(outcome.stderr).toBe(`Saved ${fileName}\n`);
      expect((await readFile(join(folder, fileName))).equals(pdf)).toBe(true);
    });
  });
});
