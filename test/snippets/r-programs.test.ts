import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { rHttr2 } from '#app/snippets/r/r-httr2.ts';
import { rRedcapapi } from '#app/snippets/r/r-redcapapi.ts';
import { rRedcapr } from '#app/snippets/r/r-redcapr.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { startRecordingServer, type RecordingServer, type Reply } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, runners, runSnippet, type Runner } from './runners.ts';

const token = '0123456789ABCDEF0123456789ABCDEF';

function hasR(...packages: readonly string[]): boolean {
  const probe = packages.map((name) => `requireNamespace("${name}", quietly = TRUE)`).join(' && ');
  return spawnSync('Rscript', ['-e', `quit(status = if (${probe || 'TRUE'}) 0 else 1)`]).status === 0;
}

const noR = hasR() ? '' : ' (skipped: R is not installed)';
const noHttr2 = hasR('httr2') ? '' : ' (skipped: R with httr2 is not installed)';
const noKeyring = hasR('httr2', 'keyring') ? '' : ' (skipped: R with httr2 and keyring is not installed)';

const dictionary: SnippetDictionary = {
  recordIdField: 'record_id',
  longitudinal: false,
  fields: [
    fieldOf({ name: 'record_id', form: 'start' }),
    fieldOf({
      name: 'sex',
      form: 'start',
      type: 'radio',
      choices: awkwardValues.map((label, index) => ({ code: `${index}`, label })),
    }),
  ],
};

function inputOf(
  methodId: string,
  draft: Draft,
  url: string,
  options: Partial<SnippetOptions> = {},
): SnippetInput {
  return {
    ...inputFor(methodId, draft, url),
    options: { ...defaultSnippetOptions, ...options },
    dictionary,
  };
}

async function freshServer(
  { onTestFinished }: TestContext,
  answer: Reply | Parameters<RecordingServer['answerWith']>[0],
): Promise<RecordingServer> {
  const server = await startRecordingServer();
  server.answerWith(answer);
  onTestFinished(server.close);
  return server;
}

function httr2Runner(): Runner {
  const runner = runners.find(({ target }) => target === rHttr2);
  if (runner === undefined) throw new Error('no runner for httr2');
  return runner;
}

