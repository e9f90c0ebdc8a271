import { assertNever } from '#app/assert-never.ts';
import { commentText } from '#app/snippets/comment-text.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { wireArguments, type WireArgument } from '#app/snippets/wire-arguments.ts';
import type { ArgumentForm, FunctionTable, RFunction } from './r-function.ts';
import { copyOfFile, pathToSend, rVector } from './r-fields.ts';
import { quoteR as quote } from './r-quote.ts';
import { readTable, tablePayload } from './table-payload.ts';

/** A longer text, or more of them, stand in statements of their own. */
const UNITS_IN_CALL = 1000;
const VALUES_IN_CALL = 20;

/** A request as a call of a library's function, or why it is none. */
export type RCall =
  | {
      readonly kind: 'call';
      readonly function: RFunction;
      /** Statements that stand before the call. */
      readonly before: readonly string[];
      /** `name = value`, in R. */
      readonly arguments: readonly string[];
    }
  /** A sentence without its full stop, safe in a comment. */
  | { readonly kind: 'none'; readonly reason: string };

interface Written {
  readonly before?: readonly string[];
  readonly value: string;
}

/** Decides whether the method's function can express the request, and writes its arguments. */
export function rCall(table: FunctionTable, input: SnippetInput): RCall {
  const { request } = input;
  const found = Object.hasOwn(table.functions, request.methodId)
    ? table.functions[request.methodId]
    : undefined;
  if (found === undefined) {
    return { kind: 'none', reason: `${table.library} has no function for this method` };
  }
  if ('unused' in found) return { kind: 'none', reason: found.unused };

  const wire = wireArguments(request);
  const cannot = (name: string): RCall => ({
    kind: 'none',
    reason: `${found.name}() cannot express this value of ${commentText(name)}`,
  });
  const before: string[] = [];
  const written: string[] = [];
  const passedOn: string[] = [];
  for (const [name, value] of wire) {
    if (alwaysSettled.has(name) || isBlank(value)) continue;
    if (found.passedOn?.includes(name) === true && value.kind === 'one') {
      if (!isPlain(value.value)) return cannot(name);
      passedOn.push(`${name} = ${quote(value.value)}`);
    } else if (!Object.hasOwn(found.parameters, name)) {
      const settled = Object.hasOwn(found.settled, name) ? (found.settled[name] ?? []) : [];
      if (value.kind !== 'one' || !settled.includes(value.value)) return cannot(name);
    }
  }
  for (const [name, { argument, form, required, unsaid, unsent }] of Object.entries(found.parameters)) {
    const sent = wire.get(name);
    const value: WireArgument | undefined =
      sent !== undefined && !isBlank(sent)
        ? sent
        : unsent === undefined
          ? undefined
          : { kind: 'one', value: unsent };
    if (value === undefined) {
      if (required === true) return cannot(name);
      continue;
    }
    if (value.kind === 'one' && value.value === unsaid) continue;
    const format = wire.get('format');
    const result = writeArgument(argument, form, value, format?.kind === 'one' ? format.value : '', found);
    if (result === null) return cannot(name);
    before.push(...(result.before ?? []));
    written.push(`${argument} = ${result.value}`);
  }
  if (passedOn.length > 0) written.push(`api_param = list(${passedOn.join(', ')})`);
  return { kind: 'call', function: found, before, arguments: [...written, ...found.fixed] };
}

/** Said by the choice of the function; how an error is written is the function's business. */
const alwaysSettled: ReadonlySet<string> = new Set(['content', 'action', 'returnFormat']);

/** An empty parameter is one that is left out, here as in REDCap. */
function isBlank(value: WireArgument): boolean {
  return value.kind === 'one' && value.value === '';
}

/** null: the value has no such form. */
function writeArgument(
  argument: string,
  form: ArgumentForm,
  value: WireArgument,
  format: string,
  { numbers = [] }: RFunction,
): Written | null {
  if (value.kind === 'file') {
    return form === 'file' ? { before: copyOfFile(value.file), value: pathToSend(value.file) } : null;
  }
  const values = value.kind === 'one' ? [value.value] : value.values;
  const [first = ''] = values;
  switch (form) {
    case 'file':
      return null;
    case 'table': {
      const payload = tablePayload(format, first);
      return payload === null ? null : { before: readTable(argument, payload, numbers), value: argument };
    }
    case 'strings':
      return values.every(isPlain) ? vector(argument, values) : null;
    case 'joined':
      return values.every((text) => isPlain(text) && !text.includes(',')) ? vector(argument, values) : null;
    case 'names':
      return values.every(isName) ? vector(argument, values) : null;
    case 'integers':
      return values.every(isInteger) ? { value: `c(${values.map((text) => `${text}L`).join(', ')})` } : null;
    default:
      return values.length === 1 ? writeOne(form, first) : null;
  }
}

function writeOne(
  form: Exclude<ArgumentForm, 'file' | 'table' | 'strings' | 'joined' | 'names' | 'integers'>,
  value: string,
): Written | null {
  switch (form) {
    case 'string':
      return isPlain(value) ? { value: quote(value) } : null;
    case 'name':
      return isName(value) ? { value: quote(value) } : null;
    case 'integer':
      return isInteger(value) ? { value: `${value}L` } : null;
    case 'logical':
      if (/^(?:true|1|overwrite)$/i.test(value)) return { value: 'TRUE' };
      return /^(?:false|0|normal)$/i.test(value) ? { value: 'FALSE' } : null;
    case 'day': {
      const day = /^(\d{4}-\d\d-\d\d)(?: 00:00)?$/.exec(value)?.[1];
      return day === undefined ? null : { value: `as.Date("${day}")` };
    }
    case 'time':
      return /^\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?$/.test(value)
        ? { value: `as.POSIXct("${value}")` }
        : null;
    default:
      return assertNever(form);
  }
}

function vector(argument: string, values: readonly string[]): Written {
  if (values.length > VALUES_IN_CALL) return { before: [rVector(argument, values), ''], value: argument };
  const texts = values.map(quote).join(', ');
  return { value: values.length === 1 ? texts : `c(${texts})` };
}

/** One line that R's libraries take for a text: not empty, and within what a call may hold. */
function isPlain(text: string): boolean {
  return text !== '' && text.length <= UNITS_IN_CALL && !/[\0\r\n]/.test(text);
}

function isName(text: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(text) && text.length <= UNITS_IN_CALL;
}

function isInteger(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
