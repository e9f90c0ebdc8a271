import { describe, expect, test } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { programFolder } from '#app/takeaway/program-folder.ts';

function inputOf(methodId: string, draft: Draft): SnippetInput {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  return snippetInput(method, prepare(method, draft, {}).request, 'https://redcap.example.edu/api/');
}

describe.each(snippetTargets)('the folder of $id', (target) => {
  const input = inputOf('export_records', {});
  const files = programFolder(target, input, 'code\n');
  const textOf = (path: string) => files.find((file) => file.path === path)?.text;

  test('holds the program, the language’s dependency file, what git leaves out, and how to run it', () => {
    const dependencies = target.running.dependencies;
    const wanted = [`export_records.${target.extension}`, '.gitignore', 'README.md'];
    expect(files.map((file) => file.path)).toEqual(expect.arrayContaining(wanted));
    expect(textOf(`export_records.${target.extension}`)).toBe('code\n');
    if (dependencies !== null) expect(textOf(dependencies.fileName)).toBe(dependencies.text);
    // What has to be installed is not only said, but stands where the language's own tools read it.
    if (target.running.install !== null) expect(dependencies).not.toBeNull();
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
    expect(textOf('README.md')).toContain(target.running.how);
  });

  test('keeps the answer in a file, or says that it is in memory only and how to keep it', () => {
    const { command, unwatched, outFileOption } = target.running;
    const readme = textOf('README.md') ?? '';
    const csv = programFolder(target, inputOf('export_records', { format: 'csv' }), 'code\n');
    expect(csv.find(({ path }) => path === 'README.md')?.text).toBe(readme);
    if (command === null) return;
    if (unwatched !== undefined) {
      expect(readme).toContain(unwatched);
      expect(readme).not.toContain('> answer.txt');
      // Stata's is 0 whatever happened.
      expect(readme).not.toContain('ends with an error status');
    } else if (outFileOption === undefined) {
      const line = command(`export_records.${target.extension}`).join(' ');
      expect(readme).toContain(`    ${line} > answer.txt\n`);
      // What cmd is given; PowerShell's own > would write UTF-16.
      expect(readme).toMatch(/Command Prompt.*\n\n {4}.* > answer\.txt\n/);
    }
    expect(textOf('.gitignore')).toMatch(/^answer\.\*$[^]*^\*\.log$/m);
  });

  test('says that each run leaves a folder of study data exactly where its program makes one', () => {
    const dictionary = { recordIdField: 'study_id', longitudinal: false, fields: [] };
    const options = { ...defaultSnippetOptions, batches: { recordsPerBatch: 100, pauseSeconds: 0.5 } };
    const sentence = /Each run leaves one folder of study data beside the program, named export_records_ /;
    const made: boolean[] = [];
    for (const format of ['csv', 'json', 'xml']) {
      const batched = { ...inputOf('export_records', { format }), options, dictionary };
      const program = target.write(batched);
      const makes = /mkdir|createDirectory|dir\.create|New-Item|Directory/i.test(program);
      const readme = programFolder(target, batched, program).at(-1)?.text ?? '';
      expect(sentence.test(readme)).toBe(makes);
      if (makes) expect(readme).not.toContain('> answer.txt');
      made.push(makes);
      const whole = programFolder(target, { ...batched, options: defaultSnippetOptions }, '').at(-1)?.text;
      expect(whole).not.toMatch(sentence);
    }
    const expected = {
      folder: [true, true, true],
      table: [false, false, false],
      'table or folder': [false, false, true],
    };
    expect(made).toEqual(expected[target.batches]);
    // The wish for batches stays when another method is chosen, which has none.
    const other = { ...inputOf('export_version', {}), dictionary };
    expect(programFolder(target, { ...other, options }, '').at(-1)?.text).toBe(
      programFolder(target, other, '').at(-1)?.text,
    );
  });

  test('keeps data sets and files that are sent out of git', () => {
    const file = { fileName: '#consent [1].pdf', reference: 'x' };
    const upload = programFolder(target, inputOf('import_file', { record: '1', field: 'scan', file }), '');
    const ignore = upload.find(({ path }) => path === '.gitignore')?.text ?? '';
    expect(ignore.split('\n')).toEqual(
      expect.arrayContaining([String.raw`\#consent \[1\].pdf`, '*.dta', '*.sas7bdat', '*.sav', '.env']),
    );
  });

  test.each(target.tokenSources)('says how the token gets to: %s', (tokenSource) => {
    const options = { ...defaultSnippetOptions, tokenSource };
    const folder = programFolder(target, { ...input, options }, 'code\n');
    const readme = folder.find((file) => file.path === 'README.md')?.text ?? '';
    const example = folder.find((file) => file.path === '.env.example')?.text;
    expect(readme).toMatch(/REDCAP_API_TOKEN|redcap-api|keychain of its own/);
    expect(example === undefined).toBe(tokenSource !== 'environment');
    expect(example ?? 'REDCAP_API_TOKEN=\n').toMatch(/^REDCAP_API_TOKEN=$/m);
  });
});

test.each(['SAS', 'Stata', 'SPSS', 'MATLAB', 'Tableau Prep'])(
  'says how %s, which is opened from a menu, gets to see the variable',
  (label) => {
    for (const target of snippetTargets.filter((each) => each.label === label)) {
      const readme = programFolder(target, inputOf('export_records', {}), '').at(-1)?.text ?? '';
      expect(readme).toContain(`${label} sees the variable only when it is started from that terminal.`);
      expect(readme).toContain("[Environment]::SetEnvironmentVariable('REDCAP_API_TOKEN'");
    }
  },
);

test('a hostile address and file name stay within their place in the README', () => {
  const target = snippetTargets[0];
  if (target === undefined) throw new Error('no target');
  const file = { fileName: 'a`b\n# c.pdf', reference: 'x' };
  const input = inputOf('import_file', { record: '1', field: 'scan', file });
  const hostile = { ...input, url: 'https://redcap.example.edu/`x`\n# Run this' };
  const readme = programFolder(target, hostile, '').find((part) => part.path === 'README.md')?.text ?? '';
  expect(readme.split('\n').filter((line) => line.startsWith('# '))).toEqual([
    expect.stringMatching(/^# Import a File/),
  ]);
  expect(readme).toContain('`` https://redcap.example.edu/`x` # Run this ``');
  expect(readme).toContain('`` a`b # c.pdf ``');
});
