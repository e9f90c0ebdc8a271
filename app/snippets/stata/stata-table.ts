import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import { withinCharacters } from '#app/snippets/plain-label.ts';
import type { VariableKind } from '#app/snippets/variable-kind.ts';
import { neverMissing, type SnippetVariable, type SnippetVariables } from '#app/snippets/variables.ts';
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
type List = 'texts' | 'numbers' | 'dates' | 'minutes' | 'seconds' | 'hm_times' | 'hms_times';

function listOf(kind: VariableKind): List {
  switch (kind.kind) {
    case 'integer':
    case 'number':
    case 'tick':
    case 'complete':
      return 'numbers';
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

/** Python that holds the dictionary, and makes of the cells what Stata takes for numbers and missing values. */
export function stataVariables(all: SnippetVariables): string {
  const { variables, capped, missingCodes } = all;
  const rows = variables.map(
    (variable) =>
      `    ${quote(variable.name)}: ("${listOf(variable.kind)}", ${quote(withinCharacters(variable.label, LABEL_CHARACTERS))}, ${valueLabels(variable)}),`,
  );
  const commas = variables.filter(({ kind }) => kind.kind === 'number' && kind.decimal === ',');
  return `# From the data dictionary: what the values are, the label, and the value labels. Stata labels numbers only.
${capped ? `# Only the first ${variables.length} variables: the others stay text and have no labels.\n` : ''}variables = {
${rows.join('\n')}
}
${commas.length === 0 ? '' : commaNumbers(commas)}${missingCodes.length === 0 ? '' : missingValues(all)}`;
}

function commaNumbers(variables: readonly SnippetVariable[]): string {
  return `# Numbers with a comma.
with_comma = {${variables.map(({ name }) => quote(name)).join(', ')}}

def points(rows):
    for place, name in enumerate(rows[0] if rows else []):
        if name not in with_comma:
            continue
        for row in rows[1:]:
            if place < len(row) and re.fullmatch("[+-]?[0-9]*,[0-9]+", row[place]):
                row[place] = row[place].replace(",", ".")

`;
}

/** Stata has 26 extended missing values. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function missingValues(all: SnippetVariables): string {
  const rows = all.missingCodes.map(
    ({ code, label }, index) =>
      `    ${quote(code)}: ("${LETTERS.charAt(index)}", ${quote(withinStata(label))}),`,
  );
  return `# The project's missing-data codes become Stata's extended missing values, with their labels.
missing = {
${rows.join('\n')}
}
never_missing = {${neverMissing(all).map(quote).join(', ')}}
number = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)"
day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
minute = "[0-9]{2}:[0-9]{2}"
patterns = {
    "numbers": number,
    "dates": day,
    "minutes": day + " " + minute,
    "seconds": day + " " + minute + ":[0-9]{2}",
    "hm_times": minute,
    "hms_times": minute + ":[0-9]{2}",
}
marked = {}

def mark_missing(rows):
    # Not in a column that holds anything else: it stays text.
    for place, name in enumerate(rows[0] if rows else []):
        kind, label, values = variables.get(name, ("texts", "", {}))
        pattern = patterns.get(kind)
        rest = [row for row in rows[1:] if place < len(row) and row[place] != ""]
        coded = [row for row in rest if row[place] in missing]
        if pattern is None or name in never_missing or not coded:
            continue
        if any(row[place] not in missing and not re.fullmatch(pattern, row[place]) for row in rest):
            continue
        for row in coded:
            letter, text = missing[row[place]]
            row[place] = "." + letter
            if letter:
                marked.setdefault(name, {})[letter] = text

`;
}

/** What stands in a command of Stata between quotes: neither a quote nor a sign of a macro. */
function withinStata(label: string): string {
  return withinCharacters(label, 200).replaceAll('"', "'").replaceAll('`', "'").replaceAll(/[$\\]/g, '');
}

/** Python that tells Stata which variables are numbers and dates, once their names are known. */
export const stataKinds = `for kind in [${listNames()}]:
    found = [names[name] for name, (of_kind, *_) in variables.items() if of_kind == kind and name in names]
    Macro.setLocal(kind, " ".join(found))
`;

/** Python that changes the rows before they are kept. */
export function stataCleaning({ variables, missingCodes }: SnippetVariables): string {
  const commas = variables.some(({ kind }) => kind.kind === 'number' && kind.decimal === ',');
  return `${commas ? 'points(rows)\n' : ''}${missingCodes.length === 0 ? '' : 'mark_missing(rows)\n'}`;
}

function valueLabels({ kind, choices }: SnippetVariable): string {
  if (choices.length === 0 || (kind.kind === 'choice' && !kind.codesAreNumbers)) return '{}';
  return `{${choices.map(({ code, label }) => `${code}: ${quote(label)}`).join(', ')}}`;
}

function listNames(): string {
  const lists: readonly List[] = ['numbers', 'dates', 'minutes', 'seconds', 'hm_times', 'hms_times'];
  return lists.map((list) => `"${list}"`).join(', ');
}

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
        foreach letter in \`c(alpha)' {
            quietly replace \`date' = .\`letter' if \`name' == ".\`letter'"
        }
        quietly count if \`date' == . & \`name' != ""
        if r(N) > 0 continue
        order \`date', after(\`name')
        drop \`name'
        rename \`date' \`name'
        format \`name' \`format'
    }
end
`;

/** `marked`: with labels for the extended missing values, which only Stata's own command takes. */
function labels(marked: boolean): string {
  const missing = marked
    ? `            for letter, text in sorted(marked.get(name, {}).items()):
                SFIToolkit.stata(f'label define {variable} .{letter} "{text}", modify')
`
    : '';
  return `
python:
# Set here and not with label define: a label may hold quotes and dollar signs.
for name, (kind, label, values) in variables.items():
    if name in names:
        variable = names[name]
        Data.setVarLabel(variable, label)
        if (values${marked ? ' or name in marked' : ''}) and not Data.getVarType(variable).startswith("str"):
            ValueLabel.createLabel(variable)
            for code, text in values.items():
                ValueLabel.setLabelValue(variable, code, text)
${missing}            ValueLabel.setVarValueLabel(variable, variable)

end
`;
}

/** Stata that makes numbers and dates of text, and Python that sets the labels. */
export function stataTypes({ variables, missingCodes }: SnippetVariables): string {
  const used = new Set(variables.map(({ kind }) => listOf(kind)));
  const wanted = conversions.filter(([list]) => used.has(list)).map(([, code]) => code);
  const needsDates = wanted.some((code) => code.startsWith('redcap_dates'));
  return `
* A variable that holds anything else stays text.
${needsDates ? datesProgram : ''}${wanted.join('')}${labels(missingCodes.length > 0)}`;
}
