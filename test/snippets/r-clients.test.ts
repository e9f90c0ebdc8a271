import { spawn, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '#main/practice/server.ts';
import type { Draft } from '#app/request/draft.ts';
import type { FunctionTable } from '#app/snippets/r/r-function.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { redcapapiFunctions } from '#app/snippets/r/redcapapi-functions.ts';
import { redcaprFunctions } from '#app/snippets/r/redcapr-functions.ts';
import { rRedcapapi } from '#app/snippets/r/r-redcapapi.ts';
import { rRedcapr } from '#app/snippets/r/r-redcapr.ts';
import type { SnippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { awkwardValues, longTable } from '#test/support/awkward-values.ts';
import type { ReceivedField } from '#test/support/form-decoder.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import {
  startRecordingServer,
  type RecordedRequest,
  type RecordingServer,
  type Reply,
} from '#test/support/recording-server.ts';
import { expectedFields, inputByHand, inputFor, requestOf } from './requests.ts';
import { inFolder } from './runners.ts';

/** The longitudinal practice project, as far as factors need it. */
const dictionary: SnippetDictionary = {
  recordIdField: 'study_id',
  longitudinal: true,
  fields: [
    fieldOf({ name: 'study_id', form: 'enrolment' }),
    fieldOf({
      name: 'sex',
      form: 'enrolment',
      type: 'radio',
      choices: [
        { code: '0', label: 'The one "sex"' },
        { code: '1', label: 'The other' },
      ],
    }),
  ],
};

/** What a library must send somehow: the method, what is chosen, and the function that carries it. */
const sent: readonly (readonly [methodId: string, draft: Draft, redcapr: string, redcapapi: string])[] = [
  [
    'export_records',
    {
      records: ['1001', '1002'],
      fields: ['study_id', 'sex'],
      events: ['baseline_arm_1'],
      filterLogic: '[sex] = "1" or [sex] <> \'%\'',
      exportDataAccessGroups: 'true',
      exportSurveyFields: 'true',
      dateRangeBegin: '2020-01-31 10:11:12',
      dateRangeEnd: '2090-01-31 10:11:12',
    },
    'redcap_read_oneshot',
    'exportRecordsTyped',
  ],
  [
    'import_records',
    {
      data: 'study_id,redcap_event_name,initials\nT-007,baseline_arm_1,"é, ""b"""\n',
      overwriteBehavior: 'overwrite',
    },
    'redcap_write_oneshot',
    'importRecords',
  ],
  ['delete_records', { records: ['T-007'], arm: '1' }, 'redcap_delete', 'deleteRecords'],
  [
    'export_metadata',
    { fields: ['study_id'], forms: ['enrolment'] },
    'redcap_metadata_read',
    'exportMetaData',
  ],
  ['filerepo_list', { folder_id: '1' }, 'redcap_file_repo_list_oneshot', 'exportFileRepositoryListing'],
  ['export_logging', { beginTime: '2020-01-31 00:00', record: 'T-007' }, 'redcap_log_read', 'exportLogging'],
  ['export_users', {}, 'redcap_users_export', 'exportUsers'],
  ['export_events', {}, 'redcap_event_read', 'exportEvents'],
  ['export_version', {}, 'redcap_version', 'exportVersion'],
  // By the request itself, as neither has a function for it.
  ['export_survey_queue_link', { record: '1001' }, 'httr::POST', 'exportSurveyQueueLink'],
  ['export_records', { type: 'eav', fields: ['sex'], records: ['1001'] }, 'httr::POST', 'makeApiCall'],
];

let practice: PracticeServer;
let server: RecordingServer;
let token: string;
beforeAll(async () => {
  practice = await startPracticeServer();
  server = await startRecordingServer();
  token = practice.projects.find(({ id }) => id === 'longitudinal')?.token ?? '';
});
afterAll(async () => {
  await server.close();
  await practice.close();
});

/** Records what comes and lets the practice server answer it. */
function passOn(arrived: (request: RecordedRequest) => void = () => undefined): void {
  server.answerWith(async (request): Promise<Reply> => {
    arrived(request);
    const { headers, body } = request;
    const contentType = headers['content-type'] ?? '';
    const answer = await fetch(practice.url, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: new Uint8Array(body),
    });
    return {
      status: answer.status,
      headers: { 'content-type': answer.headers.get('content-type') ?? 'text/plain' },
      body: Buffer.from(await answer.arrayBuffer()),
    };
  });
}

