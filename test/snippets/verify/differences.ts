import type { ReceivedField } from '#test/support/form-decoder.ts';
import type { RecordedRequest } from '#test/support/recording-server.ts';

/**
 * In what the request of a program differs from the one of Execute, a line each; empty when in nothing. One that
 * `repeats` may send the same several times.
 */
export function differences(
  expected: RecordedRequest,
  seen: readonly RecordedRequest[],
  repeats = false,
): readonly string[] {
  if (seen.length === 0 || (seen.length > 1 && !repeats))
    return [`${seen.length} requests came instead of one`];
  return seen.flatMap((request) => [
    ...unequal('HTTP method', expected.method, request.method),
    ...unequal('path', expected.path, request.path),
    ...unequal('content type', mediaType(expected), mediaType(request)),
    ...fieldDifferences(expected.fields, request.fields),
  ]);
}

/** The fields in their order, names, values, file names, types and contents byte for byte. */
export function fieldDifferences(
  expected: readonly ReceivedField[],
  seen: readonly ReceivedField[],
): readonly string[] {
  const length = Math.max(expected.length, seen.length);
  const found: string[] = [];
  for (let index = 0; index < length; index += 1) {
    found.push(...unequal(`field ${index + 1}`, wholeOf(expected[index]), wholeOf(seen[index])));
  }
  // One field too many shifts all that follow.
  return found.length > 5 ? [...found.slice(0, 5), `… and ${found.length - 5} fields more`] : found;
}

/** The boundary is each program's own; an encoding is not named by every library. */
function mediaType({ headers }: RecordedRequest): string {
  return (headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();
}

function wholeOf(field: ReceivedField | undefined): string {
  if (field === undefined) return 'nothing';
  return field.kind === 'text'
    ? `${field.name}=${field.value}`
    : `${field.name}: file ${field.fileName} (${field.mediaType}) ${field.content.toString('latin1')}`;
}

function unequal(what: string, expected: string, seen: string): readonly string[] {
  if (expected === seen) return [];
  const at = firstDifference(expected, seen);
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 60));
  return [`${what}: Execute sends ${around(expected)}, the program ${around(seen)} (character ${at})`];
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
