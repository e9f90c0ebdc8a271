import { withinBytes } from '#app/snippets/plain-label.ts';
import { pythonText } from '#app/snippets/python/python-lines.ts';
import { quotePython as quote } from '#app/snippets/python/python-quote.ts';
import { neverMissing, type SnippetVariable, type SnippetVariables } from '#app/snippets/variables.ts';

/** Bytes of UTF-8 that SPSS keeps of a variable's label, and of a value's; of a text value that has a label. */
const LABEL_BYTES = 256;
const VALUE_LABEL_BYTES = 120;
const LABELLED_TEXT_BYTES = 120;

/**
 * The dictionaries `variables` of the program, by column, how its values are read, its label, and its values' labels,
 * and `missing`, by code, the number and the label that stand for it; the set `never_missing` of columns without.
 */
export function spssVariables(known: SnippetVariables | null): string {
  if (known === null || known.variables.length === 0) {
    return '# The dictionary of the project is not known here: every column becomes text.\nvariables = {}\nmissing = {}\nnever_missing = set()';
  }
  const more = known.capped
    ? '\n# The project has more columns than stand here; the others become text.'
    : '';
  return `# By column: how its values are read, its label, and the labels of its values.${more}
variables = {
${known.variables.map(entry).join('\n')}
}
${missing(known)}`;
}

/** Text codes stand for numbers that none of the codes is, below what is measured. */
const FIRST_STAND_IN = -9991;

function missing(known: SnippetVariables): string {
  const { missingCodes } = known;
  if (missingCodes.length === 0) return 'missing = {}\nnever_missing = set()';
  const taken = new Set(missingCodes.map(({ code }) => code));
  const free = Array.from({ length: 2 * missingCodes.length }, (_, index) => String(FIRST_STAND_IN - index))
    .filter((number) => !taken.has(number))
    .values();
  const rows = missingCodes.map(({ code, label }) => {
    const isNumber = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/.test(code);
    const number = isNumber ? code : (free.next().value ?? '');
    const text = pythonText(withinBytes(label, VALUE_LABEL_BYTES), '        ');
    return `    ${pythonText(code, '    ')}: (${number}, ${text}),`;
  });
  const exempt = neverMissing(known).map((name) => `    ${quote(name)},`);
  return `# The project's missing-data codes: in columns of numbers, the number that stands for the code, and its label.
missing = {
${rows.join('\n')}
}
# Columns in which such a code is a value like others.
never_missing = {
${exempt.join('\n')}
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
      return 'integer';
    case 'number':
      return kind.decimal === ',' ? 'number with comma' : 'number';
    case 'choice':
      return kind.codesAreNumbers ? 'integer' : 'text';
    case 'date':
    case 'datetime':
    case 'time':
      return kind.kind;
    default:
      return 'text';
  }
}
