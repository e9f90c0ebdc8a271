import { answerShape, type AnswerShape } from '#app/snippets/answer-shape.ts';
import { headerComment } from '#app/snippets/header.ts';
import { pythonPairs, pythonText } from '#app/snippets/python/python-lines.ts';
import { pythonReadToken, pythonTokenModules } from '#app/snippets/python/python-token.ts';
import { quotePython as quote } from '#app/snippets/python/python-quote.ts';
import { urllibFetch, urllibModules, urllibTexts } from '#app/snippets/python/python-urllib.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing, tokenSourceOf } from '#app/snippets/token-sources.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { spssDataset } from './spss-dataset.ts';
import { spssVariables } from './spss-variables.ts';

export const spssPython: SnippetTarget = {
  id: 'spss-python',
  label: 'SPSS',
  library: 'Python (BEGIN PROGRAM)',
  extension: 'sps',
  colouring: 'plaintext',
  // Programs of a desktop see no variables of a shell, so that a keychain is often nearer.
  tokenSources: ['environment', 'macos-keychain', 'secret-tool'],
  batches: 'table',
  factors: false,
  running: {
    install: null,
    command: null,
    how: 'Open it in SPSS Statistics 27 or newer as syntax, and run all of it.',
    dependencies: null,
  },
  refuse: (input) =>
    input.request.encoding === 'multipart'
      ? {
          reason: 'The Python that SPSS brings cannot send files: take the code for Python with requests.',
          nearest: 'python-requests',
        }
      : null,
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, spssPython);
  const shape = answerShape(input);
  const asTable = input.answer.kind === 'text' && shape.kind !== 'text';
  const modules = new Set([
    ...urllibModules(input),
    ...pythonTokenModules(source),
    ...(asTable ? ['csv', 'io', 'json'].filter((name) => (name === 'json') === (shape.kind === 'json')) : []),
  ]);
  const imports = [...modules].sort().map((name) => `import ${name}`);
  return `* Encoding: UTF-8.
${headerComment(input, '*', source)}

BEGIN PROGRAM PYTHON3.
${imports.join('\n')}
${asTable ? 'from datetime import datetime\n\nimport spss\n' : ''}
${pythonReadToken(source, input.url)}
if not token:
    raise RuntimeError(${quote(tokenIsMissing(source))})


${urllibFetch(input, pythonText(input.url, '    '))}


${answer(input, shape)}
END PROGRAM.
`;
}

function answer(input: SnippetInput, shape: AnswerShape): string {
  switch (input.answer.kind) {
    case 'file':
      return `${pythonPairs('fields', input.request)}
body = fetch(fields, token)
file_name = ${pythonText(input.answer.fileName, '')}
with open(file_name, "wb") as file:
    file.write(body)
print("Saved", file_name)`;
    case 'nothing':
      return `${pythonPairs('fields', input.request)}
fetch(fields, token)
print("Done (HTTP status 200).")`;
    default:
      return `${urllibTexts(input, pythonPairs)}

${shape.kind === 'text' ? 'for text in texts:\n    print(text)' : table(input, shape)}`;
  }
}

function table(input: SnippetInput, shape: Exclude<AnswerShape, { readonly kind: 'text' }>): string {
  return `${shape.kind === 'csv' ? csvRows(shape.delimiter) : jsonRows}

${spssVariables(snippetVariables(input))}


${spssDataset}`;
}

function csvRows(delimiter: string): string {
  return `header = []
rows = []
csv.field_size_limit(2**31 - 1)  # notes can be long
for text in texts:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=${quote(delimiter)})
    header = next(lines, header)
    rows.extend(line for line in lines if line)`;
}

const jsonRows = `items = []
for text in texts:
    answer = json.loads(text)
    items.extend(answer if isinstance(answer, list) else [answer])
header = list(dict.fromkeys(name for item in items for name in item))
rows = [["" if item.get(name) is None else str(item[name]) for name in header] for item in items]`;
