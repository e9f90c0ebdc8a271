import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { alignedNames, formFileName, namesAreUnique } from '#app/snippets/fields.ts';
import { headerComment } from '#app/snippets/header.ts';
import { EACH_INVISIBLE } from '#app/snippets/invisible.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';

export const rubyNetHttp: SnippetTarget = {
  id: 'ruby-net-http',
  label: 'Ruby',
  library: 'Net::HTTP',
  extension: 'rb',
  colouring: 'ruby',
  tokenSources: ['environment'],
  batches: false,
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
  return `#!/usr/bin/env ruby
${headerComment(input, '#', 'environment')}
require "net/http"
require "uri"

token = ENV.fetch("${TOKEN_VARIABLE}", "").strip
abort ${quote(tokenIsMissing('environment'))} if token.empty?

${writeFields(input)}

uri = URI(${quote(input.url)})
request = Net::HTTP::Post.new(uri)
${input.request.encoding === 'multipart' ? 'request.set_form(fields, "multipart/form-data")' : 'request.set_form_data(fields)'}

# Net::HTTP checks certificates and follows no redirect, which would carry the token elsewhere.
options = { use_ssl: uri.scheme == "https", open_timeout: ${CONNECT_SECONDS}, read_timeout: ${ANSWER_SECONDS} }
begin
  response = Net::HTTP.start(uri.hostname, uri.port, options) { |http| http.request(request) }
rescue StandardError => error
  abort "No answer from the server: #{error.message}"
end

status = response.code.to_i
body = response.body.to_s.b
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
web_page = /\\A${WEB_PAGE}/in
redcap_error = /\\A${REDCAP_ERROR}/n

if ${unlessFile(input)}body.match?(web_page)
  abort "The server sent a web page instead of data (HTTP status #{status}). Check the address."
end
if status != 200 || ${unlessFileOr(input)}
  abort "The request failed (HTTP status #{status}): #{body}"
end

${writeAnswer(input)}
`;
}

function writeFields(input: SnippetInput): string {
  const { request } = input;
  if (request.encoding === 'urlencoded' && namesAreUnique(request)) {
    const names = alignedNames(request.fields, quote);
    const rows = request.fields.map((field, index) => `  ${names[index] ?? ''} => ${fieldValue(field)},`);
    return `fields = {\n${rows.join('\n')}\n}`;
  }
  const rows = request.fields.map((field) => `  [${quote(field.name)}, ${fieldValue(field)}],`);
  return `fields = [\n${rows.join('\n')}\n]`;
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return `File.open(${quote(field.reference)}, "rb"), { filename: ${quote(formFileName(field.fileName))}, content_type: "application/octet-stream" }`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `    ${quote(line)},`);
  return `[\n${lines.join('\n')}\n  ].join("\\n")`;
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

/** Double quotes; a hash sign is escaped where it would begin an interpolation: `#{`, `#$`, `#@`. */
function quote(text: string): string {
  return `"${text
    .toWellFormed()
    .replaceAll(/["\\]|#(?=[{$@])/g, '\\$&')
    .replaceAll(EACH_INVISIBLE, escape)}"`;
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
