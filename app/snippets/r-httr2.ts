import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest, FileField } from '#app/request/encoded-request.ts';
import { formFileName } from './fields.ts';
import { headerComment } from './header.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, TOKEN_IS_MISSING, WEB_PAGE } from './messages.ts';
import { piecesOf, type LiteralLimits } from './pieces.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from './target.ts';

export const rHttr2: SnippetTarget = {
  id: 'r-httr2',
  label: 'R',
  library: 'httr2',
  extension: 'R',
  colouring: 'r',
  write,
};

/**
 * R's parser garbles a literal with escapes that takes more than 8 kB (a unit takes six bytes at worst), and takes
 * minutes over a call of very many arguments.
 */
const LIMITS: LiteralLimits = { units: 1000, lines: 500 };

function write(input: SnippetInput): string {
  return `#!/usr/bin/env Rscript
${headerComment(input, '#')}
# To set it for RStudio: add the line ${TOKEN_VARIABLE}=... to the file .Renviron in your home folder.
library(httr2)

token <- trimws(Sys.getenv("${TOKEN_VARIABLE}"))
if (token == "") {
  stop(${quote(TOKEN_IS_MISSING)}, call. = FALSE)
}

${writeUpload(input.request)}${writeFields(input.request)}

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

function writeFields(request: EncodedRequest): string {
  const last = request.fields.length - 1;
  const values = request.fields.map((field) => fieldValue(field, request.encoding));
  const comma = (index: number): string => (index === last ? '' : ',');
  if (request.fields.every((field) => /^[ -~]+$/.test(field.name))) {
    const rows = request.fields.map(
      (field, index) => `  ${argumentName(field.name)} = ${values[index] ?? ''}${comma(index)}`,
    );
    return `fields <- list(\n${rows.join('\n')}\n)`;
  }
  // The name of an argument must fit the locale; the names of a list need not.
  const names = request.fields.map((field, index) => `  ${quote(field.name)}${comma(index)}`);
  const rows = values.map((value, index) => `  ${value}${comma(index)}`);
  return `fields <- list(\n${rows.join('\n')}\n)\nnames(fields) <- c(\n${names.join('\n')}\n)`;
}

/** A name as it is, or in quotes; the words of the language need quotes, too. */
function argumentName(name: string): string {
  const reserved = /^(?:if|else|repeat|while|function|for|next|break|in|TRUE|FALSE|NULL|Inf|NaN|NA|NA_.*)$/;
  return /^[A-Za-z][A-Za-z0-9_.]*$/.test(name) && !reserved.test(name) ? name : quote(name);
}

function fieldValue(field: EncodedField, encoding: EncodedRequest['encoding']): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value.toWellFormed(), encoding);
    case 'file':
      return `curl::form_file(${isNamedAlike(field) ? quote(field.reference) : 'upload'}, type = "application/octet-stream")`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string, encoding: EncodedRequest['encoding']): string {
  if (value.includes('\0')) return valueWithNul(value, encoding);
  const { between, texts } = piecesOf(value, LIMITS);
  if (texts.length === 1) return quote(value);
  const rows = texts.map((text) => `    ${quote(text)}`);
  return `paste(c(\n${rows.join(',\n')}\n  ), collapse = ${quote(between)})`;
}

/** R's strings cannot hold NUL: the value is given already encoded, or as bytes. */
function valueWithNul(value: string, encoding: EncodedRequest['encoding']): string {
  if (encoding === 'urlencoded') return `I(${quote(encodeURIComponent(value))})`;
  const parts = value.split('\0').map((part) => `charToRaw(${quote(part)})`);
  return `curl::form_data(c(${parts.join(', as.raw(0), ')}))`;
}

/** curl sends a file under its own name; older versions cannot be told another. */
function isNamedAlike(field: FileField): boolean {
  return field.reference.split(/[/\\]/).at(-1) === formFileName(field.fileName);
}

function writeUpload(request: EncodedRequest): string {
  return request.fields
    .filter((field) => field.kind === 'file')
    .filter((field) => !isNamedAlike(field))
    .map(
      (field) => `# The file is sent under the name of this copy.
upload <- file.path(tempdir(), ${quote(formFileName(field.fileName))})
stopifnot(file.copy(${quote(field.reference)}, upload, overwrite = TRUE))

`,
    )
    .join('');
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

/** A string in ASCII, so that the file reads alike in every locale. R forbids NUL, and mixing `\u` with `\x`. */
function quote(text: string): string {
  return `"${text
    .toWellFormed()
    .replaceAll('\0', '')
    .replaceAll(/["\\]|[^ -~]/gu, escape)}"`;
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
