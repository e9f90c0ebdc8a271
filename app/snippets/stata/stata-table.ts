import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import { withinCharacters } from '#app/snippets/plain-label.ts';
import type { VariableKind } from '#app/snippets/variable-kind.ts';
import type { SnippetVariable, SnippetVariables } from '#app/snippets/variables.ts';
import { quoteInStata as quote } from './stata-quote.ts';

/** What Stata allows [D] label. */
const LABEL_CHARACTERS = 80;

/** The Python functions that make rows of an answer and keep them where Stata reads them. */
export function stataTableFunctions(shape: AnswerShape): string {
  return `${shape.kind === 'json' ? jsonRows : csvRows(shape.kind === 'csv' ? shape.delimiter : ',')}def stata_name(name, taken):
    # Letters, digits and underscores, 32 at most, no word of Stata's own, and each once.
    short = re.sub("[^A-Za-z0-9_]", "_", name)[:32]
    if not re.match("[A-Za-z_]", short) or short in reserved or re.match("str[0-9]+$", short.lower()):
        short = "v_" + short[:30]
    number = 1
    unique = short
    while unique in taken:
        number += 1
        unique = f"{short[:27]}_{number}"
    return unique

def keep(rows):
    header, *cells = rows or [[]]
    short = []
    for name in header:
        short.append(stata_name(name, short))
    with open(Macro.getLocal("answer"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([short, *cells] if short else [])
    Macro.setLocal("columns", str(len(short)))
    return dict(zip(header, short))

reserved = set("_all _b _cons _coef _n _N _pi _pred _rc _se _skip byte double float if in int long strL using with".split())
`;
}

function csvRows(delimiter: string): string {
  return `def rows_of(answer):
    csv.field_size_limit(2**31 - 1)
    text = answer.decode("utf-8-sig").replace("\\0", "")
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=${quote(delimiter)}) if row]

`;
}

const jsonRows = `def rows_of(answer):
    items = json.loads(answer.decode("utf-8-sig"))
    items = items if isinstance(items, list) else [items]
    names = list(dict.fromkeys(name for item in items for name in item))
    return [names] + [[cell(item.get(name)) for name in names] for item in items] if names else []

def cell(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)

`;

/** How a kind of values is called in the program; the lists that Stata loops over have the same names. */
type List =
  'texts' | 'numbers' | 'comma_numbers' | 'dates' | 'minutes' | 'seconds' | 'hm_times' | 'hms_times';

function listOf(kind: VariableKind): List {
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return 'numbers';
    case 'number':
      return kind.decimal === ',' ? 'comma_numbers' : 'numbers';
    case 'choice':
      return kind.codesAreNumbers ? 'numbers' : 'texts';
    case 'date':
      return 'dates';
    case 'datetime':
      return kind.seconds ? 'seconds' : 'minutes';
    case 'time':
      return kind.seconds ? 'hms_times' : 'hm_times';
    default:
      return 'texts';
  }
}

/** Python that holds the dictionary and tells Stata which variables are numbers and dates. */
export function stataVariables({ variables, capped }: SnippetVariables): string {
  const rows = variables.map(
    (variable) =>
      `    ${quote(variable.name)}: ("${listOf(variable.kind)}", ${quote(withinCharacters(variable.label, LABEL_CHARACTERS))}, ${valueLabels(variable)}),`,
  );
  return `# From the data dictionary: what the values are, the label, and the value labels.
${capped ? `# Only the first ${variables.length} variables: the others stay text and have no labels.\n` : ''}variables = {
${rows.join('\n')}
}
for kind in [${lists.map((list) => `"${list}"`).join(', ')}]:
    found = [names[name] for name, (of_kind, *_) in variables.items() if of_kind == kind and name in names]
    Macro.setLocal(kind, " ".join(found))
`;
}

function valueLabels({ kind, choices }: SnippetVariable): string {
  if (choices.length === 0 || (kind.kind === 'choice' && !kind.codesAreNumbers)) return '{}';
  return `{${choices.map(({ code, label }) => `${code}: ${quote(label)}`).join(', ')}}`;
}

const lists: readonly List[] = [
  'numbers',
  'comma_numbers',
  'dates',
  'minutes',
  'seconds',
  'hm_times',
  'hms_times',
];

/** Stata that reads the rows. Everything is text at first, so that 007 stays 007. */
export const stataImport = `if \`columns' == 0 {
    display as text "The answer holds no rows."
    clear
    exit
}
import delimited using "\`answer'", clear delimiters(",") varnames(1) case(preserve) ///
    encoding("utf-8") stringcols(_all) bindquote(strict) maxquotedrows(unlimited)
`;

/** The loops and calls for the lists that have a variable; each holds the list's name. */
const conversions: readonly (readonly [List, string])[] = [
  [
    'numbers',
    `foreach name of local numbers {
    quietly destring \`name', replace
}
`,
  ],
  [
    'comma_numbers',
    `foreach name of local comma_numbers {
    quietly destring \`name', replace dpcomma
}
`,
  ],
  ['dates', `redcap_dates daily YMD %td "\`dates'"\n`],
  ['minutes', `redcap_dates clock YMDhm %tcCCYY-NN-DD_HH:MM "\`minutes'"\n`],
  ['seconds', `redcap_dates clock YMDhms %tcCCYY-NN-DD_HH:MM:SS "\`seconds'"\n`],
  ['hm_times', `redcap_dates clock hm %tcHH:MM "\`hm_times'"\n`],
  ['hms_times', `redcap_dates clock hms %tcHH:MM:SS "\`hms_times'"\n`],
];

const datesProgram = `capture program drop redcap_dates
program redcap_dates
    args function mask format names
    foreach name of local names {
        capture confirm string variable \`name'
        if _rc continue
        tempvar date
        quietly generate double \`date' = \`function'(\`name', "\`mask'")
        quietly count if missing(\`date') & \`name' != ""
        if r(N) > 0 continue
        order \`date', after(\`name')
        drop \`name'
        rename \`date' \`name'
        format \`name' \`format'
    }
end
`;

const labels = `
python:
# Set here and not with label define: a label may hold quotes and dollar signs.
for name, (kind, label, values) in variables.items():
    if name in names:
        variable = names[name]
        Data.setVarLabel(variable, label)
        if values and not Data.getVarType(variable).startswith("str"):
            ValueLabel.createLabel(variable)
            for code, text in values.items():
                ValueLabel.setLabelValue(variable, code, text)
            ValueLabel.setVarValueLabel(variable, variable)

end
`;

/** Stata that makes numbers and dates of text, and Python that sets the labels. */
export function stataTypes({ variables }: SnippetVariables): string {
  const used = new Set(variables.map(({ kind }) => listOf(kind)));
  const wanted = conversions.filter(([list]) => used.has(list)).map(([, code]) => code);
  const needsDates = wanted.some((code) => code.startsWith('redcap_dates'));
  return `
* A variable that holds anything else, such as a missing-data code, stays text.
${needsDates ? datesProgram : ''}${wanted.join('')}${labels}`;
}
