import { assertNever } from '#app/assert-never.ts';
import { indented } from '#app/snippets/indented.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { rCall, type RCall } from './r-call.ts';
import type { LibraryResult } from './r-function.ts';
import { clientRequest, finishFrame, paragraphs, type ClientTransport } from './r-client-request.ts';
import { clientFailure } from './r-client-failure.ts';
import { frameName } from './r-frame.ts';
import { quoteR as quote } from './r-quote.ts';
import { httrOptions } from './r-request.ts';
import { rDependencies } from './r-dependencies.ts';
import { rHeader, rToken, rTokenSources } from './r-token.ts';
import { redcaprBatches, redcaprFunctions } from './redcapr-functions.ts';

export const rRedcapr: SnippetTarget = {
  id: 'r-redcapr',
  label: 'R',
  library: 'REDCapR',
  extension: 'R',
  colouring: 'r',
  tokenSources: rTokenSources,
  batches: 'table',
  factors: true,
  running: {
    install: `Rscript -e 'install.packages(c("REDCapR", "keyring"))'`,
    command: (fileName) => ['Rscript', fileName],
    how: 'Run it with R 4.1 or newer and REDCapR 1.6 or newer, or open it in RStudio; keyring is only needed for the keychain.',
    dependencies: rDependencies(['REDCapR'], ['keyring']),
  },
  write,
};

/** REDCapR itself sends with httr, and reads with readr. */
const byHttr: ClientTransport = {
  transport: 'httr',
  reader: 'readr',
  join: 'dplyr::bind_rows(parts)',
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, rRedcapr);
  const call = rCall(redcaprFunctions, input);
  const sends =
    call.kind === 'call'
      ? byFunction(input, call)
      : `# ${call.reason}: a plain HTTP request.\n${clientRequest(byHttr, input)}`;
  return `${paragraphs(`${rHeader(input, source)}\nlibrary(REDCapR)`, rToken(input, source), sends)}\n`;
}

function byFunction(input: SnippetInput, call: Extract<RCall, { readonly kind: 'call' }>): string {
  const { result } = call.function;
  const all = [
    `redcap_uri = ${quote(input.url)}`,
    'token = token',
    ...call.arguments,
    ...(result.kind === 'frame' && isTyped(input) ? ['guess_type = FALSE'] : []),
    ...batchArguments(input),
    ...(result.kind === 'file' && input.answer.kind === 'file'
      ? [`file_name = ${quote(input.answer.fileName)}`]
      : []),
    `verbose = ${result.kind === 'told' ? 'TRUE' : 'FALSE'}`,
    `config_options = ${httrOptions}`,
  ];
  const name = isBatched(input) ? redcaprBatches.name : call.function.name;
  const text = `${name}(\n${indented(all.join(',\n'), 2)}\n)`;
  return paragraphs(clientFailure, [...call.before, ending(input, result, text)].join('\n'));
}

/** Whether the types are guessed by the program, after factors are made. */
function isTyped({ request }: SnippetInput): boolean {
  return request.methodId === 'export_records' || request.methodId === 'export_reports';
}

function isBatched({ request, options }: SnippetInput): boolean {
  return options.batches !== null && request.methodId === 'export_records';
}

function batchArguments(input: SnippetInput): readonly string[] {
  const { batches } = input.options;
  if (batches === null || !isBatched(input)) return [];
  return [
    `${redcaprBatches.size} = ${batches.recordsPerBatch}L`,
    `${redcaprBatches.pause} = ${batches.pauseSeconds}`,
  ];
}

function ending(input: SnippetInput, result: LibraryResult, call: string): string {
  switch (result.kind) {
    case 'told':
      return `# The function tells what went wrong in a message only.
outcome <- ""
answer <- withCallingHandlers(
${indented(call, 2)},
  message = function(told) {
    outcome <<- conditionMessage(told)
    invokeRestart("muffleMessage")
  },
  error = function(problem) fail(conditionMessage(problem))
)
if (${result.failed}) fail(outcome)
check(as.character(answer))

writeLines(as.character(answer))`;
    case 'frame': {
      const variable = frameName(input);
      const types = isTyped(input)
        ? finishFrame(byHttr, variable, input)
        : finishFrame({ ...byHttr, reader: 'base' }, variable, input);
      return paragraphs(
        checked(call, 'outcome_message'),
        `${variable} <- result$${result.part ?? 'data'}\ncheck(names(${variable})[1])`,
        isBatched(input) ? `if (nrow(${variable}) == 0) message(${quote(NO_RECORDS)})` : '',
        ...types,
      );
    }
    case 'outcome':
      return paragraphs(
        checked(call, 'outcome_message'),
        result.doubt === undefined
          ? ''
          : `if (${result.doubt}) {\n  fail("The server did not confirm what was done. Check the address, and the project.")\n}`,
        'message(result$outcome_message)',
      );
    case 'text':
      return paragraphs(
        checked(call, 'raw_text'),
        `check(result$${result.part ?? 'raw_text'})\nwriteLines(result$${result.part ?? 'raw_text'})`,
      );
    case 'file':
      return paragraphs(checked(call, 'raw_text'), fileCheck);
    case 'flag':
      return checked(call, 'raw_text');
    default:
      return assertNever(result);
  }
}

const fileCheck = `# The outcome starts with the content type, in which REDCap names a file; neither an error nor a PDF has a name.
beginning <- readBin(result$file_path, "raw", 10000)
is_pdf <- identical(head(beginning, 4), charToRaw("%PDF"))
if (!is_pdf && !grepl("name=", result$outcome_message)) {
  unlink(result$file_path)
  text <- rawToChar(beginning[beginning != 0])
  check(text)
  fail(text)
}
message("Saved ", result$file_path)`;

function checked(call: string, message: 'outcome_message' | 'raw_text'): string {
  return `result <- tryCatch(
${indented(call, 2)},
  error = function(problem) fail(conditionMessage(problem))
)
if (!isTRUE(result$success)) {
  fail(${
    message === 'raw_text' ? 'result$outcome_message, "\\n", result$raw_text' : 'result$outcome_message'
  }, " (HTTP status ", result$status_code, ")")
}`;
}
