import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import type { VariableKind } from '#app/snippets/variable-kind.ts';
import type { SnippetVariable, SnippetVariables } from '#app/snippets/variables.ts';
import { quoteJulia as quote } from './julia-quote.ts';

/** The function that makes a data frame of an answer. All cells are text or missing, so that 007 stays 007. */
export function juliaTableFunction(shape: AnswerShape): string {
  if (shape.kind === 'json') {
    return `cell(value) = value === nothing || value == "" ? missing : value isa AbstractString ? String(value) : JSON3.write(value)

function read_table(answer)
    items = JSON3.read(answer)
    isempty(items) && return DataFrame()
    rows = items isa JSON3.Array ? items : [items]
    columns = unique(name for row in rows for name in keys(row))
    DataFrame([name => [cell(get(row, name, "")) for row in rows] for name in columns])
end`;
  }
  const delimiter = shape.kind === 'csv' ? shape.delimiter : ',';
  return `read_table(answer) =
    CSV.read(IOBuffer(answer), DataFrame; delim=${quote(delimiter)}, types=String, missingstring="")`;
}

/** Types, labels and value labels of the columns, from the dictionary. */
export function juliaLabels({ variables, capped }: SnippetVariables, factors: boolean): string {
  const rows = variables.map((variable) => {
    const values = variable.choices.map(({ code, label }) => `${quote(code)} => ${quote(label)}`);
    return `    (${quote(variable.name)}, ${parser(variable, factors)}, ${quote(variable.label)}, Pair{String,String}[${values.join(', ')}]),`;
  });
  return `as_text(text) = text
as_integer(text) = tryparse(Int, text)
as_number(text) = tryparse(Float64, text)
as_comma_number(text) = tryparse(Float64, replace(text, ',' => '.'))
as_date(text) = tryparse(Date, text, dateformat"yyyy-mm-dd")
as_minute(text) = tryparse(DateTime, text, dateformat"yyyy-mm-dd HH:MM")
as_second(text) = tryparse(DateTime, text, dateformat"yyyy-mm-dd HH:MM:SS")
as_time(text) = tryparse(Time, text)

# From the data dictionary: name, what the values are, label, and the labels of codes.
${capped ? `# Only the first ${variables.length} columns: the others stay text and have no labels.\n` : ''}variables = [
${rows.join('\n')}
]

for (name, parser, label, values) in variables
    name in names(table) || continue
    parsed = [ismissing(text) ? missing : parser(text) for text in table[!, name]]
    # A column that holds anything else, such as a missing-data code, stays text.
    any(isnothing, parsed) || (table[!, name] = parsed)
${factors ? factorLines : ''}    colmetadata!(table, name, "label", label; style=:note)
    isempty(values) || colmetadata!(table, name, "value labels", values; style=:note)
end
`;
}

const factorLines = `    if !isempty(values)
        labelled = Union{Missing,String}[ismissing(code) ? missing : get(Dict(values), code, code) for code in table[!, name]]
        table[!, name] = categorical(labelled; levels=union(last.(values), skipmissing(labelled)))
    end
`;

function parser({ kind, choices }: SnippetVariable, factors: boolean): string {
  return factors && choices.length > 0 ? 'as_text' : parserOf(kind);
}

function parserOf(kind: VariableKind): string {
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return 'as_integer';
    case 'number':
      return kind.decimal === ',' ? 'as_comma_number' : 'as_number';
    case 'choice':
      return kind.codesAreNumbers ? 'as_integer' : 'as_text';
    case 'date':
      return 'as_date';
    case 'datetime':
      return kind.seconds ? 'as_second' : 'as_minute';
    case 'time':
      return 'as_time';
    default:
      return 'as_text';
  }
}
