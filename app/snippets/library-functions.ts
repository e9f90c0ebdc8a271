import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { checkTime } from '#app/request/time.ts';
import { commentText } from './comment-text.ts';
import { namesAreUnique } from './fields.ts';
import { wireArguments, type WireArgument } from './wire-arguments.ts';

/** How an argument's value is written, and with that which values it can hold. */
export type ArgumentKind =
  | 'text'
  | 'texts'
  /** Text of digits, or a list of such texts. */
  | 'digits'
  | 'digitLists'
  /** A whole number above zero. */
  | 'integer'
  /** The number 0 or 1. */
  | 'bit'
  | 'switch'
  /** A date and time to the minute or second. */
  | 'time'
  /** What is imported, in the request's format. */
  | 'payload'
  /** A path whose last part is the name the server is told. */
  | 'filePath'
  /** The name the server is told; the opened file is the argument `file_object`. */
  | 'fileNameAndObject'
  | { readonly oneOf: readonly string[] };

export interface LibraryArgument {
  readonly name: string;
  readonly value: ArgumentKind;
  /** The wire value that the function takes when the argument is left out. */
  readonly default?: string;
  /** The function cannot be called without it. */
  readonly required?: true;
}

export interface LibraryFunction {
  readonly name: string;
  /** By wire parameter. */
  readonly arguments: Readonly<Record<string, LibraryArgument>>;
  /** What it sends by itself, unless an argument says otherwise. */
  readonly sends: Readonly<Record<string, string>>;
  /** Wire parameters without an argument, and the values with which the answer is the same without them. */
  readonly leaves?: Readonly<Record<string, 'any' | readonly string[]>>;
  /** What it asks the server for before, by `content`. */
  readonly asksFirst?: readonly string[];
}

/** The functions of a client library by method id, and the version they were read from. */
export interface Library<F extends LibraryFunction = LibraryFunction> {
  readonly name: string;
  readonly version: string;
  readonly functions: Readonly<Record<string, F>>;
}

export interface CallArgument {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly value: WireArgument;
}

export type LibraryCall<F extends LibraryFunction = LibraryFunction> =
  | { readonly kind: 'function'; readonly function: F; readonly arguments: readonly CallArgument[] }
  /** The request has to be sent as it is; a sentence, safe in a comment, says why. */
  | { readonly kind: 'raw'; readonly reason: string };

/** The library's call that comes to the same as the request; arguments that have their default are left out. */
export function libraryCall<F extends LibraryFunction>(
  library: Library<F>,
  request: EncodedRequest,
): LibraryCall<F> {
  const found = Object.hasOwn(library.functions, request.methodId)
    ? library.functions[request.methodId]
    : undefined;
  const version = `${library.name} ${library.version}`;
  if (found === undefined) return raw(`${version} has no function for this method.`);
  if (!namesAreUnique(request)) return raw(`${version} sends no parameter twice.`);
  const wire = wireArguments(request);
  for (const [parameter, { name, required }] of Object.entries(found.arguments)) {
    if (required === true && !wire.has(parameter)) {
      return raw(`${version} does not call ${found.name} without ${name}.`);
    }
  }
  const written: CallArgument[] = [];
  for (const [parameter, value] of wire) {
    if (parameter === 'content' || parameter === 'action') continue;
    const argument = Object.hasOwn(found.arguments, parameter) ? found.arguments[parameter] : undefined;
    if (argument === undefined) {
      if (leaves(found, parameter, value)) continue;
      return raw(`${found.name} of ${version} has no argument for ${commentText(parameter)}.`);
    }
    if (!holds(argument.value, value)) {
      return raw(`${found.name} of ${version} does not take this value for ${argument.name}.`);
    }
    if (value.kind === 'one' && value.value === argument.default) continue;
    written.push({ name: argument.name, kind: argument.value, value });
  }
  // In the order of the function's own list.
  const order = Object.values(found.arguments).map(({ name }) => name);
  written.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return { kind: 'function', function: found, arguments: written };
}

function raw(reason: string): LibraryCall<never> {
  return { kind: 'raw', reason };
}

function leaves(found: LibraryFunction, parameter: string, value: WireArgument): boolean {
  if (found.leaves === undefined || !Object.hasOwn(found.leaves, parameter)) return false;
  const left = found.leaves[parameter] ?? [];
  return left === 'any' || (value.kind === 'one' && left.includes(value.value));
}

function holds(kind: ArgumentKind, value: WireArgument): boolean {
  if (value.kind === 'file') {
    return (
      kind === 'fileNameAndObject' ||
      (kind === 'filePath' &&
        /^[ !#-~]+$/.test(value.file.fileName) &&
        value.file.reference.split('/').at(-1) === value.file.fileName)
    );
  }
  if (value.kind === 'many') {
    return kind === 'texts' || (kind === 'digitLists' && value.values.every(isDigits));
  }
  if (typeof kind === 'object') return kind.oneOf.includes(value.value);
  switch (kind) {
    case 'text':
    case 'payload':
      return true;
    case 'digits':
      return isDigits(value.value);
    case 'integer':
      return /^[1-9]\d{0,14}$/.test(value.value);
    case 'bit':
      return value.value === '0' || value.value === '1';
    case 'switch':
      return /^(?:true|false|TRUE|FALSE|1|0)$/.test(value.value);
    case 'time':
      return isTime(value.value);
    default:
      return false;
  }
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}

/** `2026-01-31 13:45`, with or without seconds, of a day that exists; Python knows no year 0. */
function isTime(text: string): boolean {
  const shapes = ['second', 'minute'] as const;
  return !text.startsWith('0000') && shapes.some((shape) => checkTime('', text, shape) === null);
}
