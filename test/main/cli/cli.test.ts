import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { temporaryFolder } from '#test/support/open-playground.ts';
import { runCli, startCli } from '#test/support/run-cli.ts';
import { projectToken } from '#test/support/small-redcap.ts';

const values = { format: 'json', fields: ['record_id', 'age'], filterLogic: '[age] > 3 and "x\'$\\ü"' };

function folderWithValues(content: unknown = values): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'values.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

const url = 'https://redcap.example.edu/api/';

describe('lists', () => {
  it('of methods and languages come as lines and as JSON', async () => {
    const [methodLines, methodJson, languageJson] = await Promise.all([
      runCli(['methods']),
      runCli(['methods', '--json']),
      runCli(['languages', '--json']),
    ]);
    expect(methodLines.output.toString().split('\n')).toHaveLength(methods.length + 1);
    expect(methodLines.output.toString()).toContain('export_records\tExport Records\tRecords\tread\n');
    expect(JSON.parse(methodJson.output.toString())).toContainEqual({
      id: 'delete_records',
      label: 'Delete Records',
      group: 'Records',
      effect: 'delete',
    });
    const languages: { readonly id: string }[] = JSON.parse(languageJson.output.toString());
    expect(languages.map(({ id }) => id)).toEqual(snippetTargets.map(({ id }) => id));
    expect(Object.keys(languages[0] ?? {})).toEqual(['id', 'label', 'library', 'extension', 'tokenSources']);
  });
});

describe('request', () => {
  const request = ['request', 'export_records', '--values', 'values.json'];

  it('prints the raw parameters with the token masked', async () => {
    const cwd = folderWithValues();
    const shown = await runCli(request, { cwd, environment: { REDCAP_API_TOKEN: projectToken } });
    expect(shown.status).toBe(0);
    expect(shown.output.toString()).toMatch(
      /^token: •••• EEFF\ncontent: record\naction: export\nformat: json\n/,
    );
    expect(shown.output.toString()).toContain(`filterLogic: ${values.filterLogic}\n`);
    expect(shown.output.toString()).not.toContain(projectToken);
    const unknown = await runCli(request, { cwd });
    expect(unknown.output.toString()).toMatch(/^token: ••••\n/);
  });

  it('prints the body and the cURL command without the token', async () => {
    const options = { cwd: folderWithValues(), environment: { REDCAP_API_TOKEN: projectToken } };
    const body = await runCli([...request, '--as', 'body'], options);
    expect(body.output.toString()).toMatch(/^token=•••• EEFF&content=record&/);
    const curl = await runCli([...request, '--as', 'curl', '--url', url], options);
    expect(curl.output.toString()).toContain('REDCAP_API_TOKEN');
    expect(curl.output.toString()).toContain(url);
    expect(`${body.output}${curl.output}`).not.toContain(projectToken);
  });

  it('reads the values from standard input, and from the folder npm was started in', async () => {
    const fromInput = await runCli(['request', 'export_version', '--values', '-'], { input: '{}' });
    expect(fromInput.status).toBe(0);
    const environment = { INIT_CWD: folderWithValues(), npm_lifecycle_event: 'cli' };
    expect((await runCli(request, { environment })).status).toBe(0);
  });
});

describe('snippet', () => {
  // A language, a client and a statistics package: what each writes is tested without a process.
  it.each(['php-curl', 'r-redcapr', 'sas-proc-http'])('writes %s without the token', async (id) => {
    const cwd = folderWithValues();
    const args = ['snippet', 'export_records', '--language', id, '--values', 'values.json', '--url', url];
    const { status, output } = await runCli(args, { cwd, environment: { REDCAP_API_TOKEN: projectToken } });
    expect(status).toBe(0);
    expect(output.toString()).toContain('REDCAP_API_TOKEN');
    expect(output.toString()).not.toContain(projectToken);
  });

  it('reads the token from another place on request', async () => {
    const cwd = folderWithValues();
    const args = ['snippet', 'export_records', '--language', 'python-requests', '--values', 'values.json'];
    const { output } = await runCli([...args, '--url', url, '--token', 'keyring'], { cwd });
    expect(output.toString()).toContain('keyring.get_password');
  });
});

