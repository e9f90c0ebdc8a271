import { codeFor } from '#app/snippets/code-for.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { libraryCall, type Library } from '#app/snippets/library-functions.ts';
import { phpCap } from '#app/snippets/php/phpcap-functions.ts';
import { pyCap } from '#app/snippets/python/pycap-functions.ts';
import { rCall } from '#app/snippets/r/r-call.ts';
import type { FunctionTable } from '#app/snippets/r/r-function.ts';
import { redcapapiFunctions } from '#app/snippets/r/redcapapi-functions.ts';
import { redcaprFunctions } from '#app/snippets/r/redcapr-functions.ts';
import { findTarget } from '#app/snippets/targets.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { wireArguments, type WireArgument } from '#app/snippets/wire-arguments.ts';
import type { RecordedRequest } from '#test/support/recording-server.ts';
import type { Verdict } from './run-case.ts';

/**
 * Checks whether the program of a client library calls the method's function, and whether each parameter of what
 * Execute sends has its place by the library's table: an argument, its default, or what the function settles itself.
 */
export interface LibraryTable {
  /** The library and its version, from which the table was read. */
  readonly source: string;
  readonly check: (input: SnippetInput, truth: RecordedRequest) => Verdict;
  /** Parameters that its functions send with a value of their own where the request has none. */
  readonly sends: readonly string[];
  /** Parameters of some requests that its functions do not send, because the answer is the same without them. */
  readonly leaves: readonly string[];
}

/** By the target's id. */
export const tables: Readonly<Record<string, LibraryTable>> = {
  'python-pycap': byTable('python-pycap', pyCap),
  'php-phpcap': byTable('php-phpcap', phpCap),
  'r-redcapr': byTableOfR('r-redcapr', redcaprFunctions),
  'r-redcapapi': byTableOfR('r-redcapapi', redcapapiFunctions),
};

function byTable(id: string, library: Library): LibraryTable {
  const check: LibraryTable['check'] = (input, truth) => {
    const call = libraryCall(library, input.request);
    if (call.kind === 'raw') return notByFunction(library.name);
    const { arguments: known, sends, leaves = {}, name: functionName } = call.function;
    const lost = [...sentArguments(input, truth)].filter(([parameter, value]) => {
      const text = value.kind === 'one' ? value.value : null;
      const argument = known[parameter];
      if (argument !== undefined) {
        const written = call.arguments.find(({ name }) => name === argument.name);
        return written === undefined ? text !== argument.default : !isSame(written.value, value);
      }
      const left = leaves[parameter] ?? [];
      return !(left === 'any' || (text !== null && (left.includes(text) || sends[parameter] === text)));
    });
    return verdictOn(id, input, functionName, lost);
  };
  const functions = Object.values(library.functions);
  return {
    source: `${library.name} ${library.version}`,
    check,
    sends: namesIn(functions.map(({ sends }) => sends)),
    leaves: namesIn(functions.map(({ leaves = {} }) => leaves)),
  };
}

function byTableOfR(id: string, table: FunctionTable): LibraryTable {
  const check: LibraryTable['check'] = (input, truth) => {
    const call = rCall(table, input);
    if (call.kind === 'none') return notByFunction(table.library);
    const { parameters, settled, passedOn = [], name: functionName } = call.function;
    const isWritten = (argument: string): boolean =>
      call.arguments.some((written) => written.startsWith(`${argument} = `));
    const lost = [...sentArguments(input, truth)].filter(([parameter, value]) => {
      const text = value.kind === 'one' ? value.value : null;
      // REDCap takes a blank for a parameter that is not there; errors come in the form the library reads.
      if (text === '' || parameter === 'returnFormat') return false;
      const known = parameters[parameter];
      if (known !== undefined) return !isWritten(known.argument) && text !== known.unsaid;
      if (passedOn.includes(parameter)) return !isWritten('api_param');
      return text === null || settled[parameter]?.includes(text) !== true;
    });
    return verdictOn(id, input, functionName, lost);
  };
  return {
    source: `${table.library} ${table.version}`,
    check,
    sends: namesIn(Object.values(table.functions).map((one) => ('unused' in one ? {} : one.settled))),
    leaves: ['returnFormat'],
  };
}

/** Each name once; content and action are what every function is for. */
function namesIn(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return [...names].filter((name) => name !== 'content' && name !== 'action').sort();
}

const notByFunction = (library: string): Verdict => ({
  kind: 'skipped',
  reason: `a request that ${library} has no function for, sent in the plain way`,
});

/** What Execute sent, by parameter; the content and the action are in the choice of the function. */
function sentArguments(input: SnippetInput, { fields }: RecordedRequest): ReadonlyMap<string, WireArgument> {
  const sent = fields.map((field): EncodedField => {
    if (field.name === 'token') return { kind: 'token', name: 'token' };
    if (field.kind === 'text') return field;
    const reference = input.request.fields.find(({ name }) => name === field.name);
    const { fileName } = field;
    return reference?.kind === 'file'
      ? { ...reference, fileName }
      : { kind: 'text', name: field.name, value: '' };
  });
  const found = new Map(wireArguments({ ...input.request, fields: sent }));
  found.delete('content');
  found.delete('action');
  return found;
}

function isSame(one: WireArgument, other: WireArgument): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function verdictOn(
  id: string,
  input: SnippetInput,
  functionName: string,
  lost: readonly (readonly [parameter: string, value: WireArgument])[],
): Verdict {
  const target = findTarget(id);
  const code =
    target === undefined ? null : codeFor(target, { ...input, url: 'https://redcap.example.edu/api/' });
  if (code?.kind !== 'code') return { kind: 'failed', text: `${id} writes no program.` };
  const found = lost.map(([parameter]) => `${functionName} would not send ${parameter} as Execute does`);
  if (!code.text.includes(`${functionName}(`)) found.push(`The program does not call ${functionName}`);
  return found.length === 0 ? { kind: 'passed' } : { kind: 'failed', text: found.join('\n') };
}
