import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { codeFor } from '#app/snippets/code-for.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { rounded, spread, type Spread } from './spread.ts';

const ROUNDS = 3500;
const WARM_UP = 1500;
const url = 'https://redcap.example.edu/api/';

/** The languages both other generators know, under their own names. */
const theirs = [
  { httpsnippet: ['php', 'curl'], postman: ['php', 'curl'] },
  { httpsnippet: ['python', 'requests'], postman: ['python', 'requests'] },
  { httpsnippet: ['ruby', 'native'], postman: ['ruby', 'net::http'] },
  { httpsnippet: ['java', 'unirest'], postman: ['java', 'unirest'] },
  { httpsnippet: ['r', 'httr'], postman: ['r', 'httr'] },
  { httpsnippet: ['shell', 'curl'], postman: ['curl', 'curl'] },
  { httpsnippet: ['javascript', 'fetch'], postman: ['javascript', 'fetch'] },
  { httpsnippet: ['swift', 'nsurlsession'], postman: ['swift', 'urlsession'] },
  { httpsnippet: ['go', 'native'], postman: ['go', 'native'] },
  { httpsnippet: ['csharp', 'httpclient'], postman: ['csharp', 'httpclient'] },
] as const;

/** What is needed of the two packages, which have no types of their own that fit each other. */
interface HttpSnippet {
  readonly convert: (target: string, client: string) => unknown;
}
interface PostmanGenerators {
  readonly convert: (
    language: string,
    variant: string,
    request: unknown,
    options: object,
    done: (error: unknown, code: string) => void,
  ) => void;
}

/** Every target for Export Records with 20 parameters, beside two other generators with the same request. */
export async function measureSnippets() {
  const input = exportRecords();
  const parameters = input.request.fields.length;
  const allMs = timed(() => {
    // A request of its own each time, as each keystroke makes one: what is kept per request is found once.
    const fresh = { ...input, request: { ...input.request } };
    for (const target of snippetTargets)
      if (codeFor(target, fresh).kind !== 'code') throw new Error(target.id);
  });
  const { httpSnippetMs, postmanMs } = await measureOthers(input);
  const perTarget = allMs.median / snippetTargets.length;
  return {
    parameters,
    targets: snippetTargets.length,
    allMs,
    httpSnippet: { targets: theirs.length, ms: httpSnippetMs },
    postman: { targets: theirs.length, ms: postmanMs },
    ratioPerTargetToHttpSnippet: rounded(perTarget / (httpSnippetMs.median / theirs.length)),
    ratioPerTargetToPostman: rounded(perTarget / (postmanMs.median / theirs.length)),
  };
}

function exportRecords(): SnippetInput {
  const method = findMethod('export_records');
  if (method === undefined) throw new Error('Export Records is always there.');
  const draft = {
    records: ['1', '2', '3'],
    fields: ['record_id', 'age', 'sex', 'systolic'],
    forms: ['enrolment'],
    filterLogic: '[age] >= 65 and [sex] = "2"',
    dateRangeBegin: '2026-01-01 00:00:00',
    dateRangeEnd: '2026-06-30 23:59:59',
  };
  return snippetInput(method, prepare(method, draft, {}).request, url);
}

async function measureOthers(input: SnippetInput) {
  const pairs = input.request.fields.map((field) => ({
    name: field.name,
    // They know no place for a token, so a word stands in for it.
    value: field.kind === 'text' ? field.value : 'TOKEN',
  }));
  const load = createRequire(installOthers());
  const { HTTPSnippet }: { readonly HTTPSnippet: new (request: object) => HttpSnippet } = load('httpsnippet');
  const { Request }: { readonly Request: new (request: object) => unknown } = load('postman-collection');
  const postman: PostmanGenerators = load('postman-code-generators');
  const har = {
    method: 'POST',
    url,
    httpVersion: 'HTTP/1.1',
    headers: [],
    cookies: [],
    queryString: [],
    headersSize: -1,
    bodySize: -1,
    postData: { mimeType: 'application/x-www-form-urlencoded', params: pairs },
  };
  const request = new Request({
    method: 'POST',
    url,
    body: { mode: 'urlencoded', urlencoded: pairs.map(({ name, value }) => ({ key: name, value })) },
  });
  const httpSnippetMs = timed(() => {
    const snippet = new HTTPSnippet(har);
    for (const { httpsnippet } of theirs) snippet.convert(httpsnippet[0], httpsnippet[1]);
  });
  const postmanMs = timed(() => {
    for (const { postman: names } of theirs) {
      postman.convert(names[0], names[1], request, {}, (error) => {
        if (error !== null) throw new Error(String(error));
      });
    }
  });
  return { httpSnippetMs, postmanMs };
}

/** Installs the other generators beside their list, once; they are part of nothing else. */
function installOthers(): string {
  const list = fileURLToPath(new URL('./generators/package.json', import.meta.url));
  const folder = fileURLToPath(new URL('./generators/', import.meta.url));
  if (!existsSync(`${folder}node_modules`)) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'ignore',
    });
  }
  return list;
}

/** Milliseconds of one round, after a warm-up. */
function timed(round: () => void): Spread {
  const times: number[] = [];
  for (let run = 0; run < ROUNDS; run += 1) {
    const began = performance.now();
    round();
    times.push(performance.now() - began);
  }
  return spread(times.slice(WARM_UP));
}
