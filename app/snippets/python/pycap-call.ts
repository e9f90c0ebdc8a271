import { assertNever } from '#app/assert-never.ts';
import { libraryCall, type ArgumentKind, type CallArgument } from '#app/snippets/library-functions.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { pyCap, type PyCapFunction } from './pycap-functions.ts';
import { quotePython as quote } from './python-quote.ts';

/** A call of PyCap in Python, or why the request has to be sent without PyCap. */
export type PyCapCall =
  | {
      readonly kind: 'call';
      readonly function: PyCapFunction;
      /** What the answer is in Python. */
      readonly answer: 'frame' | 'object' | 'text';
      /** `name=value`, as they stand between the brackets; a value may have several lines. */
      readonly arguments: readonly string[];
      /** Statements before the call; what is imported can be long. */
      readonly before: readonly string[];
      /** The file that must be open as `file` around the call; null where none is sent. */
      readonly file: string | null;
      /** Modules of Python itself that the arguments need. */
      readonly modules: readonly string[];
    }
  | { readonly kind: 'raw'; readonly reason: string };

/** The function and its arguments for a request to this address. */
export function pyCapCall(request: EncodedRequest, url: string): PyCapCall {
  if (!url.endsWith('/api/')) {
    return {
      kind: 'raw',
      reason: `${pyCap.name} ${pyCap.version} only takes an address that ends in /api/.`,
    };
  }
  const call = libraryCall(pyCap, request);
  if (call.kind === 'raw') return call;
  const format = formatOf(call.arguments);
  const payload = call.arguments.find(({ kind }) => kind === 'payload')?.value;
  if (payload?.kind === 'one' && importFormatOf(call.arguments) === 'json' && !isJson(payload.value)) {
    return { kind: 'raw', reason: `${pyCap.name} ${pyCap.version} does not send JSON that is none.` };
  }
  const asFrame = call.function.frame !== undefined && format === 'csv';
  const file = call.arguments.find(({ value }) => value.kind === 'file')?.value;
  return {
    kind: 'call',
    function: call.function,
    answer: asFrame ? 'frame' : format === 'json' ? 'object' : 'text',
    arguments: [
      ...call.arguments.map((argument) => writeArgument(argument, asFrame)),
      ...(asFrame && call.function.frame === 'ofRecords' ? [frameOptions(request)] : []),
    ],
    before: payload?.kind === 'one' ? [payloadStatement(payload.value, importFormatOf(call.arguments))] : [],
    file: file?.kind === 'file' ? file.file.reference : null,
    modules: [
      ...(payload !== undefined && importFormatOf(call.arguments) === 'json' ? ['json'] : []),
      ...(call.arguments.some(({ kind }) => kind === 'time') ? ['datetime'] : []),
    ],
  };
}

function formatOf(written: readonly CallArgument[]): string {
  return valueOf(written, 'format_type') ?? 'json';
}

function importFormatOf(written: readonly CallArgument[]): string {
  return valueOf(written, 'import_format') ?? 'json';
}

function valueOf(written: readonly CallArgument[], name: string): string | undefined {
  const value = written.find((argument) => argument.name === name)?.value;
  return value?.kind === 'one' ? value.value : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function payloadStatement(value: string, format: string): string {
  return format === 'json'
    ? `data = json.loads(${textLiteral(value, '')})`
    : `data = ${textLiteral(value, '')}`;
}

function writeArgument({ name, kind, value }: CallArgument, asFrame: boolean): string {
  switch (value.kind) {
    case 'file':
      return `${name}=${quote(value.file.fileName)},\nfile_object=file`;
    case 'many':
      return `${name}=${listLiteral(value.values)}`;
    case 'one':
      if (name === 'format_type' && asFrame) return 'format_type="df"';
      return `${name}=${oneLiteral(kind, value.value)}`;
    default:
      return assertNever(value);
  }
}

function oneLiteral(kind: ArgumentKind, value: string): string {
  switch (kind) {
    case 'integer':
    case 'bit':
      return value;
    case 'switch':
      return /^(?:1|true)$/i.test(value) ? 'True' : 'False';
    case 'time':
      return `datetime.fromisoformat(${quote(value)})`;
    case 'payload':
      return 'data';
    default:
      return textLiteral(value, '');
  }
}

/** What pandas is told about records: no further requests for an index, and names such as 007 as they are. */
function frameOptions(request: EncodedRequest): string {
  const chosen = (name: string) => {
    const field = request.fields.find((candidate) => candidate.name === name);
    return field?.kind === 'text' ? field.value : '';
  };
  const delimiter = chosen('csvDelimiter');
  const rows = ['"index_col": None,', '"converters": {0: str},  # record names such as 007 stay as they are'];
  if (delimiter !== '' && delimiter !== ',')
    rows.push(`"sep": ${delimiter === 'tab' ? '"\\t"' : quote(delimiter)},`);
  if (chosen('decimalCharacter') === ',') rows.push('"decimal": ",",');
  return `df_kwargs={\n${rows.map((row) => `    ${row}`).join('\n')}\n}`;
}

function textLiteral(value: string, indent: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `${indent}    ${quote(line)},`);
  return `"\\n".join([\n${lines.join('\n')}\n${indent}])`;
}

function listLiteral(values: readonly string[]): string {
  const literals = values.map((value) => textLiteral(value, '    '));
  const line = `[${literals.join(', ')}]`;
  return line.length <= 70 && !line.includes('\n')
    ? line
    : `[\n${literals.map((literal) => `    ${literal},`).join('\n')}\n]`;
}
