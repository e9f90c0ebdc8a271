import { assertNever } from '#app/assert-never.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { quoteR as quote } from './r-quote.ts';

/** What carries a request: a package for HTTP, or redcapAPI's raw call, which has the address and the token. */
export type Transport = 'httr2' | 'httr' | 'makeApiCall';

/**
 * The statements that send `fields` and set `response`, `status`, `body` (raw bytes) and `text`. They stop when
 * the answer is an error or a web page, with the server's message and without a token in it.
 */
export function rRequest(
  transport: Transport,
  url: string,
  encoding: EncodedRequest['encoding'],
  answerIsFile: boolean,
): string {
  return `${send(transport, url, encoding)}
text <- rawToChar(body[body != 0])
${answerIsFile ? fileCheck(transport) : ''}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
found <- function(pattern, ...) grepl(pattern, text, perl = TRUE, useBytes = TRUE, ...)
is_web_page <- found(${quote(`^${WEB_PAGE}`)}, ignore.case = TRUE)
is_error <- found(${quote(`^${REDCAP_ERROR}`)})

if (${answerIsFile ? '!is_file && ' : ''}is_web_page) {
  stop("The server sent a web page instead of data (HTTP status ", status, "). Check the address.", call. = FALSE)
}
if (status != 200 || ${answerIsFile ? '!is_file && ' : ''}is_error) {
  text <- iconv(text, "UTF-8", "UTF-8", sub = "?")
  message(gsub(token, "[token]", text, fixed = TRUE)) # apart, because stop() shortens long messages
  stop("The request failed (HTTP status ", status, ").", call. = FALSE)
}`;
}

function send(transport: Transport, url: string, encoding: EncodedRequest['encoding']): string {
  switch (transport) {
    case 'httr2':
      return `response <- request(${quote(url)}) |>
  ${encoding === 'multipart' ? 'req_body_multipart' : 'req_body_form'}(!!!fields) |>
  req_options(
    connecttimeout = ${CONNECT_SECONDS},
    timeout = ${ANSWER_SECONDS},
    followlocation = FALSE # a redirect would carry the token elsewhere
  ) |>
  req_error(is_error = function(response) FALSE) |>
  req_perform()

status <- resp_status(response)
body <- response$body # raw bytes`;
    case 'httr':
      return `response <- httr::POST(
  ${quote(url)},
  body = fields,
  encode = "${encoding === 'multipart' ? 'multipart' : 'form'}",
  ${indentedOptions(httrOptions)}
)

status <- httr::status_code(response)
body <- httr::content(response, "raw")`;
    case 'makeApiCall':
      return `response <- makeApiCall(
  rcon,
  body = fields,
  redirect = FALSE, # it would carry the token elsewhere
  success_status_codes = 100:599 # what failed is told below
)

status <- response$status_code
body <- response$content # raw bytes`;
    default:
      return assertNever(transport);
  }
}

/** The options of httr for every request. */
export const httrOptions = `httr::config(
  connecttimeout = ${CONNECT_SECONDS},
  timeout = ${ANSWER_SECONDS},
  followlocation = FALSE # a redirect would carry the token elsewhere
)`;

function indentedOptions(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

function fileCheck(transport: Transport): string {
  const headers: Readonly<Record<Transport, string>> = {
    httr2: 'resp_header(response, "Content-Type")',
    httr: 'httr::headers(response)[["content-type"]]',
    makeApiCall: 'response$headers[["content-type"]]',
  };
  return `
# REDCap names the file it sends in the content type; an error has no name.
is_file <- isTRUE(grepl("name=", ${headers[transport]}, fixed = TRUE))
`;
}
