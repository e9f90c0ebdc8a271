import { assertNever } from '#app/assert-never.ts';
import { answerShape, type AnswerShape } from '#app/snippets/answer-shape.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { pythonTokenSources } from '#app/snippets/python/python-token.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf, type TokenSource } from '#app/snippets/token-sources.ts';
import { snippetVariables, type SnippetVariables } from '#app/snippets/variables.ts';
import { stataFields } from './stata-fields.ts';
import { quoteInStata as quote } from './stata-quote.ts';
import { stataFunctions } from './stata-request.ts';
import {
  stataCleaning,
  stataImport,
  stataKinds,
  stataTableFunctions,
  stataTypes,
  stataVariables,
} from './stata-table.ts';
import { stataToken, stataTokenModules } from './stata-token.ts';

/** Stata cannot send a form itself: its built-in Python can, with nothing but Python's own modules. */
export const stata: SnippetTarget = {
  id: 'stata',
  label: 'Stata',
  library: 'Stata 17+',
  extension: 'do',
  colouring: 'plaintext',
  tokenSources: pythonTokenSources,
  batches: 'table or folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['stata-mp', '-b', 'do', fileName],
    how: 'Open it in the do-file editor of Stata 17 or newer and press Do; Python 3.7 or newer must be installed, and the command "python query" shows whether Stata has found it.',
    unwatched:
      'Stata writes what it shows to a file .log in this folder. A table is in memory only: to keep it, add a last line such as save "answer.dta", replace. Stata ends with status 0 also after an error, which only its log tells.',
    dependencies: null,
  },
  write,
};

/** What a program is made of, decided once. */
interface Parts {
  readonly input: SnippetInput;
  readonly source: TokenSource;
  /** null: the answer is no table. */
  readonly table: Exclude<AnswerShape, { kind: 'text' }> | null;
  readonly variables: SnippetVariables | null;
  readonly batches: BatchedRequest | null;
}

function write(input: SnippetInput): string {
  const shape = answerShape(input);
  const table = input.answer.kind === 'text' && shape.kind !== 'text' ? shape : null;
  const batches = batchedRequest(input);
  const variables = table === null ? null : snippetVariables(input);
  const parts: Parts = { input, source: tokenSourceOf(input, stata), table, variables, batches };
  const python = [
    imports(parts),
    stataToken(parts.source, input.url),
    stataFunctions(input),
    ...(table === null ? [] : [stataTableFunctions(table)]),
    ...(variables === null ? [] : [stataVariables(variables)]),
    calls(parts),
    ...(variables === null ? [] : [stataKinds]),
  ]
    .map((part) => part.trimEnd())
    .join('\n\n');
  return `${headerComment(input, '*', parts.source)}
version 17
${table === null ? '' : 'tempfile answer\n'}
python:
${python}

end
${table === null ? '' : `\n${stataImport}`}${variables === null ? '' : stataTypes(variables)}`;
}

function imports({ input, source, table, variables, batches }: Parts): string {
  const modules = ['http.client', 're', 'urllib.error', 'urllib.request', ...stataTokenModules(source)];
  modules.push(input.request.encoding === 'multipart' ? 'uuid' : 'urllib.parse');
  if (table !== null || batches !== null) modules.push('csv', 'io');
  if (table?.kind === 'json') modules.push('json');
  if (batches !== null) modules.push('time', ...(table === null ? ['os'] : []));
  const fromStata = [
    ...(table === null ? [] : ['Macro']),
    ...(variables === null ? [] : ['Data', 'ValueLabel']),
    ...(variables === null || variables.missingCodes.length === 0 ? [] : ['SFIToolkit']),
  ];
  return [
    ...modules.sort().map((name) => `import ${name}`),
    ...(fromStata.length === 0 ? [] : [`from sfi import ${fromStata.sort().join(', ')}`]),
    '',
  ].join('\n');
}

function calls({ input, table, batches, variables }: Parts): string {
  const cleaning = variables === null ? '' : stataCleaning(variables);
  if (batches !== null) return batchCalls(batches, table, cleaning);
  const fields = `${stataFields('fields', input.request)}\nanswer = send(fields)\n`;
  if (table !== null) return `${fields}rows = rows_of(answer)\n${cleaning}names = keep(rows)\n`;
  switch (input.answer.kind) {
    case 'text':
      return `${fields}print(answer.decode("utf-8", "replace"))\n`;
    case 'file':
      return `${saveFunction}${fields}save(${quote(input.answer.fileName)}, answer)
print("Saved", ${quote(input.answer.fileName)})
`;
    case 'nothing':
      return `${fields}print("Done (HTTP status 200).")\n`;
    default:
      return assertNever(input.answer);
  }
}

/** A function, because an interactive session prints what a call at its prompt gives back. */
const saveFunction = `def save(file_name, answer):
    with open(file_name, "wb") as file:
        file.write(answer)

`;

function batchCalls(batches: BatchedRequest, table: Parts['table'], cleaning: string): string {
  const { recordsPerBatch, pauseSeconds, fileStem, extension } = batches;
  return `${table === null ? saveFunction : ''}# First the names of the records alone, each once.
${stataFields('fields', batches.names)}
lines = csv.reader(io.StringIO(send(fields).decode("utf-8-sig"), newline=""))
records = list(dict.fromkeys(line[0] for line in list(lines)[1:] if line and line[0] != ""))

# Then the rows of ${recordsPerBatch} records at a time.
${stataFields('fields', batches.rows)}
${
  table === null
    ? `# A folder for this run: nothing of an earlier one is among its files.
folder = time.strftime("${fileStem}_%Y%m%d-%H%M%S")
if records:
    os.mkdir(folder)
`
    : 'rows = []'
}
for start in range(0, len(records), ${recordsPerBatch}):
    time.sleep(${pauseSeconds})
    some = records[start:start + ${recordsPerBatch}]
    answer = send(fields + [(f"records[{index}]", record) for index, record in enumerate(some)])
${
  table === null
    ? `    save(f"{folder}/${fileStem}_{start // ${recordsPerBatch} + 1:04d}.${extension}", answer)`
    : `    part = rows_of(answer)
    rows += part if not rows else part[1:]`
}

print(f"Read {len(records)} records.${table === null ? ' The files are in {folder}.' : ''}" if records else ${quote(NO_RECORDS)})
${table === null ? '' : `${cleaning}names = keep(rows)\n`}`;
}
