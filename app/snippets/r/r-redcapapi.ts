import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { indented } from '#app/snippets/indented.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, NO_RECORDS } from '#app/snippets/messages.ts';
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

type FunctionCall = Extract<RCall, { readonly kind: 'call' }>;

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
  return `${paragraphs(`${rHeader(input, source)}\nlibrary(redcapAPI)`, connection(input, source), sends(input))}\n`;
}

/** In batches, both the names and the rows are asked for by a function, or neither is. */
function sends(input: SnippetInput): string {
  const batches = batchedRequest(input);
  const call = rCall(redcapapiFunctions, { ...input, request: batches?.rows ?? input.request });
  if (call.kind === 'none') return byRaw(input, call.reason);
  if (batches === null) return byFunction(input, call);
  const names = rCall(redcapapiFunctions, { ...input, request: batches.names });
  return names.kind === 'none' ? byRaw(input, names.reason) : inBatches(input, batches, names, call);
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

function byFunction(input: SnippetInput, call: FunctionCall): string {
  const { name, result } = call.function;
  const written = invocation(call, [
    ...castOf(input, name),
    ...(name === 'exportRecordsTyped' ? ['batch_size = NULL'] : []),
  ]);
  return paragraphs(clientFailure, firstCall, [...call.before, ending(input, result, written)].join('\n'));
}

/**
 * The library divides the records, and casts all rows at once: batch by batch, codes could become numbers in one and
 * stay text in another, and data frames that are bound lose the labels of factors. It gets the names from the
 * program, because it reads them as numbers itself, and then asks for 7 in place of 007.
 */
function inBatches(
  input: SnippetInput,
  batches: BatchedRequest,
  names: FunctionCall,
  rows: FunctionCall,
): string {
  const idField = batches.names.fields.find(({ name }) => name === 'fields[0]');
  const asText = ['validation = skip_validation', 'cast = raw_cast', 'batch_size = NULL'];
  const more = [
    'records = ids',
    ...castOf(input, rows.function.name),
    `batch_size = ${batches.recordsPerBatch}L`,
  ];
  const variable = frameName(input);
  return paragraphs(
    clientFailure,
    firstCall,
    [
      '# First the record names alone, as text: a name stands once for each row.',
      ...names.before,
      kept('rows', invocation(names, asText)),
      'check(names(rows)[1])',
      `ids <- unique(na.omit(rows[[${quote(idField?.kind === 'text' ? idField.value : '')}]]))`,
    ].join('\n'),
    `# redcapAPI has no argument for a pause: before each call it asks for the number of tries, and here it waits.
rcon$retries <- function() {
  Sys.sleep(${batches.pauseSeconds}) # leaves the server time for others
  1L
}`,
    [
      ...rows.before,
      `if (length(ids) == 0) {
  ${variable} <- data.frame()
  message(${quote(NO_RECORDS)})
} else {
${indented(ending(input, rows.function.result, invocation(rows, more)), 2)}
}`,
    ].join('\n'),
  );
}

function invocation(call: FunctionCall, more: readonly string[]): string {
  const { name } = call.function;
  const all = ['rcon', ...call.arguments, ...more];
  return all.length === 1 ? `${name}(rcon)` : `${name}(\n${indented(all.join(',\n'), 2)}\n)`;
}

/** Codes stay codes, or become labels, unless factors are wanted, which is what the library does unasked. */
function castOf({ request, options }: SnippetInput, name: string): readonly string[] {
  if (options.factors || (name !== 'exportRecordsTyped' && name !== 'exportReportsTyped')) return [];
  const labels = wireArguments(request).get('rawOrLabel');
  return labels?.kind === 'one' && labels.value === 'label'
    ? ['cast = default_cast_no_factor']
    : [
        `cast = list(
  yesno = castRaw, truefalse = castRaw, radio = castRaw, dropdown = castRaw,
  checkbox = castRaw, form_complete = castRaw, sql = castRaw, system = castRaw
)`,
      ];
}

/** The statement that keeps what a call gives back, or ends the program with its message. */
function kept(variable: string, call: string): string {
  return `${variable} <- tryCatch(
${indented(call, 2)},
  error = function(problem) fail(conditionMessage(problem))
)`;
}

function ending(input: SnippetInput, result: LibraryResult, call: string): string {
  const variable = result.kind === 'frame' ? frameName(input) : 'answer';
  const value = kept(variable, call);
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
