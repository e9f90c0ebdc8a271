import { findMethod } from '#app/catalogue/catalogue.ts';
import { answerShape, type AnswerShape } from '#app/snippets/answer-shape.ts';
import { headerComment } from '#app/snippets/header.ts';
import { indented } from '#app/snippets/indented.ts';
import { withinBytes } from '#app/snippets/plain-label.ts';
import { pythonPairs } from '#app/snippets/python/python-lines.ts';
import { quotePython as quote } from '#app/snippets/python/python-quote.ts';
import { pythonReadToken } from '#app/snippets/python/python-token.ts';
import { urllibFetch, urllibModules, urllibTexts } from '#app/snippets/python/python-urllib.ts';
import type { SnippetInput, SnippetRefusal, SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { neverMissing, snippetVariables, type SnippetVariable } from '#app/snippets/variables.ts';

export const tableauPrepPython: SnippetTarget = {
  id: 'tableau-prep-python',
  label: 'Tableau Prep',
  library: 'Python script (TabPy)',
  extension: 'py',
  colouring: 'python',
  // The token is read where TabPy runs.
  tokenSources: ['environment'],
  batches: 'table',
  factors: true,
  running: {
    install: 'python3 -m pip install tabpy',
    command: null,
    how: 'Start TabPy where the variable is set; in Tableau Prep 2019.3 or newer add a Script step to any input, choose Tableau Python (TabPy) Server and this file, and type the function name export.',
    dependencies: { fileName: 'requirements.txt', text: 'tabpy\npandas\n' },
  },
  refuse,
  write,
};

function refuse(input: SnippetInput): SnippetRefusal | null {
  if (input.request.encoding === 'multipart' || input.answer.kind !== 'text') {
    return refused('A script of Tableau Prep gives back a table, no file');
  }
  const effect = findMethod(input.request.methodId)?.effect ?? 'read';
  return effect === 'read'
    ? null
    : refused(
        'Tableau Prep runs a script whenever it shows or runs the flow, so that it must change nothing',
      );
}

function refused(why: string): SnippetRefusal {
  return { reason: `${why}: take the code for Python with requests.`, nearest: 'python-requests' };
}

function write(input: SnippetInput): string {
  const shape = answerShape(input);
  const modules = new Set([...urllibModules(input), 'os', ...modulesOf(shape)]);
  return `${headerComment(input, '#', 'environment')}
# The variable is that of the computer on which TabPy runs.
${[...modules]
  .sort()
  .map((name) => `import ${name}`)
  .join('\n')}

import pandas as pd

${columnsOf(input)}


${urllibFetch(input, quote(input.url))}


def read():
    """The answer as a table, in which a blank is None. A column with a value of another kind stays text."""
    unread.clear()
    ${pythonReadToken('environment', input.url)}
    if not token:
        raise RuntimeError(${quote(tokenIsMissing('environment'))})

${indented(urllibTexts(input, pythonPairs), 4)}

${indented(tableFrom(shape), 4)}
    for column in table.columns:
        codes = missing if column not in never_missing else set()
        cells = [str(cell) if str(cell).strip() != "" else None for cell in table[column]]
        known = [None if cell in codes else cell for cell in cells]
        values = cells
        if column in labels:
            values = [labels[column].get(cell, cell) for cell in known]
        elif column in kinds:
            read_cells = [convert(kinds[column], cell) for cell in known]
            if [cell is None for cell in known] == [value is None for value in read_cells]:
                values = read_cells
            else:
                unread.add(column)
        table[column] = pd.Series(values, dtype="object")
    return table


def convert(kind, cell):
    """The value as Tableau Prep takes it: dates stay text. None if there is none or it cannot be read."""
    text = (cell or "").strip()
    if kind == "int":
        return int(text) if re.fullmatch(r"[+-]?\\d{1,18}", text) else None
    if kind in ("decimal", "decimal with comma"):
        text = text.replace(",", ".") if kind == "decimal with comma" else text
        return float(text) if re.fullmatch(r"[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?", text) else None
    date = pd.to_datetime(text, errors="coerce")
    return None if pd.isna(date) else date.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%d %H:%M:%S")


def export(table):
    """The function for the Script step; the rows that come into the step are not used."""
    return read()


def get_output_schema():
    """Tableau Prep asks for the columns apart from the rows: this makes the export a second time."""
    types = {
        "int": prep_int,
        "decimal": prep_decimal,
        "decimal with comma": prep_decimal,
        "date": prep_date,
        "datetime": prep_datetime,
    }
    columns = read().columns
    kind_of = {column: None if column in unread else kinds.get(column) for column in columns}
    return pd.DataFrame({column: types.get(kind_of[column], prep_string)() for column in columns})
`;
}

function modulesOf(shape: AnswerShape): readonly string[] {
  switch (shape.kind) {
    case 'csv':
      return ['io'];
    case 'json':
      return ['json'];
    default:
      return [];
  }
}

function tableFrom(shape: AnswerShape): string {
  switch (shape.kind) {
    case 'csv':
      return `tables = [
    pd.read_csv(io.StringIO(text), sep=${quote(shape.delimiter)}, dtype=str, keep_default_na=False)
    for text in texts
    if text.strip()
]
table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
table = table.fillna("")`;
    case 'json':
      return `items = []
for text in texts:
    answer = json.loads(text)
    items.extend(answer if isinstance(answer, list) else [answer])
table = pd.DataFrame(items, dtype="object").fillna("")`;
    default:
      return 'table = pd.DataFrame({"answer": texts})  # no table, but text';
  }
}

/** The dictionaries `kinds` and `labels` of the program. */
function columnsOf(input: SnippetInput): string {
  const known = snippetVariables(input);
  const variables = known?.variables ?? [];
  const asLabels = (variable: SnippetVariable) => input.options.factors && variable.choices.length > 0;
  const kinds = variables
    .filter((variable) => !asLabels(variable))
    .map((variable) => [variable.name, kindOf(variable)] as const)
    .filter(([, kind]) => kind !== null)
    .map(([name, kind]) => `    ${quote(name)}: ${quote(kind ?? '')},`);
  const labels = variables
    .filter(asLabels)
    .map(
      ({ name, choices }) =>
        `    ${quote(name)}: {\n${choices
          .map(({ code, label }) => `        ${quote(code)}: ${quote(withinBytes(label, LABEL_BYTES))},`)
          .join('\n')}\n    },`,
    );
  const more = known?.capped === true ? '; the project has more than stand here' : '';
  return `# The columns that are not text${more}.
kinds = ${inBraces(kinds)}
# The labels of coded answers.
labels = ${inBraces(labels)}
# The project's missing-data codes, and the columns in which they are values like others.
missing = ${inSet(known?.missingCodes.map(({ code }) => code) ?? [])}
never_missing = ${inSet(known === null || known.missingCodes.length === 0 ? [] : neverMissing(known))}
# The columns with a value that is not of their kind.
unread = set()`;
}

function inSet(texts: readonly string[]): string {
  return texts.length === 0 ? 'set()' : inBraces(texts.map((text) => `    ${quote(text)},`));
}

const LABEL_BYTES = 1000;

function inBraces(rows: readonly string[]): string {
  return rows.length === 0 ? '{}' : `{\n${rows.join('\n')}\n}`;
}

function kindOf({ kind }: SnippetVariable): string | null {
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return 'int';
    case 'number':
      return kind.decimal === ',' ? 'decimal with comma' : 'decimal';
    case 'choice':
      return kind.codesAreNumbers ? 'int' : null;
    case 'date':
    case 'datetime':
      return kind.kind;
    default:
      return null;
  }
}
