import { describe, expect, test } from 'vitest';
import { findMethod, methods } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { codeFor } from '#app/snippets/code-for.ts';
import { rCall } from '#app/snippets/r/r-call.ts';
import type { FunctionTable } from '#app/snippets/r/r-function.ts';
import { redcapapiFunctions } from '#app/snippets/r/redcapapi-functions.ts';
import { redcaprFunctions } from '#app/snippets/r/redcapr-functions.ts';
import { rRedcapapi } from '#app/snippets/r/r-redcapapi.ts';
import { rRedcapr } from '#app/snippets/r/r-redcapr.ts';
import { tablePayload } from '#app/snippets/r/table-payload.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';

const url = 'https://redcap.example.edu/api/';

function inputOf(methodId: string, draft: Draft, options: Partial<SnippetOptions> = {}): SnippetInput {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  const { request } = prepare(method, draft, {});
  return snippetInput(method, request, url, { ...defaultSnippetOptions, ...options });
}

/** A value for each parameter that a function could take. */
function fullDraft(methodId: string): Draft {
  const draft: Record<string, Draft[string]> = {};
  for (const parameter of findMethod(methodId)?.parameters ?? []) {
    const { name, kind } = parameter;
    if (kind === 'list') draft[name] = ['one', 'two'];
    if (kind === 'text' || kind === 'logic') draft[name] = 'one';
    if (kind === 'integer') draft[name] = '1';
    if (kind === 'time') draft[name] = '2026-01-01 00:00';
    if (kind === 'payload' && name === 'data') draft[name] = 'a,b\n1,2\n';
    if (kind === 'file') draft[name] = { fileName: 'a.txt', reference: 'a.txt' };
  }
  return draft;
}

/** The arguments of the call of this function: the names at the start of its lines, one level in. */
function argumentsOf(code: string, functionName: string): readonly string[] {
  if (code.includes(`${functionName}(rcon)`)) return [];
  const lines = code.split('\n');
  const first = lines.findIndex((line) => line.trim() === `${functionName}(`);
  const depth = /^ */.exec(lines[first] ?? '')?.[0].length ?? 0;
  const rest = lines.slice(first + 1);
  const body = rest.slice(
    0,
    rest.findIndex((line) => line.startsWith(`${' '.repeat(depth)})`)),
  );
  const name = new RegExp(`^ {${depth + 2}}([A-Za-z_.]+) = `);
  return body.flatMap((line) => name.exec(line)?.[1] ?? []);
}

const common = {
  REDCapR: 'redcap_uri token verbose config_options guess_type file_name batch_size interbatch_delay',
  redcapAPI: 'api_param cast batch_size',
} as const;

