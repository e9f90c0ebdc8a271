import { assertNever } from '#app/assert-never.ts';
import { answerShape, type AnswerShape } from '#app/snippets/answer-shape.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import {
  ANSWER_SECONDS,
  CONNECT_SECONDS,
  NO_RECORDS,
  REDCAP_ERROR,
  WEB_PAGE,
} from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import {
  secretCommand,
  tokenIsMissing,
  tokenSourceOf,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { juliaFields } from './julia-fields.ts';
import { quoteJulia as quote } from './julia-quote.ts';
import { juliaLabels, juliaTableFunction } from './julia-table.ts';

export const juliaHttp: SnippetTarget = {
  id: 'julia-http',
  label: 'Julia',
  library: 'HTTP.jl',
  extension: 'jl',
  colouring: 'julia',
  tokenSources: ['environment', 'macos-keychain', 'secret-tool'],
  batches: 'table or folder',
  factors: true,
  running: {
    install: `julia -e 'using Pkg; Pkg.add(["HTTP", "CSV", "DataFrames", "JSON3", "CategoricalArrays"])'`,
    command: (fileName) => ['julia', fileName],
    how: 'Run it with Julia 1.9 or newer, or include it in a session: the data are then in the variable table.',
    dependencies: {
      fileName: 'Project.toml',
      text: `[deps]
CSV = "336ed68f-0bac-5ca0-87d4-7b16caf5d00b"
CategoricalArrays = "324d7699-5711-5eae-9e2f-1d82baa6b597"
DataFrames = "a93c6f00-e57d-5684-b7b6-d8193f3e46c0"
HTTP = "cd3eb016-35fb-5094-929b-558a96fad6f3"
JSON3 = "0f8b85d8-7281-11e9-16c2-39a750bddbf1"

[compat]
DataFrames = "1.4"
HTTP = "1, 2"
`,
    },
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, juliaHttp);
  const shape = input.answer.kind === 'text' ? answerShape(input) : { kind: 'text' as const };
  const batches = batchedRequest(input);
  const variables = shape.kind === 'text' ? null : snippetVariables(input);
  const { factors } = input.options;
  return `${headerComment(input, '#', source)}
${packages(shape, batches, variables !== null, factors)}

function fail(message)
    # The server or an error may repeat what was sent.
    sentence = isempty(token) ? message : replace(message, token => "[token]")
    isinteractive() && error(sentence) # leaves the session and its data alone
    println(stderr, sentence)
    exit(1)
end

${readToken(source, input.url)}
isempty(token) && fail(${quote(tokenIsMissing(source))})

${sendFunction(input)}
${shape.kind === 'text' ? '' : `\n${juliaTableFunction(shape)}\n`}
${batches === null ? whole(input, shape) : inBatches(batches, shape)}${variables === null ? '' : `\n${juliaLabels(variables, factors)}`}${shape.kind === 'text' ? '' : printTable}`;
}

function packages(
  shape: AnswerShape,
  batches: BatchedRequest | null,
  labelled: boolean,
  factors: boolean,
): string {
  const names = ['HTTP'];
  if (shape.kind !== 'text' || batches !== null) names.push('CSV', 'DataFrames');
  if (shape.kind === 'json') names.push('JSON3');
  if (labelled || (shape.kind === 'text' && batches !== null)) names.push('Dates');
  if (labelled && factors) names.push('CategoricalArrays');
  return `using ${names.sort().join(', ')}`;
}

function readToken(source: TokenSource, url: string): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `token = strip(get(ENV, "${TOKEN_VARIABLE}", ""))`;
  }
  return `token = try
    strip(read(Cmd([${secretCommand(source, url).map(quote).join(', ')}]), String))
catch # no such command, or no such entry
    ""
end`;
}

const webPage = quote(`^${WEB_PAGE}`);
const redcapError = quote(`^${REDCAP_ERROR}`);