describe('mistakes', () => {
  it.each<[string, readonly string[], string]>([
    ['no command', [], 'Name a command'],
    ['an unknown command', ['frobnicate'], 'There is no command “frobnicate”'],
    ['an unknown option', ['methods', '--yaml'], 'has no option --yaml'],
    ['too many words', ['methods', 'export_records'], 'does not know what to do with'],
    ['a missing method', ['request', '--values', 'values.json'], 'METHOD is missing'],
    [
      'an unknown method',
      ['request', 'export_record', '--values', 'values.json'],
      'Did you mean export_records?',
    ],
    ['missing values', ['request', 'export_records'], '--values FILE is missing'],
    ['an option without its value', ['request', 'export_records', '--values'], '--values needs a value'],
    ['values that are not there', ['request', 'export_records', '--values', 'none.json'], 'cannot be read'],
    [
      'an unknown form',
      ['request', 'export_records', '--values', 'values.json', '--as', 'yaml'],
      'choose raw, body or curl',
    ],
    ['a missing URL', ['run', 'export_records', '--values', 'values.json'], '--url URL is missing'],
    [
      'a URL that is none',
      ['run', 'export_records', '--values', 'values.json', '--url', 'http://a.example/'],
      'unencrypted',
    ],
    [
      'a missing token',
      ['run', 'export_records', '--values', 'values.json', '--url', url],
      'set REDCAP_API_TOKEN',
    ],
    [
      'an unknown language',
      ['snippet', 'export_records', '--language', 'cobol', '--values', 'values.json', '--url', url],
      'no language “cobol”',
    ],
    [
      'a place of the token that a language cannot read',
      'snippet export_records --language php-curl --values values.json --token keyring --url https://r.example/api/'.split(
        ' ',
      ),
      'php-curl cannot read a token from “keyring”',
    ],
    ['a port that is none', ['practice', '--port', 'x'], 'is no port'],
    ['a size that is none', ['practice', '--large', '5by5'], 'is no size'],
    ['a size beyond the largest', ['practice', '--large', '999999999x5'], 'is no size'],
    ['a fault that is none', ['practice', '--fault', 'dull'], 'is not known'],
  ])('%s gives a sentence and status 2', async (_, args, words) => {
    const { status, output, errors } = await runCli(args, { cwd: folderWithValues() });
    expect(errors).toContain(words);
    expect(status).toBe(2);
    expect(output.toString()).toBe('');
  });

  it('in the values are told one per line', async () => {
    const cwd = folderWithValues({ format: 'yaml', feilds: ['a'], records: 'not a list' });
    const { status, errors } = await runCli(['request', 'export_records', '--values', 'values.json'], {
      cwd,
    });
    expect(status).toBe(2);
    const lines = errors.trim().split('\n');
    expect(lines.some((line) => line.startsWith('feilds: '))).toBe(true);
    expect(lines.some((line) => line.startsWith('records: '))).toBe(true);
    expect(lines.some((line) => line.startsWith('format: '))).toBe(true);
  });

  it.each(['{broken', '[]', '"text"', ''])('in the file are told: %j', async (content) => {
    const args = ['request', 'export_records', '--values', 'values.json'];
    const { status, errors } = await runCli(args, { cwd: folderWithValues(content) });
    expect(status).toBe(2);
    expect(errors).toMatch(/JSON/);
  });
});

it('every command explains itself', async () => {
  const general = await runCli(['--help']);
  expect(general.status).toBe(0);
  for (const name of ['methods', 'languages', 'request', 'snippet', 'run', 'practice']) {
    expect(general.output.toString()).toContain(name);
    const { status, output, errors } = await runCli([name, '--help']);
    expect(status).toBe(0);
    expect(output.toString()).toContain(`cli -- ${name}`);
    expect(errors).toBe('');
  }
});

describe('practice', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints one line of JSON and serves until %s', async (signal) => {
    const child = startCli(['practice', '--json']);
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    expect(line.endsWith('\n')).toBe(true);
    const told = JSON.parse(line);
    expect(Object.keys(told)).toEqual(['url', 'superToken', 'projects']);
    expect(told.projects.map((each: object) => Object.keys(each))).toEqual([
      ['title', 'about', 'token', 'status', 'users', 'reports'],
      ['title', 'about', 'token', 'status', 'users', 'reports'],
      ['title', 'about', 'token', 'status', 'users', 'reports'],
    ]);
    for (const { token, users } of told.projects.slice(0, 2)) {
      expect(users.map((each: object) => Object.keys(each))).toEqual(
        Array.from({ length: 5 }, () => ['user', 'rights', 'token']),
      );
      expect(users[0]).toEqual({ user: 'practice_owner', rights: 'every right', token });
    }
    expect(told.projects[0].reports[1]).toEqual({ id: 202, title: 'High blood pressure' });
    const asked = { content: 'report', report_id: '202', format: 'csv' };
    const report = new URLSearchParams({ token: told.projects[0].token, ...asked });
    const reported = await fetch(told.url, { method: 'POST', body: report });
    expect(await reported.text()).toMatch(/^record_id,age,sex,systolic/);
    const body = new URLSearchParams({ token: told.projects[0].token, content: 'version' });
    const response = await fetch(told.url, { method: 'POST', body });
    expect(response.status).toBe(200);
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    child.kill(signal);
    expect(await ended).toBe(0);
  });

  it('puts every project back to its start on the line “reset”', async () => {
    const child = startCli(['practice', '--large', '300x20']);
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    const told = JSON.parse(line);
    const ask = async (fields: Readonly<Record<string, string>>): Promise<string> => {
      const body = new URLSearchParams({ token: told.projects[0].token, content: 'record', ...fields });
      return (await fetch(told.url, { method: 'POST', body })).text();
    };
    const named = { format: 'csv', fields: 'record_id', records: '1' };
    expect(await ask({ action: 'delete', records: '1' })).toBe('1');
    expect(await ask(named)).toBe('\n');
    const said = new Promise((resolve) => {
      child.stderr.once('data', resolve);
    });
    child.stdin.write('reset\n');
    expect(String(await said)).toContain('as at the start');
    expect(await ask(named)).toBe('record_id\n1\n');
    const large = new URLSearchParams({ token: told.projects[2].token, content: 'record', format: 'csv' });
    const rows = (await (await fetch(told.url, { method: 'POST', body: large })).text())
      .trimEnd()
      .split('\n');
    expect(rows).toHaveLength(301);
  });

  it('misbehaves as --fault asks', async () => {
    const child = startCli(['practice', '--fault', '504-above=2']);
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    const { url: address, projects } = JSON.parse(line);
    const statusOf = async (records: string): Promise<number> => {
      const body = new URLSearchParams({ token: projects[0].token, content: 'record', records });
      return (await fetch(address, { method: 'POST', body })).status;
    };
    expect([await statusOf('1,2'), await statusOf('1,2,3')]).toEqual([200, 504]);
  });

  it('on a port that is taken gives a sentence', async () => {
    const child = startCli(['practice']);
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    const { port } = new URL(JSON.parse(line).url);
    const second = await runCli(['practice', '--port', port]);
    expect(second.status).toBe(1);
    expect(second.errors).toContain(`cannot listen on port ${port}`);
  });
});
