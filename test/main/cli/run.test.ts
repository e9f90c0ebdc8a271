import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '#main/practice/server.ts';
import { expired, forAnotherServer, signedByAuthority, testAuthority } from '#test/support/certificates.ts';
import { temporaryFolder } from '#test/support/open-playground.ts';
import { runCli, startCli, type CliResult } from '#test/support/run-cli.ts';
import { projectToken, smallRedcap } from '#test/support/small-redcap.ts';
import { serve, serveBody } from '#test/support/test-server.ts';

interface Run {
  readonly method: string;
  readonly values: unknown;
  readonly url: string;
  readonly token?: string;
  readonly more?: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function run({
  method,
  values,
  url,
  token = projectToken,
  more = [],
  folder,
  environment,
}: Run): Promise<CliResult> {
  const cwd = folder ?? temporaryFolder();
  writeFileSync(join(cwd, 'values.json'), JSON.stringify(values));
  return runCli(['run', method, '--values', 'values.json', '--url', url, ...more], {
    cwd,
    environment: { REDCAP_API_TOKEN: token, ...environment },
  });
}

const lines = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('run', () => {
  it('prints the body as it came, a status line, and succeeds', async () => {
    const practice = await startPracticeServer();
    onTestFinished(() => practice.close());
    const token = practice.projects[0]?.token ?? '';
    const values = { format: 'json', records: ['1'], fields: ['record_id'] };
    const result = await run({ method: 'export_records', values, url: practice.url, token });
    expect(result).toMatchObject({ status: 0, output: Buffer.from('[{"record_id":"1"}]') });
    expect(lines(result.errors)).toEqual([expect.stringMatching(/^200 OK · \d+ ms · 19 bytes · 1 rows$/)]);
  });

  it('keeps bytes that are no text, in a file only this user can read', async () => {
    const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
    const { url } = await serveBody(bytes, { 'content-type': 'application/octet-stream; name="a.bin"' });
    const values = { record: '1', field: 'consent' };
    const printed = await run({ method: 'export_file', values, url });
    expect(printed).toMatchObject({ status: 0, output: bytes });
    const folder = temporaryFolder();
    const saved = await run({ method: 'export_file', values, url, folder, more: ['--out', 'answer.bin'] });
    expect(saved).toMatchObject({ status: 0, output: Buffer.alloc(0) });
    expect(readFileSync(join(folder, 'answer.bin'))).toEqual(bytes);
    expect(statSync(join(folder, 'answer.bin')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['answer.bin', 'values.json']);
  });

  it('with an error of REDCap prints it, explains it on one line and gives 1', async () => {
    const body = '{"error":"You do not have API Export privileges\\nsecond line\\u001b[31m"}';
    const { url } = await serveBody(body, {}, 403);
    const folder = temporaryFolder();
    const result = await run({ method: 'export_records', values: { format: 'json' }, url, folder });
    expect(result).toMatchObject({ status: 1, output: Buffer.from(body) });
    expect(lines(result.errors)).toHaveLength(1);
    expect(result.errors).toContain('right to export');
    expect(result.errors).not.toContain('\u001B');
    const saved = await run({ method: 'export_records', values: {}, url, folder, more: ['--out', 'answer'] });
    expect(saved.status).toBe(1);
    expect(existsSync(join(folder, 'answer'))).toBe(false);
  });

  it.each([
    ['a web page with status 200', '<!DOCTYPE html><html><body>Log in</body></html>', 200, 'login page'],
    ['a redirect', '', 302, 'not followed'],
    ['truncated JSON', '[{"record_id":', 200, 'ended before it was complete'],
    ['a gateway’s time-out', '<html><body>Gateway Time-out</body></html>', 504, 'gave up waiting'],
  ])('with %s gives 1 and says so', async (_, body, status, words) => {
    const { url } = await serveBody(body, { location: 'https://login.example.org/' }, status);
    const result = await run({ method: 'export_records', values: { format: 'json' }, url });
    expect(result.status).toBe(1);
    expect(result.errors).toContain(words);
  });

  it('with problems in the values gives 2 and sends nothing', async () => {
    const server = await smallRedcap(0);
    const result = await run({ method: 'delete_records', values: {}, url: server.url });
    expect(result.status).toBe(2);
    expect(server.received).toEqual([]);
  });

  it('with a file that is not there gives 2 and sends nothing', async () => {
    const server = await smallRedcap(0);
    const values = { record: '1', field: 'consent', file: { path: 'none.pdf' } };
    const result = await run({ method: 'import_file', values, url: server.url });
    expect(result).toMatchObject({ status: 2, errors: expect.stringContaining('none.pdf') });
    expect(server.received).toEqual([]);
  });

  it('sends a file', async () => {
    const practice = await startPracticeServer();
    onTestFinished(() => practice.close());
    const token = practice.projects[0]?.token ?? '';
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'scan.pdf'), 'content of the scan');
    const place = { record: '2', field: 'consent_form' };
    const values = { ...place, file: { path: 'scan.pdf' } };
    const sent = await run({ method: 'import_file', values, url: practice.url, token, folder });
    expect(sent.status, sent.errors).toBe(0);
    const fetched = await run({ method: 'export_file', values: place, url: practice.url, token });
    expect(fetched.output.toString()).toBe('content of the scan');
  });

  it('refuses a write in production with 3 and sends nothing but the question', async () => {
    const server = await smallRedcap(1);
    const result = await run({ method: 'delete_records', values: { records: ['1'] }, url: server.url });
    expect(result).toMatchObject({ status: 3, output: Buffer.alloc(0) });
    expect(lines(result.errors)).toHaveLength(1);
    expect(result.errors).toContain('production');
    expect(server.contents()).toEqual(['project']);
  });

  it('carries a write out in development', async () => {
    const server = await smallRedcap(0);
    const result = await run({ method: 'delete_records', values: { records: ['1'] }, url: server.url });
    expect(result).toMatchObject({ status: 0, output: Buffer.from('1') });
    expect(server.contents()).toEqual(['project', 'record']);
  });

  it('cuts the token out of what the server echoes', async () => {
    const { url } = await serveBody(`{"error":"Token ${projectToken.toLowerCase()} is odd"}`, {}, 400);
    const result = await run({ method: 'export_records', values: { format: 'json' }, url });
    expect(`${result.output}${result.errors}`.toUpperCase()).not.toContain(projectToken);
  });

  it('ends quietly when its reader goes away', async () => {
    const { url } = await serveBody(`[${'{"record_id":"1"},'.repeat(200_000)}{"record_id":"2"}]`);
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'values.json'), '{"format":"json"}');
    const child = startCli(['run', 'export_records', '--values', 'values.json', '--url', url], {
      cwd,
      environment: { REDCAP_API_TOKEN: projectToken },
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    expect(status).toBe(0);
    expect(lines(errors)).toHaveLength(1);
  });

  it('stopped with Ctrl-C leaves nothing behind', async () => {
    let asked = false;
    const { url } = await serve(() => {
      asked = true;
    });
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'values.json'), '{}');
    const child = startCli(['run', 'export_version', '--values', 'values.json', '--url', url], {
      cwd,
      environment: { REDCAP_API_TOKEN: projectToken, TMPDIR: cwd },
    });
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(true);
    const ended = new Promise((resolve) => {
      child.once('close', resolve);
    });
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(readdirSync(cwd)).toEqual(['values.json']);
  });
});

describe('certificates of an authority that was added by the administrator', () => {
  async function answerFrom(certificate: typeof expired): Promise<CliResult> {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'authority.pem'), testAuthority);
    const { url } = await serve((request, response) => {
      request.resume();
      response.end('16.1.3');
    }, certificate);
    const environment = { NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') };
    return run({ method: 'export_version', values: {}, url, folder, environment });
  }

  it('are accepted', async () => {
    expect(await answerFrom(signedByAuthority)).toMatchObject({ status: 0, output: Buffer.from('16.1.3') });
  });

  it('are refused when they have expired or belong to another server', async () => {
    expect((await answerFrom(expired)).errors).toContain('has expired');
    expect((await answerFrom(forAnotherServer)).errors).toContain('belongs to another server');
  });
});
