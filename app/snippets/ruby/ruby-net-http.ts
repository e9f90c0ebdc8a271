import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { namesAreUnique } from '#app/snippets/fields.ts';
import { headerComment } from '#app/snippets/header.ts';
import { indented } from '#app/snippets/indented.ts';
import {
  ANSWER_SECONDS,
  CONNECT_SECONDS,
  NO_RECORDS,
  REDCAP_ERROR,
  TOKEN_CUT_OUT,
  WEB_PAGE,
} from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { rubyFields } from './ruby-fields.ts';
import { quoteRuby as quote } from './ruby-quote.ts';
import { rubyToken, rubyTokenSources } from './ruby-token.ts';

export const rubyNetHttp: SnippetTarget = {
  id: 'ruby-net-http',
  label: 'Ruby',
  library: 'Net::HTTP',
  extension: 'rb',
  colouring: 'ruby',
  tokenSources: rubyTokenSources,
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['ruby', fileName],
    how: 'Run it with Ruby 2.7 or newer; it needs no gem.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, rubyNetHttp);
  const batched = batchedRequest(input);
  return `#!/usr/bin/env ruby
${headerComment(input, '#', source)}
${batched === null ? '' : 'require "csv"\n'}require "net/http"
require "uri"

${rubyToken(source, input.url)}

${batched === null ? plain(input) : inBatches(input, batched)}
`;
}

function plain(input: SnippetInput): string {
  return `${rubyFields('fields', input.request)}

${call(input)}

${writeAnswer(input)}`;
}

/** Sends `fields` and sets `status` and `body`; ends the program when the call failed. */
function call(input: SnippetInput): string {
  return `uri = URI(${quote(input.url)})
request = Net::HTTP::Post.new(uri)
request["Accept-Encoding"] = "identity" # the answer as it is, so that its length can be checked
${input.request.encoding === 'multipart' ? 'request.set_form(fields, "multipart/form-data")' : 'request.set_form_data(fields)'}

# Net::HTTP checks certificates and follows no redirect, which would carry the token elsewhere.
options = {
  use_ssl: uri.scheme == "https",
  open_timeout: ${CONNECT_SECONDS},
  read_timeout: ${ANSWER_SECONDS}
}
begin
  response = Net::HTTP.start(uri.hostname, uri.port, options) { |http| http.request(request) }
rescue StandardError => error
  abort "No answer from the server: #{error.message}"
end

status = response.code.to_i
body = response.body.to_s.b
# Ruby before 3.2 takes an answer that breaks off for a whole one.
abort "The server's answer broke off: it is not whole." if body.bytesize < response.content_length.to_i
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
web_page = /\\A${WEB_PAGE}/in
redcap_error = /\\A${REDCAP_ERROR}/n

if ${unlessFile(input)}body.match?(web_page)
  abort "The server sent a web page instead of data (HTTP status #{status}). Check the address."
end
if status != 200 || ${unlessFileOr(input)}
  abort "The request failed (HTTP status #{status}): #{body.gsub(token.b, "${TOKEN_CUT_OUT}")}"
end`;
}

function inBatches(input: SnippetInput, batched: BatchedRequest): string {
  const { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension } = batched;
  const chosen = 'batch.each_with_index.map { |record, index| ["records[#{index}]", record] }';
  return `# Asks for the record names alone.
${rubyFields('names', names)}

# Asks for the rows, once the records of a batch are added.
${rubyFields('rows', rows)}

# Sends the fields and returns the answer; ends the program when that fails.
call = lambda do |fields|
${indented(call(input), 2)}
  body
end

# A name stands in each row of its record, so often several times.
lines = CSV.parse(call.(names).force_encoding("UTF-8"), headers: true)
records = lines.map { |line| line[0] }.reject { |name| name.to_s.empty? }.uniq
if records.empty?
  warn ${quote(NO_RECORDS)}
  exit
end

# A folder for this run: nothing of an earlier one is among its files.
folder = Time.now.strftime("${fileStem}_%Y%m%d-%H%M%S")
Dir.mkdir(folder)
batches = records.each_slice(${recordsPerBatch}).to_a
batches.each.with_index(1) do |batch, number|
  sleep ${pauseSeconds} # leaves the server time for others
  chosen = ${chosen}
  body = call.(${namesAreUnique(rows) ? 'rows.merge(chosen.to_h)' : 'rows + chosen'})
  File.binwrite(format("%s/${fileStem}_%04d.${extension}", folder, number), body)
end
warn "Files saved in #{folder}: #{batches.size}."`;
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
# REDCap names the file it sends in the content type; an error has no name.
is_file = response["Content-Type"].to_s.include?("name=")
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? '!is_file && ' : '';
}

function unlessFileOr(input: SnippetInput): string {
  const match = 'body.match?(redcap_error)';
  return input.answer.kind === 'file' ? `(!is_file && ${match})` : match;
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return '$stdout.binmode\n$stdout.write(body)';
    case 'file':
      return `file_name = ${quote(input.answer.fileName)}
File.binwrite(file_name, body)
warn "Saved #{file_name}"`;
    case 'nothing':
      return 'warn "Done (HTTP status #{status})."';
    default:
      return assertNever(input.answer);
  }
}
