import { assertNever } from '#app/assert-never.ts';
import { headerComment } from '#app/snippets/header.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { rFields } from './r-fields.ts';
import { quoteR as quote } from './r-quote.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';

export const rHttr2: SnippetTarget = {
  id: 'r-httr2',
  label: 'R',
  library: 'httr2',
  extension: 'R',
  colouring: 'r',
  tokenSources: ['environment'],
  batches: false,
  factors: false,
  running: {
    install: `Rscript -e 'install.packages("httr2")'`,
    command: (fileName) => ['Rscript', fileName],
    how: 'Run it with R 4.1 or newer, or open it in RStudio.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  return `#!/usr/bin/env Rscript
${headerComment(input, '#', 'environment')}
# To set it for RStudio: add the line ${TOKEN_VARIABLE}=... to the file .Renviron in your home folder.
library(httr2)

token <- trimws(Sys.getenv("${TOKEN_VARIABLE}"))
if (token == "") {
  stop(${quote(tokenIsMissing('environment'))}, call. = FALSE)
}

${rFields(input.request)}

response <- request(${quote(input.url)}) |>
  ${input.request.encoding === 'multipart' ? 'req_body_multipart' : 'req_body_form'}(!!!fields) |>
  req_options(
    connecttimeout = ${CONNECT_SECONDS},
    timeout = ${ANSWER_SECONDS},
    followlocation = FALSE # a redirect would carry the token elsewhere
  ) |>
  req_error(is_error = function(response) FALSE) |>
  req_perform()

status <- resp_status(response)
body <- response$body # raw bytes
text <- rawToChar(body[body != 0])
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
found <- function(pattern, ...) grepl(pattern, text, perl = TRUE, useBytes = TRUE, ...)
is_web_page <- found(${quote(`^${WEB_PAGE}`)}, ignore.case = TRUE)
is_error <- found(${quote(`^${REDCAP_ERROR}`)})

if (${unlessFile(input)}is_web_page) {
  stop("The server sent a web page instead of data (HTTP status ", status, "). Check the address.", call. = FALSE)
}
if (status != 200 || ${unlessFile(input)}is_error) {
  message(text) # apart, because stop() shortens long messages
  stop("The request failed (HTTP status ", status, ").", call. = FALSE)
}

${writeAnswer(input)}
`;
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
# REDCap names the file it sends in the content type; an error has no name.
is_file <- isTRUE(grepl("name=", resp_header(response, "Content-Type"), fixed = TRUE))
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? '!is_file && ' : '';
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return 'cat(text)';
    case 'file':
      return `file_name <- ${quote(input.answer.fileName)}
writeBin(body, file_name)
message("Saved ", file_name)`;
    case 'nothing':
      return 'message("Done (HTTP status ", status, ").")';
    default:
      return assertNever(input.answer);
  }
}
