import { assertNever } from '#app/assert-never.ts';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { isPairName, takenName } from '#app/request/pair-name.ts';

/**
 * The one method that these fields call, or undefined. Content and action must match exactly, every other name must
 * be one of the method's parameters in the spelling it is sent in, and no name may come twice: REDCap takes the last of
 * two equal names, and reads some requests as imports for the mere presence of `data`.
 */
export function identify(fields: readonly EncodedField[]): Method | undefined {
  const names = new Set(fields.map((field) => field.name));
  if (names.size !== fields.length || !fields.some((field) => field.kind === 'token')) return undefined;
  const content = textOf(fields, 'content');
  const action = textOf(fields, 'action');
  // A name that is there but is not text gives undefined, too, and is then no parameter of any method.
  const found = methods.filter(
    (method) => method.content === content && (method.action === action || freeAction(method, action)),
  );
  const [method] = found;
  if (method === undefined || found.length > 1) return undefined;
  if (!fields.every((field) => belongs(field, method))) return undefined;
  return isWhole(method, names) ? method : undefined;
}

/** A method whose action is a parameter, as an external module's, takes any text for it, but not none. */
function freeAction(method: Method, action: string | undefined): boolean {
  return action !== undefined && method.parameters.some(({ name }) => name === 'action');
}

/** Where names are free, what tells the method must all be there, so that nothing else can pass for it. */
function isWhole(method: Method, names: ReadonlySet<string>): boolean {
  if (!method.parameters.some(({ kind }) => kind === 'pairs')) return true;
  return method.parameters.every(({ name, requirement }) => requirement !== 'required' || names.has(name));
}

function textOf(fields: readonly EncodedField[], name: string): string | undefined {
  const field = fields.find((candidate) => candidate.name === name);
  return field?.kind === 'text' ? field.value : undefined;
}

function belongs(field: EncodedField, method: Method): boolean {
  if (field.kind === 'token') return true;
  if (field.name === 'content') return field.kind === 'text';
  if (field.name === 'action' && method.action !== undefined) return field.kind === 'text';
  return method.parameters.some((parameter) => isOf(field, parameter, method));
}

function isOf(
  field: Exclude<EncodedField, { kind: 'token' }>,
  parameter: Parameter,
  method: Method,
): boolean {
  switch (parameter.kind) {
    case 'file':
      return field.kind === 'file' && field.name === parameter.name;
    case 'list':
      return field.kind === 'text' && isEntryOf(field.name, parameter.name);
    case 'pairs':
      // Free names: a module defines them, so nothing is known of what they do.
      return field.kind === 'text' && isPairName(field.name) && takenName(method, field.name) === undefined;
    case 'choice':
    case 'switch':
    case 'presence':
    case 'text':
    case 'integer':
    case 'time':
    case 'logic':
    case 'payload':
      return field.kind === 'text' && field.name === parameter.name;
    default:
      return assertNever(parameter);
  }
}

/** `name[0]`, `name[1]`, … with the digits written as a number is. */
function isEntryOf(fieldName: string, listName: string): boolean {
  return (
    fieldName.startsWith(`${listName}[`) && /^\[(?:0|[1-9]\d{0,8})\]$/.test(fieldName.slice(listName.length))
  );
}
