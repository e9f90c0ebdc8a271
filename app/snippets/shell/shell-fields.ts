import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest, FileField } from '#app/request/encoded-request.ts';
import { formFileName, namesAreUnique } from '#app/snippets/fields.ts';
import { hasInvisible } from '#app/snippets/invisible.ts';
import { printfFormat, quoteShell as quote, visibleWord } from './shell-quote.ts';

/** cURL refuses a config line of 100 kB: longer values, encoded three times as long, come from a file. */
const CHARACTERS_PER_LINE = 2000;

/** The fields as lines for cURL, and the commands that write the files some of them refer to. */
export interface ShellFields {
  readonly files: readonly string[];
  /** Shell words, one per field: `name=value`, or `name@file`; for a form with the cURL option in front. */
  readonly lines: readonly string[];
}

/**
 * Splits a request into lines for cURL and the files for values that fit no line. The files' names begin with the
 * stem, so that two requests of one program do not share them.
 */
export function shellFields(request: EncodedRequest, stem = ''): ShellFields {
  const files: string[] = [];
  const unique = namesAreUnique(request);
  const lines = request.fields.map((field, index) => {
    const readable = unique && /^\w+$/.test(field.name);
    const path = `$work/${stem}${readable ? field.name : `field-${index}`}.txt`;
    const command = fileCommand(field, path);
    if (command !== null) files.push(command);
    const line = request.encoding === 'multipart' ? formLine : dataLine;
    return line(field, command === null ? null : path);
  });
  return { files, lines };
}

/** null: the field needs no file, because its value is one visible line. */
function fileCommand(field: EncodedField, path: string): string | null {
  switch (field.kind) {
    case 'token':
      return null;
    case 'text':
      if (field.value.length <= CHARACTERS_PER_LINE && !hasInvisible(field.value)) return null;
      return `${printCommand(field.value)} > "${path}"`;
    case 'file':
      return hasInvisible(field.reference) ? `cp ${visibleWord(pathWord(field))} "${path}"` : null;
    default:
      return assertNever(field);
  }
}

/** Lines stand as they are in single quotes, so that a table stays readable; anything else invisible is escaped. */
function printCommand(value: string): string {
  return hasInvisible(value.replaceAll('\n', ''))
    ? `printf ${printfFormat(value)}`
    : `printf '%s' ${quote(value)}`;
}

/** `name=content` or `name@file`: cURL encodes the content, and expects the name encoded already. */
function dataLine(field: EncodedField, path: string | null): string {
  const name = encodedName(field.name);
  switch (field.kind) {
    case 'token':
      return expanded(`${name}=`, '$token');
    case 'text':
      return path === null ? quote(`${name}=${field.value}`) : expanded(`${name}@`, path);
    case 'file':
      return quote(`${name}=${formFileName(field.fileName)}`);
    default:
      return assertNever(field);
  }
}

function encodedName(name: string): string {
  if (/^[\w[\]]*$/.test(name)) return name;
  return encodeURIComponent(name.toWellFormed()).replaceAll('%5B', '[').replaceAll('%5D', ']');
}

function formLine(field: EncodedField, path: string | null): string {
  const name = formFileName(field.name);
  switch (field.kind) {
    case 'token':
      return expanded(`form-string ${name}=`, '$token');
    case 'text':
      return path === null ? quote(`form-string ${name}=${field.value}`) : expanded(`form ${name}=<`, path);
    case 'file': {
      const beginning = `form ${name}=@`;
      const rest = `;filename="${escape(formFileName(field.fileName))}";type=application/octet-stream`;
      return path === null
        ? quote(`${beginning}"${escape(pathWord(field))}"${rest}`)
        : `${quote(beginning)}"${path}"${quote(rest)}`;
    }
    default:
      return assertNever(field);
  }
}

/** A line that ends in a variable or a path with one, in the plainest quotes its beginning allows. */
function expanded(beginning: string, variable: string): string {
  return /^[\w [\]%.@<=-]*$/.test(beginning)
    ? `"${beginning}${variable}"`
    : `${quote(beginning)}"${variable}"`;
}

/** cURL's own quoting of a path or file name within a form field. */
function escape(text: string): string {
  return text.replaceAll(/["\\]/g, '\\$&');
}

/** A path that neither cURL nor cp takes for an option or for standard input. */
function pathWord(field: FileField): string {
  return field.reference.startsWith('-') ? `./${field.reference}` : field.reference;
}
