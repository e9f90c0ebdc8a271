import { assertNever } from '#app/assert-never.ts';
import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import { withinCharacters } from '#app/snippets/plain-label.ts';
import { neverMissing, type SnippetVariable, type SnippetVariables } from '#app/snippets/variables.ts';
import { quoteM as quote } from './m-quote.ts';

/**
 * The steps that make a table of text of the checked answer; the last is `Cells`. Blank cells are null. What is no table
 * becomes `AnswerText`.
 */
export function mTable(shape: AnswerShape): string {
  switch (shape.kind) {
    case 'text':
      return '    AnswerText = Text.FromBinary(Checked, TextEncoding.Utf8)';
    case 'json':
      return `    Document = Json.Document(Checked),
    Rows = if Document is list then Document else {Document},
${cellsOfRows}`;
    case 'csv':
      return `    Lines = ${csvLines('Checked', shape.delimiter)},
    Source = ${promoted('Lines')},
${cellsOfSource}`;
    default:
      return assertNever(shape);
  }
}

/** The steps that make one table of text of the answers to all batches; the last is `Cells`. */
export function mTables(shape: AnswerShape): string {
  switch (shape.kind) {
    case 'text':
      return `    // No table, but text: a row for each batch.
    Cells = Table.FromColumns(
        {List.Transform(Answers, (answer) => Text.FromBinary(answer, TextEncoding.Utf8))},
        {"answer"}
    )`;
    case 'json':
      return `    Rows = List.Combine(
        List.Transform(
            Answers,
            (answer) => let Document = Json.Document(answer) in if Document is list then Document else {Document}
        )
    ),
${cellsOfRows}`;
    case 'csv':
      return `    ReadCsv = (answer) =>
        let
            Lines = ${csvLines('answer', shape.delimiter)}
        in
            ${promoted('Lines')},
    Source = Table.Combine(List.Transform(Answers, ReadCsv)),
${cellsOfSource}`;
    default:
      return assertNever(shape);
  }
}

function csvLines(answer: string, delimiter: string): string {
  return `Csv.Document(${answer}, [Delimiter = ${quote(delimiter)}, Encoding = TextEncoding.Utf8, QuoteStyle = QuoteStyle.Csv])`;
}

function promoted(lines: string): string {
  return `Table.PromoteHeaders(${lines}, [PromoteAllScalars = true])`;
}

const cellsOfRows = `    Columns = List.Union(List.Transform(Rows, Record.FieldNames)),
    Source = Table.FromRecords(Rows, Columns, MissingField.UseNull),
    AsText = (cell) =>
        if cell = null or cell = "" then null
        else if cell is list or cell is record then Text.FromBinary(Json.FromValue(cell))
        else Text.From(cell, "en-US"),
    Cells = Table.Buffer(Table.TransformColumns(Source, {}, AsText))`;

const cellsOfSource = `    Cells = Table.Buffer(
        Table.ReplaceValue(Source, "", null, Replacer.ReplaceValue, Table.ColumnNames(Source))
    )`;

/** The steps that give the columns of `Cells` their types, and labels for codes if wanted; the last is `Typed`. */
export function mTypes(all: SnippetVariables, factors: boolean): string {
  const { variables, capped, missingCodes } = all;
  const rows = variables.flatMap((variable) => {
    const type = typeOf(variable, factors);
    return type === null ? [] : [{ variable, type }];
  });
  const last = rows.length - 1;
  const lines = rows.map(
    ({ variable, type }, index) =>
      `        {${quote(variable.name)}, ${type}}${index < last ? ',' : ''} // ${withinCharacters(variable.label, 100)}`,
  );
  return `    // Power Query would take 1,5 for 15, and round 1.5 to a whole number.
    AsNumber = (cell) => if Text.Contains(cell, ",") then error "No number" else Number.FromText(cell, "en-US"),
    AsCommaNumber = (cell) => AsNumber(Text.Replace(cell, ",", ".")),
    AsInteger = (cell) => if AsNumber(cell) = Number.RoundDown(AsNumber(cell)) then Int64.From(cell, "en-US") else error "No whole number",
    AsDate = (cell) => Date.FromText(cell, "en-US"),
    AsDateTime = (cell) => DateTime.FromText(cell, "en-US"),
    AsTime = (cell) => Time.FromText(cell, "en-US"),
${factors ? '    Labels = (codes, labels) => (cell) => Record.FieldOrDefault(Record.FromList(labels, codes), cell, cell),\n' : ''}    // From the data dictionary; the other columns are text.
${capped ? `    // Only the first ${variables.length} columns: those after them stay text.\n` : ''}    Types = {
${lines.join('\n')}
    },
${missingCodes.length === 0 ? '' : missing(all)}    IsBlank = (column, cell) => cell = null${missingCodes.length === 0 ? '' : ' or (List.Contains(Missing, cell) and not List.Contains(NeverMissing, column{0}))'},
    // A column that holds anything else stays text.
    Fits = (column) =>
        Table.HasColumns(Cells, column{0})
        and List.AllTrue(
            List.Transform(
                Table.Column(Cells, column{0}),
                (cell) => IsBlank(column, cell) or not (try column{1}(cell))[HasError]
            )
        ),
    Typed = Table.TransformColumns(
        Cells,
        List.Transform(
            List.Select(Types, Fits),
            (column) => {column{0}, (cell) => if IsBlank(column, cell) then null else column{1}(cell), column{2}}
        )
    )`;
}

function missing(all: SnippetVariables): string {
  const list = (texts: readonly string[]) => `{${texts.map(quote).join(', ')}}`;
  return `    // The project's missing-data codes become null.
    Missing = ${list(all.missingCodes.map(({ code }) => code))},
    NeverMissing = ${list(neverMissing(all))},
`;
}

function typeOf({ kind, choices }: SnippetVariable, factors: boolean): string | null {
  if (factors && choices.length > 0) {
    const list = (texts: readonly string[]) => `{${texts.map(quote).join(', ')}}`;
    return `Labels(${list(choices.map(({ code }) => code))}, ${list(choices.map(({ label }) => label))}), type text`;
  }
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return 'AsInteger, Int64.Type';
    case 'choice':
      return kind.codesAreNumbers ? 'AsInteger, Int64.Type' : null;
    case 'number':
      return `${kind.decimal === ',' ? 'AsCommaNumber' : 'AsNumber'}, type number`;
    case 'date':
      return 'AsDate, type date';
    case 'datetime':
      return 'AsDateTime, type datetime';
    case 'time':
      return 'AsTime, type time';
    default:
      return null;
  }
}
