import { assertNever } from '#app/assert-never.ts';
import { indented } from '#app/snippets/indented.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetRefusal, SnippetTarget } from '#app/snippets/target.ts';
import { keychainAccount, tokenSourceOf, type TokenSource } from '#app/snippets/token-sources.ts';
import { wireArguments } from '#app/snippets/wire-arguments.ts';
import { rCall, type RCall } from './r-call.ts';
import type { LibraryResult } from './r-function.ts';
import { clientFailure } from './r-client-failure.ts';
import { clientRequest, paragraphs, type ClientTransport } from './r-client-request.ts';
import { frameName, tellFrame } from './r-frame.ts';
import { quoteR as quote } from './r-quote.ts';
import { rDependencies } from './r-dependencies.ts';
import { rHeader, rToken } from './r-token.ts';
import { redcapapiFunctions } from './redcapapi-functions.ts';

export const rRedcapapi: SnippetTarget = {
  id: 'r-redcapapi',
  label: 'R',
  library: 'redcapAPI',
  extension: 'R',
  colouring: 'r',
  tokenSources: ['environment', 'unlock-redcap'],
  batches: 'table',
  factors: true,
  running: {
    install: `Rscript -e 'install.packages("redcapAPI")'`,
    command: (fileName) => ['Rscript', fileName],
    how: 'Run it with R 4.1 or newer and redcapAPI 2.12 or newer, or open it in RStudio, where unlockREDCap asks for the token.',
    dependencies: rDependencies(['redcapAPI']),
  },
  refuse,
  write,
};

const byRawCall: ClientTransport = {
  transport: 'makeApiCall',
  reader: 'base',
  join: 'do.call(rbind, parts)',
};

function refuse({ request }: SnippetInput): SnippetRefusal | null {
  const holdsNul = request.fields.some((field) => field.kind === 'text' && field.value.includes('\0'));
  if (!holdsNul) return null;
  const reason = 'redcapAPI cannot send the character NUL, which a value holds: take it out, or use httr2.';
  return { reason, nearest: 'r-httr2' };
}

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, rRedcapapi);
  const call = rCall(redcapapiFunctions, input);
  const sends = call.kind === 'call' ? byFunction(input, call) : byRaw(input, call.reason);
  return `${paragraphs(`${rHeader(input, source)}\nlibrary(redcapAPI)`, connection(input, source), sends)}\n`;
}

function connection(input: SnippetInput, source: TokenSource): string {
  const options = `config = list(options = list(connecttimeout = ${CONNECT_SECONDS}, timeout_ms = ${ANSWER_SECONDS * 1000})),
  retries = 1L # what failed is not sent again unasked`;
  if (source === 'unlock-redcap') {
    return `# The first time it asks for a password for its keychain and for the token. It follows a redirect.
unlockREDCap(
  c(rcon = "${keychainAccount(input.url)}"),
  keyring = "API_KEYs",
  envir = 1,
  url = ${quote(input.url)},
  ${options}
)
token <- rcon$token`;
  }
  return `${rToken(input, source)}

rcon <- redcapConnection(
  url = ${quote(input.url)},
  token = token,
  ${options}
)`;
}

/** The connection has the token: it is no field of the call. */
function byRaw(input: SnippetInput, reason: string): string {
  const fields = input.request.fields.filter(({ kind }) => kind !== 'token');
  const withoutToken = { ...input, request: { ...input.request, fields } };
  return `# ${reason}: the raw call.\n${clientRequest(byRawCall, withoutToken)}`;
}

/** What the functions do on a redirect or a web page cannot be switched off in all of them. */
const firstCall = `# The functions would follow a redirect, and take a web page for data: this first call stops at both.
first <- tryCatch(
  makeApiCall(rcon, body = list(content = "version"), redirect = FALSE, success_status_codes = c(200L, 400:499)),
  error = function(problem) fail(conditionMessage(problem))
)
if (first$status_code == 200) check(as.character(first))`;

function byFunction(input: SnippetInput, call: Extract<RCall, { readonly kind: 'call' }>): string {
  const { name, result } = call.function;
  const all = ['rcon', ...call.arguments, ...ofRecords(input, name)];
  const text = `${name}(\n${indented(all.join(',\n'), 2)}\n)`;
  return paragraphs(
    clientFailure,
    firstCall,
    [
      ...noPause(input, name),
      ...call.before,
      ending(input, result, all.length === 1 ? `${name}(rcon)` : text),
    ].join('\n'),
  );
}

/** What the library cannot do of an export in batches. */
function noPause({ options }: SnippetInput, name: string): readonly string[] {
  return options.batches === null || name !== 'exportRecordsTyped'
    ? []
    : ['# redcapAPI makes no pause between two batches.'];
}

/** Codes stay codes, or become labels, unless factors are wanted, which is what the library does unasked. */
function ofRecords({ request, options }: SnippetInput, name: string): readonly string[] {
  if (name !== 'exportRecordsTyped' && name !== 'exportReportsTyped') return [];
  const labels = wireArguments(request).get('rawOrLabel');
  const cast =
    labels?.kind === 'one' && labels.value === 'label'
      ? 'cast = default_cast_no_factor'
      : `cast = list(
  yesno = castRaw, truefalse = castRaw, radio = castRaw, dropdown = castRaw,
  checkbox = castRaw, form_complete = castRaw, sql = castRaw, system = castRaw
)`;
  const size = options.batches === null ? 'NULL' : `${options.batches.recordsPerBatch}L`;
  return [
    ...(options.factors ? [] : [cast]),
    ...(name === 'exportRecordsTyped' ? [`batch_size = ${size}`] : []),
  ];
}

function ending(input: SnippetInput, result: LibraryResult, call: string): string {
  const variable = result.kind === 'frame' ? frameName(input) : 'answer';
  const value = `${variable} <- tryCatch(
${indented(call, 2)},
  error = function(problem) fail(conditionMessage(problem))
)`;
  switch (result.kind) {
    case 'frame':
      return paragraphs(`${value}\ncheck(names(${variable})[1])`, tellFrame(variable));
    case 'flag':
      return paragraphs(
        `${value}\nif (!isTRUE(all(answer))) fail("The server did not confirm the request.")`,
        `message("${result.done ?? 'Done.'}")`,
      );
    case 'text':
      return paragraphs(
        `${value}\nif (is.character(answer)) check(answer[1])`,
        'if (is.data.frame(answer)) print(answer) else writeLines(as.character(answer))',
      );
    case 'outcome':
    case 'told':
    case 'file':
      return value;
    default:
      return assertNever(result);
  }
}
