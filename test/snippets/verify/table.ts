import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { methods } from '#app/catalogue/catalogue.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { RANDOM_VALUES } from './random-requests.ts';
import type { Trial } from './cases.ts';
import type { Check } from './tasks.ts';
import { readingRules } from './reading-rules.ts';
import { versionOf } from './versions.ts';
import type { Way } from './ways.ts';

const file = fileURLToPath(new URL('../../../docs/snippets.md', import.meta.url));

/** Writes what was proved of each target and method, and by which means. The same checks give the same text. */
export async function writeTable(ways: readonly Way[], checks: readonly Check[]): Promise<void> {
  const options = (await resolveConfig(file)) ?? {};
  await writeFile(file, await format(tableOf(ways, checks), { ...options, filepath: file }));
}

function tableOf(ways: readonly Way[], checks: readonly Check[]): string {
  const ids = [...new Set(ways.map(({ target }) => target.id))];
  const lineOf = (label: string, wanted: (check: Check) => boolean): readonly string[] => [
    label,
    ...ids.map((target) => cell(checks, target, wanted)),
  ];
  return `# Code targets: what was run

Written by \`npm run verify:snippets\`; a run that finds a failure leaves it as it is. Each program is measured by what
the app's own Execute sends for the same request: HTTP method, path, content type, and the decoded fields in their
order, byte for byte, files included.

- **run**: the program ran unchanged in its interpreter, against a server that recorded what came, and succeeded.
- **read**: no interpreter here; the literals of the program were read back by a reader of that language's rules.
- **table**: the client library is not run here; the program calls the method's function, and every parameter that
  Execute sends has its place in the table of the library's functions: an argument, a default, or a value that the
  function settles itself.
- **plain**: the client library has no function for the request, and its program sends it in the plain way; not checked
  here.
- **refused**: the target cannot express the method, says so, and names one that can.
- **skipped**: not checked here.

## By which means

${rows(
  ['Target', 'Library', 'Means'],
  ways.map((way) => [way.name, `${way.target.label}, ${way.target.library}`, meansOf(way)]),
)}

## Methods

Each method with its default values, and with every optional parameter set; two words where the two differ, the
default values first.

${rows(
  ['Method', ...ids],
  methods.map(({ id }) => lineOf(id, ({ of }) => of.methodId === id && isPlain(of.trial))),
)}

## Client libraries

What the functions send otherwise than Execute: parameters with a value of their own, and parameters left out where the
answer is the same without them.

${rows(
  ['Library', 'Settled by the library', 'Left out'],
  ways.flatMap((way) =>
    way.kind === 'table' ? [[way.table.source, way.table.sends.join(', '), way.table.leaves.join(', ')]] : [],
  ),
)}

## Values

${awkwardValues.length} awkward values (quotes, line ends, escapes, controls, marks, scripts) stand in lists, in an import, in a form with a
file, and under strange and repeated names. The ${RANDOM_VALUES} random values are the same in every run.

${rows(
  ['Values', ...ids],
  valueTrials.map((trial) => lineOf(trial, ({ of }) => of.trial === trial)),
)}
`;
}

const valueTrials = ['awkward values', 'one megabyte', 'random values', 'lone surrogates'] as const;

const isPlain = (trial: Trial): boolean => trial === 'defaults' || trial === 'options';

function meansOf(way: Way): string {
  switch (way.kind) {
    case 'run': {
      const standIn = way.host === null ? '' : `, with ${way.host.standIn}`;
      return `run: ${versionOf(way.runner)}${standIn}`;
    }
    case 'table':
      return `table: the functions of ${way.table.source}`;
    case 'read':
      return `read: ${readingRules[way.name] ?? ''}`;
    case 'none':
      return `skipped: ${way.reason}`;
  }
}

/** How the checks of a target came out, in a word; several where they differ. */
function cell(checks: readonly Check[], target: string, wanted: (check: Check) => boolean): string {
  const words = checks.filter((check) => check.way.target.id === target && wanted(check)).map(wordFor);
  return [...new Set(words)].join(', ');
}

function wordFor({ way, of, verdict }: Check): string {
  switch (verdict.kind) {
    case 'failed':
      return '**failed**';
    case 'skipped':
      return way.kind === 'none' ? 'skipped' : way.kind === 'table' ? 'plain' : 'refused';
    case 'passed':
      return of.trial === 'lone surrogates' ? 'refused' : way.kind;
  }
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