function inputOf(methodId: string, draft: Draft, options: Partial<SnippetOptions> = {}): SnippetInput {
  return {
    ...inputFor(methodId, draft, server.url),
    options: { ...defaultSnippetOptions, ...options },
    dictionary,
  };
}

async function rscript(
  program: string,
  folder: string,
  environment: Readonly<Record<string, string>> = { REDCAP_API_TOKEN: token },
): Promise<{ readonly status: number | null; readonly output: string }> {
  await writeFile(join(folder, 'program.R'), program);
  const child = spawn('Rscript', ['program.R'], {
    cwd: folder,
    env: { ...process.env, REDCAP_API_TOKEN: '', HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}

/** The values of a parameter in a request, whether a list is indexed or joined with commas. */
function valuesOf(fields: readonly ReceivedField[], name: string, joined: boolean): readonly string[] {
  const found = fields.filter((field) => field.name.replace(/\[\d+\]$/, '') === name);
  const texts = found.map((field) => (field.kind === 'text' ? field.value : field.fileName));
  return joined ? texts.flatMap((text) => text.split(',')) : texts;
}

/** A table without the quotes that one writer sets and another leaves out. */
function bare(table: string): string {
  return table.trim().replaceAll('""', '\u0001').replaceAll('"', '');
}

function installed(name: string): boolean {
  const probe = `quit(status = if (requireNamespace("${name}", quietly = TRUE)) 0 else 1)`;
  return spawnSync('Rscript', ['-e', probe]).status === 0;
}

const libraries: readonly (readonly [library: string, target: SnippetTarget, table: FunctionTable])[] = [
  ['REDCapR', rRedcapr, redcaprFunctions],
  ['redcapAPI', rRedcapapi, redcapapiFunctions],
];

describe.each(libraries)('%s', (library, target, table) => {
  const here = installed(library);
  const reason = here ? '' : ` (skipped: the R package ${library} is not installed)`;
  const rule = test.skipIf(!here);

  rule(`has the functions of the table, with these arguments${reason}`, async () => {
    const checks = Object.values<FunctionTable['functions'][string]>(table.functions).flatMap((entry) => {
      if ('unused' in entry) return [];
      const fixed = entry.fixed.map((text) => text.split(' = ')[0] ?? '');
      const passedOn = entry.passedOn === undefined ? [] : ['api_param'];
      const names = [
        ...Object.values(entry.parameters).map(({ argument }) => argument),
        ...fixed,
        ...passedOn,
      ];
      return [`check("${entry.name}", c(${names.map((name) => `"${name}"`).join(', ')}))`];
    });
    expect(checks.length).toBeGreaterThan(20);
    const program = `library(${library})
check <- function(name, wanted) {
  found <- get(name)
  if ("${library}" == "redcapAPI") found <- utils::getS3method(name, "redcapApiConnection")
  # redcapAPI takes this one among the dots, which each function hands on to its raw call.
  wanted[wanted == "api_param"] <- "..."
  lacking <- setdiff(wanted, names(formals(found)))
  if (length(lacking) > 0) cat("LACKING", name, lacking, "\\n")
}
${checks.join('\n')}
`;
    const { status, output } = await inFolder((folder) => rscript(program, folder));
    expect(output).not.toContain('LACKING');
    expect(status, output).toBe(0);
  });

  rule(`is called by functions that send what is asked${reason}`, async () => {
    passOn();
    await inFolder(async (folder) => {
      const programs: string[] = [];
      for (const [index, [methodId, draft, redcapr, redcapapi]] of sent.entries()) {
        const program = target.write(inputOf(methodId, draft));
        expect(program).toContain(`${library === 'REDCapR' ? redcapr : redcapapi}(`);
        await writeFile(join(folder, `${index}.R`), program);
        programs.push(
          `tryCatch(source("${index}.R", local = new.env()), error = function(problem) cat("FAILED ${methodId}:", conditionMessage(problem), "\\n"))`,
        );
      }
      const { status, output } = await rscript(programs.join('\n'), folder);
      expect(output).not.toContain('FAILED');
      expect(output).not.toContain(token);
      expect(status).toBe(0);
    });
    for (const [methodId, draft] of sent) {
      const { request } = inputOf(methodId, draft);
      const content = request.fields.find(({ name }) => name === 'content');
      const candidates = server.requests.filter(({ fields }) =>
        Object.entries(draft).every(([name, value]) => {
          const list = Array.isArray(value);
          const got = valuesOf(fields, name, list);
          if (name === 'data') return bare(got.join()) === bare(String(value));
          return (list ? value : [value]).every((one: unknown) => got.includes(String(one)));
        }),
      );
      expect(
        candidates.some(({ fields }) =>
          fields.some(
            (field) =>
              field.kind === 'text' &&
              content?.kind === 'text' &&
              field.name === 'content' &&
              field.value === content.value,
          ),
        ),
        `${methodId} ${JSON.stringify(draft)}`,
      ).toBe(true);
    }
  });

  rule(`ends with the records in memory, in batches as well, coded answers as factors${reason}`, async () => {
    passOn();
    const direct = await fetch(practice.url, {
      method: 'POST',
      body: new URLSearchParams({
        token,
        content: 'record',
        format: 'csv',
        'fields[0]': 'study_id',
        'fields[1]': 'sex',
      }),
    });
    const rows = (await direct.text()).trim().split('\n');
    await inFolder(async (folder) => {
      const draft = { fields: ['study_id', 'sex'] };
      const look = `
stopifnot(identical(names(records)[1], "study_id"), is.factor(records$sex), nlevels(records$sex) >= 2)
cat(nrow(records), length(unique(records$study_id)), sum(!is.na(records$sex)), "\\n")
`;
      const wholes = inputOf('export_records', draft, { factors: true });
      const whole = await rscript(target.write(wholes) + look, folder);
      expect(whole.status, whole.output).toBe(0);
      const batches = { recordsPerBatch: 15, pauseSeconds: 0 };
      const parts = await rscript(
        target.write(inputOf('export_records', draft, { factors: true, batches })) + look,
        folder,
      );
      expect(parts.status, parts.output).toBe(0);
      const figures = /^\d+ \d+ \d+ $/m;
      expect(figures.exec(parts.output)?.[0]).toBe(figures.exec(whole.output)?.[0]);
      expect(figures.exec(whole.output)?.[0]).toMatch(new RegExp(`^${rows.length - 1} `));
    });
  });

  rule(`gives in batches what it gives in one piece, with a pause before each${reason}`, async () => {
    // Every name could be taken for a number.
    const data = 'study_id,redcap_event_name,initials\n007,baseline_arm_1,one\n';
    const body = new URLSearchParams({ token, content: 'record', format: 'csv', data });
    expect((await fetch(practice.url, { method: 'POST', body })).status).toBe(200);
    const pauseSeconds = 0.4;
    for (const factors of [true, false]) {
      const whole = inputOf('export_records', {}, { factors });
      const batches = { recordsPerBatch: 16, pauseSeconds };
      const parts = inputOf('export_records', {}, { factors, batches });
      const arrivals: { readonly at: number; readonly records: readonly string[] }[] = [];
      passOn(({ fields }) => {
        const records = valuesOf(fields, 'records', library === 'REDCapR');
        if (records.length > 0) arrivals.push({ at: performance.now(), records });
      });
      await inFolder(async (folder) => {
        await writeFile(join(folder, 'whole.R'), target.write(whole));
        await writeFile(join(folder, 'parts.R'), target.write(parts));
        const { status, output } = await rscript(
          `run <- function(path) {
  here <- new.env()
  source(path, local = here)
  # REDCapR sorts the names of its batches.
  if ("${library}" == "REDCapR") here$records[order(here$records$study_id), ] else here$records
}
whole <- run("whole.R")
parts <- run("parts.R")
print(all.equal(parts, whole))
stopifnot("007" %in% parts$study_id, identical(parts, whole))
`,
          folder,
        );
        expect(status, output).toBe(0);
      });
      expect(arrivals.length).toBeGreaterThan(2);
      expect(Math.max(...arrivals.map(({ records }) => records.length))).toBe(16);
      expect(arrivals.flatMap(({ records }) => records)).toContain('007');
      for (const [index, { at }] of arrivals.slice(1).entries()) {
        expect(at - (arrivals[index]?.at ?? at)).toBeGreaterThan(pauseSeconds * 1000 - 10);
      }
    }
  });

  rule(`says so when there is no record to export in batches${reason}`, async () => {
    const batches = { recordsPerBatch: 16, pauseSeconds: 0 };
    for (const draft of [{}, { type: 'eav' }]) {
      const filtered = { ...draft, filterLogic: '[study_id] = "nobody"' };
      passOn();
      const program = target.write(inputOf('export_records', filtered, { batches }));
      const { status, output } = await inFolder((folder) =>
        rscript(`${program}\nstopifnot(identical(nrow(records), 0L))\n`, folder),
      );
      expect(output).toContain(NO_RECORDS);
      expect(status, output).toBe(0);
    }
  });

  rule(`fails with the server’s message, without the token, and follows no redirect${reason}`, async () => {
    const elsewhere = await startRecordingServer();
    elsewhere.answerWith({ body: 'study_id\n1\n' });
    const faults: readonly (readonly [Reply, RegExp])[] = [
      [{ status: 403, body: `ERROR: no rights for ${token}` }, /ERROR: no rights for \[token\]/],
      [{ body: `ERROR: no rights for ${token}` }, /The request failed/],
      [{ body: '<!DOCTYPE HTML>\n<html><body>Log in</body></html>' }, /web page|The request failed/],
      [{ status: 302, headers: { location: elsewhere.url } }, /302/],
    ];
    const program = target.write(inputOf('export_records', {}));
    await inFolder(async (folder) => {
      for (const [reply, message] of faults) {
        server.answerWith(reply);
        const { status, output } = await rscript(program, folder);
        expect(output).toMatch(message);
        expect(output).not.toContain(token);
        expect(status).toBeGreaterThan(0);
      }
      expect(elsewhere.connections()).toBe(0);
      const { status, output } = await rscript(program, folder, {});
      expect(output).toContain('Set the environment variable REDCAP_API_TOKEN');
      expect(status).toBeGreaterThan(0);
    });
    await elsewhere.close();
  });

  rule(`sends every awkward value byte for byte where no function is used${reason}`, async () => {
    // Only REDCapR's way can send NUL; the target for redcapAPI refuses it.
    const values = awkwardValues.filter((value) => library === 'REDCapR' || !value.includes('\0'));
    const fields = values.map((value, index): [string, string] => [
      index % 2 === 0 ? 'again' : `it's [${index}] "é"`,
      value,
    ]);
    for (const encoding of ['urlencoded', 'multipart'] as const) {
      const request = requestOf([['content', 'by hand'], ['data', longTable], ...fields], encoding);
      server.answerWith({ body: 'ok' });
      const program = target.write(inputByHand(request, server.url));
      const { status, output } = await inFolder((folder) => rscript(program, folder));
      expect(status, output).toBe(0);
      expect(output).toBe('ok');
      const withoutToken = (all: readonly ReceivedField[]) => all.filter(({ name }) => name !== 'token');
      const received = server.onlyRequest().fields;
      expect(received.find(({ name }) => name === 'token')).toMatchObject({ value: token });
      expect(withoutToken(received)).toEqual(withoutToken(expectedFields(request, token)));
    }
  });

  rule(`gives a function every awkward value of one line, byte for byte${reason}`, async () => {
    passOn();
    const records = awkwardValues.filter((value) => value.trim() !== '' && !/[\0\r\n,]/.test(value));
    const program = target.write(inputOf('export_records', { records, fields: ['study_id'] }));
    expect(program).not.toContain('cannot express');
    const { output } = await inFolder((folder) => rscript(program, folder));
    const received = server.requests.map(({ fields }) => valuesOf(fields, 'records', false));
    const wanted = library === 'REDCapR' ? [records.join(',')] : records;
    expect(received, output).toContainEqual(wanted);
  });

  rule(`brings a file back and forth, every byte of it${reason}`, async () => {
    passOn();
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 256));
    const where = { record: '1001', field: 'consent_form', event: 'baseline_arm_1' };
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'scan.bin'), bytes);
      const file = { fileName: 'another "name".bin', reference: 'scan.bin' };
      const up = inputOf('import_file', { ...where, file });
      const down = inputOf('export_file', where);
      if (down.answer.kind !== 'file') throw new Error('Export a File returns a file');
      const { status, output } = await rscript(`${target.write(up)}\n${target.write(down)}`, folder);
      expect(status, output).toBe(0);
      expect(output).toContain(`Saved ${down.answer.fileName}`);
      expect((await readFile(join(folder, down.answer.fileName))).equals(bytes)).toBe(true);
    });
  });
});

describe('redcapAPI’s own keychain', () => {
  const here = installed('redcapAPI');
  const reason = here ? '' : ' (skipped: the R package redcapAPI is not installed)';

  test.skipIf(!here)(
    `opens the connection (from the variable that unlockREDCap looks at before it asks)${reason}`,
    async () => {
      passOn();
      const account = new URL(server.url).host.replace(':', '-');
      const input = inputOf('export_dags', {}, { tokenSource: 'unlock-redcap' });
      await inFolder(async (folder) => {
        const { status, output } = await rscript(rRedcapapi.write(input), folder, { [account]: token });
        expect(status, output).toBe(0);
        expect(output).toContain('The data frame rows has 3 row(s) and 3 column(s).');
      });
    },
  );
});
