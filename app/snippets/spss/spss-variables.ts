import { withinBytes } from '#app/snippets/plain-label.ts';
import { pythonText } from '#app/snippets/python/python-lines.ts';
import { quotePython as quote } from '#app/snippets/python/python-quote.ts';
import type { SnippetVariable, SnippetVariables } from '#app/snippets/variables.ts';

/** Bytes of UTF-8 that SPSS keeps of a variable's label, and of a value's; of a text value that has a label. */
const LABEL_BYTES = 256;
const VALUE_LABEL_BYTES = 120;
const LABELLED_TEXT_BYTES = 120;

/** The dictionary `variables` of the program: by column, how its values are read, its label, and its values' labels. */
export function spssVariables(known: SnippetVariables | null): string {
  if (known === null || known.variables.length === 0) {
    return '# The dictionary of the project is not known here: every column becomes text.\nvariables = {}';
  }
  const more = known.capped
    ? '\n# The project has more columns than stand here; the others become text.'
    : '';
  return `# By column: how its values are read, its label, and the labels of its values.${more}
variables = {
${known.variables.map(entry).join('\n')}
}`;
}

function entry(variable: SnippetVariable): string {
  const name = quote(variable.name);
  const reader = quote(readerOf(variable));
  const label = pythonText(withinBytes(variable.label, LABEL_BYTES), '        ');
  const choices = labelled(variable).map(
    ([value, text]) => `${value}: ${pythonText(withinBytes(text, VALUE_LABEL_BYTES), '            ')}`,
  );
  const line = `    ${name}: (${reader}, ${label}, {${choices.join(', ')}}),`;
  if (line.length <= 100 && !line.includes('\n')) return line;
  const values =
    choices.length === 0
      ? '{}'
      : `{\n${choices.map((choice) => `            ${choice},`).join('\n')}\n        }`;
  return `    ${name}: (\n        ${reader},\n        ${label},\n        ${values},\n    ),`;
}

/** Values as Python literals with their labels. */
function labelled({ kind, choices }: SnippetVariable): readonly (readonly [value: string, label: string])[] {
  const asText = kind.kind === 'choice' && !kind.codesAreNumbers;
  return choices
    .filter(({ code }) => !asText || withinBytes(code, LABELLED_TEXT_BYTES) === code)
    .map(({ code, label }) => [asText ? pythonText(code, '            ') : code, label] as const);
}

function readerOf({ kind }: SnippetVariable): string {
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return 'number';
    case 'number':
      return kind.decimal === ',' ? 'number with comma' : 'number';
    case 'choice':
      return kind.codesAreNumbers ? 'number' : 'text';
    case 'date':
    case 'datetime':
    case 'time':
      return kind.kind;
    default:
      return 'text';
  }
}