describe.each([
  { target: rRedcapr, table: redcaprFunctions, shared: common.REDCapR },
  { target: rRedcapapi, table: redcapapiFunctions, shared: common.redcapAPI },
])('$target.id', ({ target, table, shared }) => {
  test('knows functions and parameters of real methods alone', () => {
    for (const [methodId, entry] of Object.entries<FunctionTable['functions'][string]>(table.functions)) {
      const method = findMethod(methodId);
      expect(method, methodId).toBeDefined();
      if ('unused' in entry) continue;
      const names = new Set(method?.parameters.map(({ name }) => name));
      const known = [
        ...Object.keys(entry.parameters),
        ...Object.keys(entry.settled),
        ...(entry.passedOn ?? []),
      ];
      expect(
        known.filter((name) => name !== 'format' && !names.has(name)),
        methodId,
      ).toEqual([]);
    }
  });

  test('gives every method code, by its function or with one comment that says why not', () => {
    for (const method of methods) {
      for (const draft of [{}, fullDraft(method.id)]) {
        const input = inputOf(method.id, draft);
        const code = codeFor(target, input);
        if (code.kind === 'refused') throw new Error(`${method.id}: ${code.reason}`);
        const call = rCall(table, input);
        const comments = code.text.match(/^# .*: (?:a plain HTTP request|the raw call)\.$/gm) ?? [];
        expect(comments.length, method.id).toBe(call.kind === 'none' ? 1 : 0);
        if (call.kind === 'call') expect(code.text).toContain(`${call.function.name}(`);
      }
    }
  });

  test('writes no argument that the table does not have', () => {
    let calls = 0;
    for (const method of methods) {
      for (const draft of [{}, fullDraft(method.id), { records: ['1'], beginTime: '2026-01-01 00:00' }]) {
        const input = inputOf(method.id, draft, { factors: true });
        const call = rCall(table, input);
        if (call.kind === 'none') continue;
        const { name, parameters, fixed } = call.function;
        const known = new Set([
          ...shared.split(' '),
          ...Object.values(parameters).map(({ argument }) => argument),
          ...fixed.map((text) => text.split(' = ')[0] ?? ''),
        ]);
        const written = argumentsOf(target.write(input), name);
        expect(
          written.filter((argument) => !known.has(argument)),
          method.id,
        ).toEqual([]);
        expect(written.length, method.id).toBeGreaterThanOrEqual(call.arguments.length);
        calls += 1;
      }
    }
    expect(calls).toBeGreaterThan(table === redcaprFunctions ? 30 : 60);
  });

  test('sends as it is what the function cannot express', () => {
    const odd: readonly Draft[] = [
      { type: 'eav' },
      { format: 'xml' },
      { format: 'odm' },
      { csvDelimiter: 'tab' },
      { decimalCharacter: ',' },
      { rawOrLabelHeaders: 'label', format: 'csv', exportCheckboxLabel: 'true', rawOrLabel: 'label' },
      { fields: ['Not A Name'] },
      { records: ['one\ntwo'] },
      { dateRangeBegin: 'yesterday' },
    ];
    for (const draft of odd.filter(
      (one) => table !== redcaprFunctions || one['rawOrLabelHeaders'] === undefined,
    )) {
      const code = target.write(inputOf('export_records', draft));
      expect(code, JSON.stringify(draft)).toMatch(/cannot express this value of \w+: /);
      expect(code).toContain('action = "export"');
    }
  });
});

describe('REDCapR', () => {
  test('writes what differs from the function’s own values, in the function’s own words', () => {
    const code = rRedcapr.write(
      inputOf('export_records', {
        records: ['1', '2'],
        rawOrLabel: 'label',
        exportSurveyFields: 'true',
        dateRangeBegin: '2026-01-01 10:00:00',
      }),
    );
    expect(code).toContain('records = c("1", "2"),');
    expect(code).toContain('raw_or_label = "label",');
    expect(code).toContain('export_survey_fields = TRUE,');
    expect(code).toContain('datetime_range_begin = as.POSIXct("2026-01-01 10:00:00"),');
    expect(code).not.toContain('export_data_access_groups');
  });

  test('says that blanks do not overwrite, because the function does it unasked', () => {
    const data = 'record_id,age\n1,34\n';
    const normal = rRedcapr.write(inputOf('import_records', { data }));
    expect(normal).toContain('overwrite_with_blanks = FALSE');
    const overwrite = rRedcapr.write(inputOf('import_records', { data, overwriteBehavior: 'overwrite' }));
    expect(overwrite).not.toContain('overwrite_with_blanks');
  });

  test('joins records with commas, so that a name with a comma goes another way', () => {
    expect(rRedcapr.write(inputOf('export_records', { records: ['a,b'] }))).toContain('"records[0]" = "a,b"');
  });

  test('exports in batches with the library’s own function', () => {
    const batches = { recordsPerBatch: 50, pauseSeconds: 2 };
    const code = rRedcapr.write(inputOf('export_records', {}, { batches }));
    expect(code).toContain('  redcap_read(\n');
    expect(code).toContain('batch_size = 50L');
    expect(code).toContain('interbatch_delay = 2');
  });
});

describe('redcapAPI', () => {
  test('asks for no survey columns, no batches and codes, unless they are wanted', () => {
    const plain = rRedcapapi.write(inputOf('export_records', {}));
    expect(plain).toContain('survey = FALSE');
    expect(plain).toContain('batch_size = NULL');
    expect(plain).toContain('radio = castRaw');
    const other = rRedcapapi.write(
      inputOf('export_records', { exportSurveyFields: 'true' }, { factors: true }),
    );
    expect(other).not.toContain('survey = ');
    expect(other).not.toContain('cast = ');
  });

  describe('in batches', () => {
    const batches = { recordsPerBatch: 50, pauseSeconds: 2 };
    const dictionary = { recordIdField: 'study_id', longitudinal: false, fields: [] };
    const batched = (draft: Draft) =>
      rRedcapapi.write({ ...inputOf('export_records', draft, { batches }), dictionary });

    test('asks for the names as text, then has the library divide them, with a pause before each call', () => {
      const code = batched({ records: ['007', '12'], fields: ['age'], filterLogic: '[age] > 5' });
      const [names = '', rows = ''] = code.split('exportRecordsTyped(\n').slice(1);
      expect(names).toContain('fields = "study_id",');
      expect(names).toContain('records = c("007", "12"),');
      expect(names).toContain('api_param = list(filterLogic = "[age] > 5"),');
      expect(names).toContain('validation = skip_validation,');
      expect(names).toContain('cast = raw_cast,');
      expect(names).toContain('batch_size = NULL');
      expect(names).toMatch(/rcon\$retries <- function\(\) \{\n {2}Sys\.sleep\(2\) #.*\n {2}1L\n\}/);
      expect(rows).toContain('fields = "age",');
      expect(rows).toContain('records = ids,');
      expect(rows).toContain('batch_size = 50L');
      expect(rows).not.toContain('"007"');
    });

    test('asks for both by the raw call when the function can express one of them only', () => {
      for (const draft of [{ type: 'eav' }, { records: ['one\ntwo'] }]) {
        const code = batched(draft);
        expect(code).not.toContain('exportRecordsTyped(\n');
        expect(code).toContain(': the raw call.');
        expect(code).toContain('Sys.sleep(2)');
      }
    });
  });

  test('sends nothing a second time unasked and passes logic on', () => {
    const code = rRedcapapi.write(inputOf('export_records', { filterLogic: '[age] > 5' }));
    expect(code).toContain('retries = 1L');
    expect(code).toContain('api_param = list(filterLogic = "[age] > 5")');
  });

  test('unlocks its own keychain', () => {
    const code = rRedcapapi.write(inputOf('export_users', {}, { tokenSource: 'unlock-redcap' }));
    expect(code).toContain(
      'unlockREDCap(\n  c(rcon = "redcap.example.edu"),\n  keyring = "API_KEYs",\n  envir = 1,',
    );
    expect(code).not.toContain('Sys.getenv');
  });

  test('refuses NUL, which its raw call cannot send, and names a target that can', () => {
    const written = codeFor(rRedcapapi, inputOf('export_records', { records: ['a\0b'] }));
    expect(written).toMatchObject({ kind: 'refused', nearest: 'r-httr2' });
  });
});

describe('a payload as a data frame', () => {
  test('is a table with a header, as many cells in each row, and quotes where CSV has them', () => {
    for (const text of ['a,b\n1,2', 'a,b\r\n1,2\r\n', 'a\n"x\n""y"""\n', 'a,b\n,2\n1,\n']) {
      expect(tablePayload('csv', text), text).not.toBeNull();
    }
  });

  test('is nothing that a data frame would change', () => {
    const changed = [
      '',
      'a,b\n',
      'a,a\n1,2',
      'a,\n1,2',
      'a,b\n1',
      'a,b\n1,2,3',
      'a\n\n1',
      'a,b\n1,5" tall',
      'a\n"open',
      'a\n"x"y',
      'a\n1\r2',
      'a\n"1\r\n2"',
      'a\n1\0',
    ];
    for (const text of changed) {
      expect(tablePayload('csv', text), JSON.stringify(text)).toBeNull();
    }
  });

  test('is a list of objects of texts with the same names, in JSON', () => {
    expect(tablePayload('json', '[{"a":"1"},{"a":""}]')).not.toBeNull();
    for (const text of ['[]', '{}', '[{"a":1}]', '[{"a":"1"},{"b":"1"}]', '[["a"]]', 'x']) {
      expect(tablePayload('json', text), text).toBeNull();
    }
    expect(tablePayload('xml', '<a/>')).toBeNull();
  });
});
