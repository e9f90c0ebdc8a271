import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest, FileField, TextField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { piecesOf } from '#app/snippets/pieces.ts';
import { quoteR as quote } from './r-quote.ts';
import type { Transport } from './r-request.ts';

/**
 * Rscript garbles escapes in a line of more than 8 kB, and parses a statement anew at each of its lines: longer
 * texts stand in statements of their own. A unit takes six bytes at worst.
 */
const UNITS_PER_LITERAL = 1000;
const LINES_PER_TEXT = 300;
const UNITS_PER_TEXT = 100_000;
const FIELDS_PER_STATEMENT = 200;

/** The statements that end with the list `fields`. */
export function rFields(request: EncodedRequest, transport: Transport): string {
  const escaped = request.fields.some((field) => mustEscape(field, request, transport));
  return [
    ...(escaped ? [`# ${ESCAPED_HERE}`] : []),
    ...request.fields.flatMap(preparation),
    ...writeList(request, transport),
  ].join('\n');
}

/** Why some values are escaped by the program, as a comment. */
export const ESCAPED_HERE =
  'Escaped here: in the locale C, which cron has, httr2 before 1.2.3 changes letters beyond ASCII.';

/** In R, a text that httr2 sends as it is: these versions would also fail with one of several megabytes. */
export function escapedInR(text: string): string {
  return `I(curl::curl_escape(${text}))`;
}

function mustEscape(field: EncodedField, { encoding }: EncodedRequest, transport: Transport): boolean {
  if (transport !== 'httr2' || encoding !== 'urlencoded' || field.kind !== 'text') return false;
  if (field.value.includes('\0')) return false;
  return field.value.length > 1_000_000 || /[^\t\n\r -~]/.test(field.value);
}

/** The statements that set a variable to a text, in parts if it is long. A NUL is left out: R has no place for it. */
export function rText(variable: string, value: string): string {
  const text = { kind: 'text', name: variable, value: value.replaceAll('\0', '') } as const;
  if (!isLong(text)) return `${variable} <- ${textValue(text.value, 'multipart').replaceAll('\n  ', '\n')}`;
  return [...preparation(text, 1), `${variable} <- paste(parts_1, collapse = "")`].join('\n');
}

/** The statements that set a variable to a vector of texts. */
export function rVector(variable: string, values: readonly string[]): string {
  return inStatements(variable, 'c', values.map(quote)).join('\n');
}

/** What must stand before the list: long texts in parts, and a copy of a file that is sent under another name. */
function preparation(field: EncodedField, index: number): readonly string[] {
  switch (field.kind) {
    case 'token':
      return [];
    case 'text': {
      if (!isLong(field)) return [];
      const { texts } = piecesOf(field.value.toWellFormed(), { units: UNITS_PER_LITERAL, lines: 1 });
      const parts = `parts_${index}`;
      const rows = texts.map((text, part) => `${parts}[${part + 1}] <- ${quote(text)}`);
      return [`# A long text, in parts.\n${parts} <- character()`, ...rows, ''];
    }
    case 'file':
      return copyOfFile(field);
    default:
      return assertNever(field);
  }
}

/** The statements that copy a file to `upload`, unless it is sent under its own name. */
export function copyOfFile(field: FileField): readonly string[] {
  if (isNamedAlike(field)) return [];
  return [
    '# The file is sent under the name of this copy.',
    `upload <- file.path(tempdir(), ${quote(formFileName(field.fileName))})`,
    `stopifnot(file.copy(${quote(field.reference)}, upload, overwrite = TRUE))`,
    '',
  ];
}

/** The path that a file is read from: its own, or that of its copy. */
export function pathToSend(field: FileField): string {
  return isNamedAlike(field) ? quote(field.reference) : 'upload';
}

function isLong({ value }: TextField): boolean {
  return (
    !value.includes('\0') &&
    (value.length > UNITS_PER_TEXT ||
      value.split('\n').length > LINES_PER_TEXT ||
      value.split('\n').some((line) => line.length > UNITS_PER_LITERAL))
  );
}

/** curl sends a file under its own name; older versions cannot be told another. */
function isNamedAlike(field: FileField): boolean {
  return field.reference.split(/[/\\]/).at(-1) === formFileName(field.fileName);
}

function writeList(request: EncodedRequest, transport: Transport): readonly string[] {
  const values = request.fields.map((field, index) => {
    const value = fieldValue(field, index, request.encoding);
    return mustEscape(field, request, transport) ? escapedInR(value) : value;
  });
  const names = request.fields.map((field) => field.name);
  if (names.every((name) => /^[ -~]+$/.test(name))) {
    return inStatements(
      'fields',
      'list',
      values.map((value, index) => `${argumentName(names[index] ?? '')} = ${value}`),
    );
  }
  // The name of an argument must fit the locale; the names of a list need not.
  return [
    ...inStatements('fields', 'list', values),
    ...inStatements('names', 'c', names.map(quote)),
    'names(fields) <- names',
  ];
}

/** One assignment, or several that extend it. */
export function inStatements(
  variable: string,
  kind: 'list' | 'c',
  rows: readonly string[],
): readonly string[] {
  const statements: string[] = [];
  for (let start = 0; start < rows.length; start += FIELDS_PER_STATEMENT) {
    const some = rows
      .slice(start, start + FIELDS_PER_STATEMENT)
      .map((row) => `  ${row}`)
      .join(',\n');
    const whole = `${kind}(\n${some}\n)`;
    statements.push(`${variable} <- ${start === 0 ? whole : `c(${variable}, ${whole})`}`);
  }
  return statements;
}

/** A name as it is, or in quotes; the words of the language need quotes, too. */
function argumentName(name: string): string {
  const reserved = /^(?:if|else|repeat|while|function|for|next|break|in|TRUE|FALSE|NULL|Inf|NaN|NA|NA_.*)$/;
  return /^[A-Za-z][A-Za-z0-9_.]*$/.test(name) && !reserved.test(name) ? name : quote(name);
}

function fieldValue(field: EncodedField, index: number, encoding: EncodedRequest['encoding']): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return isLong(field)
        ? `paste(parts_${index}, collapse = "")`
        : textValue(field.value.toWellFormed(), encoding);
    case 'file':
      return `curl::form_file(${pathToSend(field)}, type = "application/octet-stream")`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string, encoding: EncodedRequest['encoding']): string {
  if (value.includes('\0')) return valueWithNul(value, encoding);
  if (!value.includes('\n')) return quote(value);
  const rows = value.split('\n').map((line) => `    ${quote(line)}`);
  return `paste(c(\n${rows.join(',\n')}\n  ), collapse = "\\n")`;
}

/** R's strings cannot hold NUL: the value is given already encoded, or as bytes. */
function valueWithNul(value: string, encoding: EncodedRequest['encoding']): string {
  if (encoding === 'urlencoded') return `I(${quote(encodeURIComponent(value))})`;
  const parts = value.split('\0').map((part) => `charToRaw(${quote(part)})`);
  return `curl::form_data(c(${parts.join(', as.raw(0), ')}))`;
}
