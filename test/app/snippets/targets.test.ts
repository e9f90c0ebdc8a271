import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findMethod, methods } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { codeFor } from '#app/snippets/code-for.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { snippetInput, withFileNamesAsPaths } from '#app/snippets/snippet-input.ts';
import { findTarget, snippetTargets } from '#app/snippets/targets.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';

const url = 'https://redcap.example.edu/api/';

function inputOf(methodId: string, draft: Draft): SnippetInput {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  return snippetInput(method, prepare(method, draft, {}).request, url);
}

/** How each library is told to trust any certificate or to follow redirects. */
const looseSwitches: readonly RegExp[] = [
  /(?<!--no-)insecure|\s-\w*k\w*\s+['"]?http/,
  /SSL_VERIFY|ssl_verifypeer|ssl_verifyhost/i,
  /verify_hostname\s*=>\s*0|verify\s*=\s*False|VERIFY_NONE|verify_mode/,
  /TrustManager|HostnameVerifier|SSLContext/,
  /FOLLOWLOCATION\s*=>\s*true|followlocation\s*=\s*(?:TRUE|1)|Redirect\.(?:ALWAYS|NORMAL)/,
  /sslVerify:\s*false|verify_ssl|_create_unverified_context|CERT_NONE|check_hostname/,
  /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED['"]?\]?\s*=|redirect: "follow"|InsecureSkipVerify/,
  /ServerCertificate\w*Callback|DangerousAccept|SkipCertificateCheck|AllowAutoRedirect = \$?true/,
  /require_ssl_verification\s*=\s*false|redirect\s*=\s*true|'(?:CertificateFilename|VerifyServerName)'/,
  /allow_redirects=True|\s--location\b|\s-\w*L\b|requests_redirectable/,
];

const exportRecords = inputOf('export_records', {
  format: 'csv',
  records: ['1', '2'],
  fields: ['record_id', 'age'],
  filterLogic: '[age] > 18 and [name] <> "O\'Brien"',
});

const promised =
  'php-curl perl-lwp python-requests ruby-net-http java-httpclient r-httr2 curl ' +
  'python-pycap r-redcapr r-redcapapi php-phpcap ' +
  'javascript-fetch powershell go-net-http csharp-httpclient julia-http ' +
  'sas-proc-http stata spss-python matlab-webwrite powerbi-m tableau-prep-python';

describe('the list of targets', () => {
  test('has REDCap’s seven first, then the clients, more languages, statistics and BI', () => {
    const ids = snippetTargets.map((target) => target.id);
    expect(ids).toEqual(promised.split(' ').filter((id) => ids.includes(id)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is found by id', () => {
    for (const target of snippetTargets) expect(findTarget(target.id)).toBe(target);
    expect(findTarget('cobol')).toBeUndefined();
  });
});

describe('what a snippet is made from', () => {
  test('is text, a file or nothing, as the method returns', () => {
    expect(inputOf('export_records', {}).answer).toEqual({ kind: 'text' });
    expect(inputOf('create_project', {}).answer).toEqual({ kind: 'text' });
    expect(inputOf('export_pdf', {}).answer.kind).toBe('file');
    expect(inputOf('import_file', {}).answer).toEqual({ kind: 'nothing' });
  });

  test('names a chosen file where the host only has a handle', () => {
    const file = { fileName: 'scan.png', reference: 'handle-17' };
    const { request } = inputOf('import_file', { record: '1', field: 'scan', file });
    const part = withFileNamesAsPaths(request).fields.find((field) => field.kind === 'file');
    expect(part).toMatchObject({ name: 'file', fileName: 'scan.png', reference: 'scan.png' });
  });
});

describe.each(snippetTargets)('$id', (target) => {
  test('writes Export Records as the reviewed example', () => {
    const path = fileURLToPath(
      new URL(`../../fixtures/snippets/export-records/${target.id}.${target.extension}`, import.meta.url),
    );
    // To accept a change: UPDATE_SNIPPETS=1, then read the difference.
    if (process.env.UPDATE_SNIPPETS === '1') writeFileSync(path, target.write(exportRecords));
    expect(target.write(exportRecords)).toBe(readFileSync(path, 'utf8'));
  });

  test('gives the same text for the same input and leaves the input alone', () => {
    const input = inputOf('export_records', { records: awkwardValues });
    const before = JSON.stringify(input);
    expect(target.write(input)).toBe(target.write(input));
    expect(JSON.stringify(input)).toBe(before);
  });

  test('names the token’s variable, checks certificates and follows no redirect, for every method', () => {
    for (const method of methods) {
      const written = codeFor(target, snippetInput(method, prepare(method, {}, {}).request, url));
      if (written.kind === 'refused') {
        const nearest = findTarget(written.nearest);
        expect(
          nearest?.refuse?.(snippetInput(method, prepare(method, {}, {}).request, url)) ?? null,
        ).toBeNull();
        expect(written.reason).toContain(nearest?.library);
        continue;
      }
      const code = written.text;
      expect(code).toContain('REDCAP_API_TOKEN');
      expect(code).toContain(`REDCap API: ${method.name}`);
      for (const switchedOff of looseSwitches) expect(code).not.toMatch(switchedOff);
      expect(code.endsWith('\n') && !code.endsWith('\n\n')).toBe(true);
      expect(code).not.toMatch(/[^\S\n]\n/);
    }
  });

  test('says that Create Project takes a super token and answers with a token', () => {
    const written = codeFor(target, inputOf('create_project', {}));
    if (written.kind === 'code') expect(written.text).toMatch(/super token.* answer is the token of the new/);
    expect(target.write(exportRecords)).not.toContain('super token');
  });

  test('shows nothing invisible, whatever the values, the names and the address', () => {
    const hostile = awkwardValues.join('\u202e');
    const code = target.write({
      title: hostile,
      url: `${url}${hostile}`,
      request: inputOf('export_records', { records: [hostile, ...awkwardValues] }).request,
      answer: { kind: 'file', fileName: hostile },
      options: defaultSnippetOptions,
      dictionary: null,
    });
    expect(code).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\0\r]/);
    expect(code).not.toMatch(/[\u061c\u200e\u200f\u2800\ue000]|\p{Default_Ignorable_Code_Point}/u);
  });

  test('keeps a hostile title within one comment line', () => {
    const plain = target.write({ ...exportRecords, title: 'Export' }).split('\n');
    const title = 'Export\n?><?php */ \u2028 \\u000a coding: latin-1 \r evil()';
    const hostile = target.write({ ...exportRecords, title }).split('\n');
    expect(hostile.length).toBe(plain.length);
    const changed = hostile.filter((line, index) => line !== plain[index]);
    expect(changed).toEqual([expect.stringMatching(/^(?:#|\/\/|\*|%) REDCap API: Export[\w ./-]*evil\(\)$/)]);
  });

  test('refuses half a character pair with a reason', () => {
    const written = codeFor(target, inputOf('export_records', { records: ['a\ud800b'] }));
    expect(written).toMatchObject({ kind: 'refused', reason: expect.stringContaining('records[0]') });
  });
});
