import { randomBytes } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, type TestContext } from 'vitest';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { stata } from '#app/snippets/stata/stata.ts';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { secretCommand, tokenIsMissing } from '#app/snippets/token-sources.ts';
import { awkwardValues, longLine } from '#test/support/awkward-values.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { startRecordingServer, type RecordingServer } from '#test/support/recording-server.ts';
import { expectedFields, inputByHand, inputFor, requestOf } from './requests.ts';
import { inFolder } from './runners.ts';

/*
 * Stata is not at hand; its Python is. The Python blocks of the do-files are run for real, by Python, with a
 * stand-in for Stata's module `sfi`: this proves what is sent, what is refused and what Stata is told. Stata's
 * own statements between the blocks are not run.
 */
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['--version']).status === 0);
const rule = test.skipIf(python === undefined);
const standIn = fileURLToPath(new URL('../support/stata-stand-in/run_do_file.py', import.meta.url));
const token = randomBytes(16).toString('hex').toUpperCase();

async function freshServer({ onTestFinished }: TestContext): Promise<RecordingServer> {
  const server = await startRecordingServer();
  onTestFinished(server.close);
  return server;
}

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

async function run(
  input: SnippetInput,
  folder: string,
  mode: 'whole' | 'lines' = 'lines',
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  await writeFile(join(folder, 'program.do'), stata.write(input));
  const child = spawn(python ?? '', [standIn, 'program.do', mode], {
    cwd: folder,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', REDCAP_API_TOKEN: token, ...environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}

interface Told {
  readonly macros: Readonly<Record<string, string>>;
  readonly variableLabels: Readonly<Record<string, string>>;
  readonly valueLabels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly attached: Readonly<Record<string, string>>;
}

async function told(folder: string): Promise<Told> {
  return JSON.parse(await readFile(join(folder, 'outcome.json'), 'utf8')) as Told;
}

const longName = `a_name_of_more_than_thirty_two_letters_${'x'.repeat(20)}`;
const dictionary: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: false,
  fields: [
    fieldOf({ name: 'record_id', form: 'start' }),
    fieldOf({ name: 'if', form: 'start', validation: 'integer', label: '`x\' $y "z" \\ /* // é' }),
    fieldOf({
      name: 'sex',
      form: 'start',
      type: 'radio',
      label: 'S'.repeat(200),
      choices: [
        { code: '1', label: 'Fem"ale` $a' },
        { code: '-9', label: 'Männlich' },
      ],
    }),
    fieldOf({ name: 'seen', form: 'start', validation: 'date_mdy' }),
    fieldOf({ name: 'weight', form: 'start', validation: 'number_comma_decimal' }),
    fieldOf({ name: longName, form: 'start', label: 'Long' }),
    fieldOf({ name: 'hidden', form: 'start', validation: 'integer', label: 'Not in the answer' }),
  ],
};

describe.each(['whole', 'lines'] as const)('the Python of a do-file, run %s', (mode) => {
  rule('sends every awkward value, strange names and a megabyte byte for byte', async (context) => {
    const server = await freshServer(context);
    const request = requestOf([
      ['a b&c=d%', 'x'],
      ['a', '1'],
      ['a', '2\n3'],
      // Line by line the stand-in compiles anew at each line: a long value would take minutes.
      ['line', mode === 'whole' ? longLine : longLine.slice(0, 20_000)],
      ...awkwardValues.map((value): [string, string] => ['again', value]),
    ]);
    server.answerWith({ body: '<answer/>' });
    const { status, output } = await inFolder((folder) =>
      run(inputByHand(request, server.url), folder, mode),
    );
    expect(output.trim()).toBe('<answer/>');
    expect(status).toBe(0);
    const received = server.onlyRequest().fields;
    expect(received.length).toBe(request.fields.length);
    const expected = expectedFields(request, token);
    expect(
      received.filter((field, index) => JSON.stringify(field) !== JSON.stringify(expected[index])),
    ).toEqual([]);
  });

  rule(
    'keeps a table where Stata reads it, and tells Stata types, labels and value labels',
    async (context) => {
      const server = await freshServer(context);
      const input = { ...inputFor('export_records', { format: 'csv' }, server.url), dictionary };
      server.answerWith({
        body: `record_id,if,sex,seen,weight,${longName},unknown\r\n007,5,1,2026-01-31,"1,5","two\nlines ""é""",\r\n`,
      });
      await inFolder(async (folder) => {
        expect(await run(input, folder, mode)).toEqual({ status: 0, output: '' });
        const cut = longName.slice(0, 32);
        expect(await readFile(join(folder, 'answer.csv'), 'utf8')).toBe(
          `record_id,v_if,sex,seen,weight,${cut},unknown\r\n007,5,1,2026-01-31,1.5,"two\nlines ""é""",\r\n`,
        );
        const { macros, variableLabels, valueLabels, attached } = await told(folder);
        expect(macros).toMatchObject({
          columns: '7',
          numbers: 'v_if sex weight',
          dates: 'seen',
        });
        expect(variableLabels).toEqual({
          record_id: 'record_id',
          v_if: '`x\' $y "z" \\ /* // é',
          sex: `${'S'.repeat(77)}...`,
          seen: 'seen',
          weight: 'weight',
          [cut]: 'Long',
        });
        expect(valueLabels).toEqual({ sex: { '1': 'Fem"ale` $a', '-9': 'Männlich' } });
        expect(attached).toEqual({ sex: 'sex' });
      });
      expect(server.onlyRequest().fields).toEqual(expectedFields(input.request, token));
    },
  );

  rule('makes extended missing values with labels of missing-data codes', async (context) => {
    const server = await freshServer(context);
    const missingCodes = [
      { code: '-99', label: 'Not "done" `x\' $y' },
      { code: 'UNK', label: 'Unknown' },
      ...Array.from({ length: 25 }, (_, index) => ({ code: `M${index}`, label: `Code ${index}` })),
    ];
    const input = {
      ...inputFor('export_records', { format: 'csv' }, server.url),
      dictionary: { ...dictionary, missingCodes },
    };
    server.answerWith({
      body: `record_id,if,sex,seen,weight,redcap_repeat_instance\n-99,UNK,-99,UNK,-99,-99\nUNK,4,-9,2026-01-31,"1,5",2\n3,M23,M24,-99,x,\n`,
    });
    await inFolder(async (folder) => {
      expect(await run(input, folder, mode)).toEqual({ status: 0, output: '' });
      // A letter each for 26 codes, the rest without one; a column with other text is left as it came.
      expect(await readFile(join(folder, 'answer.csv'), 'utf8')).toBe(
        'record_id,v_if,sex,seen,weight,redcap_repeat_instance\r\n-99,.b,.a,.b,-99,-99\r\nUNK,4,-9,2026-01-31,1.5,2\r\n3,.z,.,.a,x,\r\n',
      );
      const { valueLabels, attached } = await told(folder);
      expect(valueLabels).toEqual({
        v_if: { '.b': 'Unknown', '.z': 'Code 23' },
        sex: { '1': 'Fem"ale` $a', '-9': 'Männlich', '.a': "Not 'done' 'x' y" },
      });
      expect(attached).toEqual({ v_if: 'v_if', sex: 'sex' });
    });
  });

  rule('keeps every column in its place when labels as headers stand twice', async (context) => {
    const server = await freshServer(context);
    const draft = { format: 'csv', rawOrLabelHeaders: 'label' };
    server.answerWith({ body: '"Record ID",Date,Date,Age\n1,2026-01-31,2026-02-28,40\n' });
    await inFolder(async (folder) => {
      const outcome = await run(inputFor('export_records', draft, server.url), folder, mode);
      expect(outcome).toEqual({ status: 0, output: '' });
      expect(await readFile(join(folder, 'answer.csv'), 'utf8')).toBe(
        'Record_ID,Date,Date_2,Age\r\n1,2026-01-31,2026-02-28,40\r\n',
      );
      expect((await told(folder)).macros.columns).toBe('4');
    });
  });

  rule('reads JSON, and an answer without rows', async (context) => {
    const server = await freshServer(context);
    const input = inputFor('export_records', { format: 'json' }, server.url);
    server.answerWith({ body: '[{"record_id":"1","n":2},{"record_id":"é","note":"a,\\n\\"b\\""}]' });
    await inFolder(async (folder) => {
      expect(await run(input, folder, mode)).toEqual({ status: 0, output: '' });
      expect(await readFile(join(folder, 'answer.csv'), 'utf8')).toBe(
        'record_id,n,note\r\n1,2,\r\né,,"a,\n""b"""\r\n',
      );
      server.answerWith({ body: '[]' });
      expect((await run(input, folder, mode)).status).toBe(0);
      expect((await told(folder)).macros.columns).toBe('0');
    });
  });

  rule('exports in batches and binds them into one table', async (context) => {
    const server = await freshServer(context);
    const options = { ...defaultSnippetOptions, batches: { recordsPerBatch: 2, pauseSeconds: 0.01 } };
    const input = { ...inputFor('export_records', { format: 'csv' }, server.url), dictionary, options };
    const named = ['1', '"a,""b"', '', '1', '3'];
    server.answerWith(async ({ fields }) => {
      const some = fields.flatMap((field) =>
        field.kind === 'text' && field.name.startsWith('records[') ? [field.value] : [],
      );
      const cells = some.map((value) => `"${value.replaceAll('"', '""')}"`);
      const rows = (some.length > 0 ? cells : named).map((cell) => `${cell},1\n`);
      return { body: `record_id,sex\n${rows.join('')}` };
    });
    await inFolder(async (folder) => {
      const outcome = await run(input, folder, mode);
      expect(outcome.status).toBe(0);
      expect(outcome.output.trim()).toBe('Read 3 records.');
      expect(
        server.requests.map(({ fields }) => fields.filter(({ name }) => name.startsWith('records'))),
      ).toEqual([
        [],
        [
          { kind: 'text', name: 'records[0]', value: '1' },
          { kind: 'text', name: 'records[1]', value: 'a,"b' },
        ],
        [{ kind: 'text', name: 'records[0]', value: '3' }],
      ]);
      expect(await readFile(join(folder, 'answer.csv'), 'utf8')).toBe(
        'record_id,sex\r\n1,1\r\n"a,""b",1\r\n3,1\r\n',
      );
      server.answerWith({ body: 'record_id,sex\n' });
      expect(await run(input, folder, mode)).toEqual({ status: 0, output: `${NO_RECORDS}\n` });
    });
  });

  rule('keeps each batch of XML in a file, in a folder of the run', async (context) => {
    const server = await freshServer(context);
    const options = { ...defaultSnippetOptions, batches: { recordsPerBatch: 2, pauseSeconds: 0.01 } };
    const input = { ...inputFor('export_records', { format: 'xml' }, server.url), dictionary, options };
    let answers = 0;
    server.answerWith(async () => {
      answers += 1;
      return { body: answers === 1 ? 'record_id\n1\n2\n3\n' : `<records n="${answers}"/>` };
    });
    await inFolder(async (folder) => {
      const outcome = await run(input, folder, mode);
      const [, ofRun = ''] =
        /^Read 3 records\. The files are in (export_records_\d{8}-\d{6})\.\n$/.exec(outcome.output) ?? [];
      expect({ ...outcome, ofRun }).toMatchObject({ status: 0, ofRun: expect.stringMatching(/./) });
      for (const number of [1, 2]) {
        expect(await readFile(join(folder, ofRun, `export_records_000${number}.xml`), 'utf8')).toBe(
          `<records n="${number + 1}"/>`,
        );
      }
    });
  });

  rule('uploads a file and writes one it gets, every byte', async (context) => {
    const server = await freshServer(context);
    const everyByte = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    await inFolder(async (folder) => {
      const reference = join(folder, "an 'odd' $name.bin");
      await writeFile(reference, everyByte);
      const draft = { record: 'it\'s "1" é\r\n', field: 'scan', file: { fileName: 'scan.bin', reference } };
      const upload = inputFor('import_file', draft, server.url);
      server.answerWith({ body: '' });
      expect(await run(upload, folder, mode)).toEqual({ status: 0, output: 'Done (HTTP status 200).\n' });
      expect(server.onlyRequest().fields).toEqual(expectedFields(upload.request, token, { file: everyByte }));
      const download = inputFor('export_file', { record: '1', field: 'scan' }, server.url);
      server.answerWith({ body: everyByte, headers: { 'content-type': 'text/plain; name="x"' } });
      if (download.answer.kind !== 'file') throw new Error('Export a File returns a file');
      const { fileName } = download.answer;
      expect(await run(download, folder, mode)).toEqual({ status: 0, output: `Saved ${fileName}\n` });
      expect((await readFile(join(folder, fileName))).equals(everyByte)).toBe(true);
    });
  });
});

describe('a do-file', () => {
  const failing = async (context: TestContext, reply: Parameters<RecordingServer['answerWith']>[0]) => {
    const server = await freshServer(context);
    server.answerWith(reply);
    const input = inputFor('export_records', { format: 'csv' }, server.url);
    const outcome = await inFolder((folder) => run(input, folder));
    expect(outcome.status).not.toBe(0);
    expect(outcome.output).not.toContain(token);
    return { ...outcome, server };
  };

  rule('stops with REDCap’s message, without the token', async (context) => {
    const echo = await failing(context, { status: 403, body: `{"error":"no ${token}"}` });
    expect(echo.output).toContain('The request failed (HTTP status 403): {"error":"no [token]"}');
  });

  rule(
    'stops at an error with status 200, a web page and a redirect, which it does not follow',
    async (context) => {
      expect((await failing(context, { body: 'ERROR: wrong' })).output).toContain('ERROR: wrong');
      expect((await failing(context, { body: '<!DOCTYPE html><p>' })).output).toContain('a web page');
      const elsewhere = await freshServer(context);
      const redirect = await failing(context, { status: 307, headers: { location: elsewhere.url } });
      expect(redirect.output).toContain('HTTP status 307');
      expect(elsewhere.connections()).toBe(0);
    },
  );

  rule('stops when there is no server or no token', async (context) => {
    const server = await freshServer(context);
    const input = inputFor('export_records', { format: 'csv' }, server.url);
    const missing = await inFolder((folder) => run(input, folder, 'lines', { REDCAP_API_TOKEN: ' ' }));
    expect(missing.output).toContain(tokenIsMissing('environment'));
    expect(missing.status).not.toBe(0);
    await server.close();
    const gone = await inFolder((folder) => run(input, folder));
    expect(gone.output).toContain('No answer from the server');
    expect(gone.status).not.toBe(0);
  });

  rule('reads its token from a keychain, a stand-in here', async (context) => {
    const server = await freshServer(context);
    const options = { ...defaultSnippetOptions, tokenSource: 'secret-tool' as const };
    const input = { ...inputFor('export_records', { format: 'csv' }, server.url), options };
    server.answerWith({ body: 'record_id\n1\n' });
    await inFolder(async (folder) => {
      const words = secretCommand('secret-tool', server.url).slice(1).join(' ');
      const script = `#!/bin/sh\n[ "$*" = '${words}' ] && echo FROM-KEYCHAIN\n`;
      await writeFile(join(folder, 'secret-tool'), script, { mode: 0o755 });
      const path = `${folder}:${process.env.PATH ?? ''}`;
      expect(await run(input, folder, 'lines', { PATH: path })).toEqual({ status: 0, output: '' });
      expect(server.onlyRequest().fields[0]).toEqual({ kind: 'text', name: 'token', value: 'FROM-KEYCHAIN' });
    });
  });
});
