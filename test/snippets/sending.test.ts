import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import type { SnippetInput } from '#app/snippets/target.ts';
import { startRecordingServer, type RecordingServer } from '#test/support/recording-server.ts';
import { commandLinesWith } from './command-lines.ts';
import { expectedFields, inputByHand, inputFor, requestOf } from './requests.ts';
import { inFolder, printingRunners, runSnippet } from './runners.ts';
import { everyByte } from './verify/answers.ts';

const token = randomBytes(16).toString('hex').toUpperCase();
/** UTF-8, mixed line ends, none at the end. */
const awkwardAnswer = Buffer.from('record_id,note\r\n1,"é 中 😀\n%s \\n $x"\n2,\ufeffx\t ');

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