function sendFunction(input: SnippetInput): string {
  const isFile = input.answer.kind === 'file';
  const multipart = input.request.encoding === 'multipart';
  return `# HTTP.jl 1 limits how long the server may be silent, HTTP.jl 2 the whole call.
time_limit = pkgversion(HTTP) < v"2" ? (; readtimeout=${ANSWER_SECONDS}) : (; request_timeout=${ANSWER_SECONDS})

function send(fields)
    ${multipart ? 'body = HTTP.Form(fields)' : 'body = join((HTTP.escapeuri(name) * "=" * HTTP.escapeuri(value) for (name, value) in fields), "&")'}
    response = try
        HTTP.post(
            ${quote(input.url)},
            ${multipart ? 'Pair{String,String}[], # the form says itself what it is' : '["Content-Type" => "application/x-www-form-urlencoded"],'}
            body;
            time_limit...,
            connect_timeout=${CONNECT_SECONDS},
            require_ssl_verification=true, # whatever the environment says
            redirect=false, # a redirect would carry the token elsewhere
            retry=false,
            status_exception=false,
        )
    catch problem
        fail("No answer from the server: " * sprint(showerror, problem))
    end
    status = response.status
    answer = response.body
    # REDCap can report an error with status 200, and a wrong address answers with a web page.
    text = String(map(byte -> byte < 0x80 ? byte : UInt8('?'), answer))
    web_page = Regex(${webPage}, "i")
    redcap_error = Regex(${redcapError})
${isFile ? '    # REDCap names the file it sends in the content type; an error has no name.\n    is_file = occursin("name=", HTTP.header(response, "Content-Type"))\n' : ''}    if ${isFile ? '!is_file && ' : ''}occursin(web_page, text)
        fail("The server sent a web page instead of data (HTTP status $status). Check the address.")
    end
    if status != 200 || ${isFile ? '(!is_file && occursin(redcap_error, text))' : 'occursin(redcap_error, text)'}
        fail("The request failed (HTTP status $status): " * String(copy(answer)))
    end
    return answer
end`;
}

function whole(input: SnippetInput, shape: AnswerShape): string {
  const fields = juliaFields('fields', input.request);
  if (shape.kind !== 'text') return `${fields}\n\ntable = read_table(send(fields))\n${report}`;
  const answer = `${fields}\n\nanswer = send(fields)\n`;
  switch (input.answer.kind) {
    case 'text':
      return `${answer}write(stdout, answer)\n`;
    case 'file':
      return `${answer}file_name = ${quote(input.answer.fileName)}
write(file_name, answer)
println(stderr, "Saved ", file_name)\n`;
    case 'nothing':
      return `${answer}println(stderr, "Done (HTTP status 200).")\n`;
    default:
      return assertNever(input.answer);
  }
}

const report =
  'println(stderr, "The variable table holds $(nrow(table)) rows and $(ncol(table)) columns.")\n';

/** Outside a session the table would be lost: the program prints it. */
const printTable = `
# Outside a session the program prints the table as CSV.
isinteractive() || CSV.write(stdout, table)
`;

function inBatches(
  { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension }: BatchedRequest,
  shape: AnswerShape,
): string {
  const isTable = shape.kind !== 'text';
  return `# First the names of the records alone, each once.
${juliaFields('fields', names)}
name_rows = CSV.read(IOBuffer(send(fields)), DataFrame; types=String, missingstring="")
records = ncol(name_rows) == 0 ? String[] : unique(skipmissing(name_rows[!, 1]))

# Then the rows of ${recordsPerBatch} records at a time.
${juliaFields('fields', rows)}
isempty(records) && println(stderr, ${quote(NO_RECORDS)})
${isTable ? 'tables = DataFrame[]' : `# A folder for this run: nothing of an earlier one is among its files.\nfolder = "${fileStem}_" * Dates.format(now(), "yyyymmdd-HHMMSS")\nisempty(records) || mkdir(folder)`}
for (number, some) in enumerate(Iterators.partition(records, ${recordsPerBatch}))
    sleep(${pauseSeconds})
    chosen = ["records[$(index - 1)]" => record for (index, record) in enumerate(some)]
    ${isTable ? 'push!(tables, read_table(send([fields; chosen])))' : `write(joinpath(folder, "${fileStem}_" * lpad(number, 4, '0') * ".${extension}"), send([fields; chosen]))`}
end
${isTable ? `table = isempty(tables) ? DataFrame() : reduce((above, below) -> vcat(above, below; cols=:union), tables)\n${report}` : `isempty(records) || println(stderr, "Files saved in $folder.")\n`}`;
}
