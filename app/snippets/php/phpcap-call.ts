import { assertNever } from '#app/assert-never.ts';
import { libraryCall, type ArgumentKind, type CallArgument } from '#app/snippets/library-functions.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { phpCap, type PhpCapFunction } from './phpcap-functions.ts';
import { quotePhp as quote } from './php-quote.ts';

/** A call of PHPCap, or why the request has to be sent as it is. */
export type PhpCapCall =
  | {
      readonly kind: 'call';
      readonly function: PhpCapFunction;
      /** `name: value`, as they stand between the brackets; a value may have several lines. */
      readonly arguments: readonly string[];
      /** The statement before the call that sets what is imported; null when nothing is. */
      readonly before: string | null;
    }
  | { readonly kind: 'raw'; readonly reason: string };

/** The function and its named arguments. */
export function phpCapCall(request: EncodedRequest): PhpCapCall {
  const call = libraryCall(phpCap, request);
  if (call.kind === 'raw') return call;
  const payload = call.arguments.find(({ kind }) => kind === 'payload')?.value;
  return {
    kind: 'call',
    function: call.function,
    arguments: call.arguments.map(writeArgument),
    before: payload?.kind === 'one' ? `$data = ${textLiteral(payload.value)};` : null,
  };
}

function writeArgument({ name, kind, value }: CallArgument): string {
  switch (value.kind) {
    case 'file':
      return `${name}: ${quote(value.file.reference)}`;
    case 'many':
      return `${name}: ${listLiteral(value.values)}`;
    case 'one':
      return `${name}: ${oneLiteral(kind, value.value)}`;
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
      return /^(?:1|true)$/i.test(value) ? 'true' : 'false';
    case 'time':
      // PHPCap wants the seconds, too.
      return quote(value.length === 16 ? `${value}:00` : value);
    case 'payload':
      return '$data';
    default:
      return textLiteral(value);
  }
}

function textLiteral(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `    ${quote(line)},`);
  return `implode("\\n", [\n${lines.join('\n')}\n])`;
}

function listLiteral(values: readonly string[]): string {
  const literals = values.map(textLiteral);
  const line = `[${literals.join(', ')}]`;
  return line.length <= 70 && !line.includes('\n')
    ? line
    : `[\n${literals.map((literal) => `    ${literal.replaceAll('\n', '\n    ')},`).join('\n')}\n]`;
}
