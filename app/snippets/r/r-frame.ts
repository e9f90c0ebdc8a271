import { assertNever } from '#app/assert-never.ts';
import { answerShape, type AnswerShape } from '#app/snippets/answer-shape.ts';
import { indented } from '#app/snippets/indented.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { wireArguments } from '#app/snippets/wire-arguments.ts';
import { inStatements } from './r-fields.ts';
import { quoteR as quote } from './r-quote.ts';

/** What reads a table: readr, which REDCapR brings along, or R itself. */
export type FrameReader = 'readr' | 'base';

/** What the data frame is called in the program. */
export function frameName({ request }: SnippetInput): 'records' | 'rows' {
  return request.methodId === 'export_records' || request.methodId === 'export_reports' ? 'records' : 'rows';
}

/** The statements that make a data frame of `text`, all values as text; null when the answer is no table. */
export function readFrame(reader: FrameReader, variable: string, input: SnippetInput): string | null {
  const shape = answerShape(input);
  switch (shape.kind) {
    case 'csv':
      return reader === 'readr' ? withReadr(variable, shape) : withBase(variable, shape);
    case 'json':
      // Rights by instrument are objects within a row: flattened, each is a column of its own.
      return `${variable} <- as.data.frame(jsonlite::fromJSON(${shape.rows ? 'text' : 'paste0("[", text, "]")'}, flatten = TRUE))
${variable}[${variable} == ""] <- NA`;
    case 'text':
      return null;
    default:
      return assertNever(shape);
  }
}

type Csv = Extract<AnswerShape, { readonly kind: 'csv' }>;

function withReadr(variable: string, { delimiter }: Csv): string {
  const [name, separator] =
    delimiter === ',' ? ['read_csv', ''] : ['read_delim', `  delim = ${quote(delimiter)},\n`];
  return `${variable} <- readr::${name}(
  I(text),
${separator}  col_types = readr::cols(.default = "c"),
  na = ""
)`;
}

function withBase(variable: string, { delimiter }: Csv): string {
  const separator = delimiter === ',' ? '' : `  sep = ${quote(delimiter)},\n`;
  return `# As text, so that 007 stays 007; type.convert(${variable}, as.is = TRUE) makes numbers.
${variable} <- data.frame()
if (grepl("[^[:space:]]", text, useBytes = TRUE)) {
  ${variable} <- read.csv(
    text = text,
${indented(separator, 2)}    colClasses = "character",
    na.strings = "",
    check.names = FALSE,
    encoding = "UTF-8"
  )
}`;
}

/** The statement that lets readr guess the types of a frame of texts. */
export function guessTypes(variable: string, { request }: SnippetInput): string {
  const mark = wireArguments(request).get('decimalCharacter');
  const decimal = mark?.kind === 'one' && mark.value === ',' ? 'decimal_mark = ",", ' : '';
  return `if (nrow(${variable}) > 0) {
  ${variable} <- readr::type_convert(
    ${variable},
    col_types = readr::cols(.default = readr::col_guess()),
    locale = readr::locale(${decimal}grouping_mark = "") # 3,5 is not 35
  )
}`;
}

/** The statements that make factors of coded answers; '' without the wish or the codes. */
export function rFactors(variable: string, input: SnippetInput): string {
  const found = input.options.factors ? snippetVariables(input) : null;
  if (found === null) return '';
  const coded = found.variables.filter(({ name, choices }) => /^[a-z]\w*$/.test(name) && choices.length > 0);
  if (coded.length === 0) return '';
  const codings = coded.map(
    ({ name, choices }) =>
      `${name} = list(\n    codes = ${vector(choices.map(({ code }) => code))},\n    labels = ${vector(choices.map(({ label }) => label))}\n  )`,
  );
  const more = found.capped ? '\n# The project has more fields than are listed here.' : '';
  return `# Coded answers become factors, with the labels of the project's dictionary.${more}
${inStatements('codings', 'list', codings).join('\n')}
for (name in intersect(names(codings), names(${variable}))) {
  coding <- codings[[name]]
  ${variable}[[name]] <- factor(${variable}[[name]], levels = coding$codes, labels = coding$labels)
}`;
}

function vector(texts: readonly string[]): string {
  return `c(${texts.map(quote).join(', ')})`;
}

/**
 * The last statements of a program that ends with a data frame. Run by Rscript, it prints the whole of it, which
 * would be lost otherwise; not so in a session, nor where another program or a report takes the script in.
 */
export function tellFrame(variable: string): string {
  return `# Run by Rscript, the program prints the data frame as CSV.
${RUN_BY_RSCRIPT} write.csv(${variable}, row.names = FALSE, na = "")
${tellSize(variable)}`;
}

/** Before a statement: it is for a program that Rscript runs by itself, not for a session nor a report. */
export const RUN_BY_RSCRIPT = 'if (!interactive() && sys.nframe() == 0)';

/** The statement that says, on standard error, that there is a data frame and how large it is. */
export function tellSize(variable: string): string {
  return `message("The data frame ${variable} has ", nrow(${variable}), " row(s) and ", ncol(${variable}), " column(s).")`;
}