describe('every R program', () => {
  test.skipIf(noR !== '')(`is one for R’s own parser, for every method and awkward value${noR}`, async () => {
    await inFolder(async (folder) => {
      let programs = 0;
      for (const target of [rHttr2, rRedcapr, rRedcapapi]) {
        for (const [index, method] of methods.entries()) {
          const some = awkwardValues.filter((_, value) => value % 8 === index % 8);
          const variants: readonly Partial<SnippetOptions>[] = [
            ...target.tokenSources.map((tokenSource) => ({ tokenSource })),
            { batches: { recordsPerBatch: 7, pauseSeconds: 0.5 }, factors: true },
          ];
          const drafts = [{}, { type: 'eav' }, ...some.map((value) => withValue(method.id, value))];
          const texts = drafts.flatMap((draft, at) => {
            const { request } = prepare(method, draft, {});
            return variants
              .filter((_, variant) => at < 2 || variant === 0)
              .map((options) =>
                target.write(
                  snippetInput(
                    method,
                    request,
                    'https://redcap.example.edu/api/',
                    { ...defaultSnippetOptions, ...options },
                    dictionary,
                  ),
                ),
              );
          });
          programs += texts.length;
          await writeFile(join(folder, `${target.id}-${method.id}.R`), texts.join('\n'));
        }
      }
      const script = 'for (file in list.files(pattern = "[.]R$")) parse(file = file, encoding = "UTF-8")';
      const { status, stderr } = spawnSync('Rscript', ['-e', script], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(programs).toBeGreaterThan(2000);
    });
  });
});

/** The value wherever the method takes a text. */
function withValue(methodId: string, value: string): Draft {
  const parameters = methods.find(({ id }) => id === methodId)?.parameters ?? [];
  const draft: Record<string, Draft[string]> = {};
  for (const { name, kind } of parameters) {
    if (kind === 'list') draft[name] = [value, 'plain'];
    if (kind === 'text' || kind === 'logic') draft[name] = value;
    if (kind === 'payload') draft[name] = `a,b\n"${value.replaceAll('"', '""')}",1\n`;
    if (kind === 'file') draft[name] = { fileName: value, reference: value };
  }
  return draft;
}

test.skipIf(noR !== '').each([rHttr2, rRedcapr, rRedcapapi])(
  `R reads what $id needs${noR}`,
  async ({ running, library }) =>
    inFolder(async (folder) => {
      const { fileName, text } = running.dependencies ?? { fileName: '', text: '' };
      await writeFile(join(folder, fileName), text);
      const read = `cat(read.dcf("${fileName}", fields = "Imports"))`;
      const { stdout } = spawnSync('Rscript', ['-e', read], { cwd: folder, encoding: 'utf8' });
      expect(stdout).toMatch(new RegExp(`^${library}( \\(>= [\\d.]+\\))?$`));
    }),
);

describe('httr2', () => {
  const batches = { recordsPerBatch: 3, pauseSeconds: 0 };
  const names = ['1', '2', '"a, b"', 'é', '007', '', 'NA', '2', '"q ""x"""'];
  const asked = ['1', '2', 'a, b', 'é', '007', 'NA', 'q "x"'];

  test.skipIf(noHttr2 !== '')(
    `exports some records at a time, each batch to a file of its own${noHttr2}`,
    async (context) => {
      const server = await freshServer(context, async ({ fields }) => ({
        body: fields.some(({ name }) => name === 'records[0]')
          ? 'record_id,age\n1,2\n'
          : `record_id\n${names.join('\n')}\n`,
      }));
      const input = inputOf('export_records', { fields: ['age'] }, server.url, { batches });
      await inFolder(async (folder) => {
        const environment = { REDCAP_API_TOKEN: token, LC_ALL: 'C.UTF-8' };
        const outcome = await runSnippet(httr2Runner(), input, folder, environment);
        const ofRun = /^Files saved in (export_records_[\d-]{15}): 3\.\n$/.exec(outcome.stderr)?.[1] ?? '';
        expect(ofRun).not.toBe('');
        expect(outcome.status).toBe(0);
        const files = (await readdir(join(folder, ofRun))).toSorted();
        expect(files).toEqual([1, 2, 3].map((number) => `export_records_000${number}.csv`));
        const second = await readFile(join(folder, ofRun, 'export_records_0002.csv'), 'utf8');
        expect(second).toBe('record_id,age\n1,2\n');
      });
      const [first, ...others] = server.requests.map(({ fields }) =>
        fields.map((field) => [field.name, field.kind === 'text' ? field.value : '']),
      );
      expect(first).toContainEqual(['fields[0]', 'record_id']);
      expect(first?.some(([name]) => name?.startsWith('records['))).toBe(false);
      const rows = others.map((fields) => fields.filter(([name]) => name?.startsWith('records[') === true));
      expect(rows.map((fields) => fields.map(([name]) => name))).toEqual([
        ['records[0]', 'records[1]', 'records[2]'],
        ['records[0]', 'records[1]', 'records[2]'],
        ['records[0]'],
      ]);
      expect(rows.flatMap((fields) => fields.map(([, value]) => value))).toEqual(asked);
      for (const fields of others) expect(fields).toContainEqual(['fields[0]', 'age']);
    },
  );

  test.skipIf(noHttr2 !== '')(
    `writes no file when there is no record, and stops at a batch that fails${noHttr2}`,
    async (context) => {
      const server = await freshServer(context, { body: 'record_id\n' });
      const input = inputOf('export_records', {}, server.url, { batches });
      const none = await inFolder((folder) =>
        runSnippet(httr2Runner(), input, folder, { REDCAP_API_TOKEN: token }),
      );
      expect(none.stderr).toBe(`${NO_RECORDS}\n`);
      expect(none.status).toBe(0);
      server.answerWith(async ({ fields }) =>
        fields.some(({ name }) => name === 'records[0]')
          ? { status: 400, body: `ERROR: too much for ${token}` }
          : { body: 'record_id\n1\n' },
      );
      const failed = await inFolder((folder) =>
        runSnippet(httr2Runner(), input, folder, { REDCAP_API_TOKEN: token }),
      );
      expect(failed.stderr).toContain('ERROR: too much for [token]');
      expect(failed.stderr).not.toContain(token);
      expect(failed.status).toBeGreaterThan(0);
    },
  );

  test.skipIf(noKeyring !== '')(
    `reads the token from the keychain (keyring’s own stand-in, which keeps it in a variable), or says that there is none${noKeyring}`,
    async (context) => {
      const server = await freshServer(context, { body: '[]' });
      const input = inputOf('export_records', {}, server.url, { tokenSource: 'keyring' });
      const account = new URL(server.url).host.replace(':', '-');
      const environment = { R_KEYRING_BACKEND: 'env', [`redcap-api:${account}`]: ` ${token}\n` };
      const outcome = await inFolder((folder) => runSnippet(httr2Runner(), input, folder, environment));
      expect(outcome.stderr).toBe('');
      expect(server.onlyRequest().fields[0]).toEqual({ kind: 'text', name: 'token', value: token });
      const none = await inFolder((folder) =>
        runSnippet(httr2Runner(), input, folder, { R_KEYRING_BACKEND: 'env' }),
      );
      expect(none.stderr).toContain('There is no such entry in the keychain');
      expect(none.status).toBeGreaterThan(0);
    },
  );
});
