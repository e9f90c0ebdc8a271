import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName, namesAreUnique } from '#app/snippets/fields.ts';
import { headerComment } from '#app/snippets/header.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { quotePython as quote } from './python-quote.ts';

export const pythonRequests: SnippetTarget = {
  id: 'python-requests',
  label: 'Python',
  library: 'requests',
  extension: 'py',
  colouring: 'python',
  tokenSources: ['environment'],
  batches: false,
  factors: false,
  running: {
    install: 'python3 -m pip install requests',
    command: (fileName) => ['python3', fileName],
    how: 'Run it with Python 3.8 or newer.',
    dependencies: { fileName: 'requirements.txt', text: 'requests>=2.25\n' },
  },
  write,
};

function write(input: SnippetInput): string {
  return `#!/usr/bin/env python3
${headerComment(input, '#', 'environment')}
import os
import re
import sys

import requests

token = os.environ.get("${TOKEN_VARIABLE}", "").strip()
if not token:
    sys.exit(${quote(tokenIsMissing('environment'))})

${writeFields(input)}

try:
    response = requests.post(
        ${quote(input.url)},
        ${input.request.encoding === 'multipart' ? 'files' : 'data'}=fields,
        timeout=(${CONNECT_SECONDS}, ${ANSWER_SECONDS}),  # seconds to connect, and to wait for the answer
        allow_redirects=False,  # a redirect would carry the token elsewhere
    )
except requests.RequestException as error:
    sys.exit(f"No answer from the server: {error}")

status = response.status_code
body = response.content
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
web_page = rb'${backtracking(WEB_PAGE)}'
redcap_error = rb'${backtracking(REDCAP_ERROR)}'

if ${unlessFile(input)}re.match(web_page, body, re.IGNORECASE):
    sys.exit(f"The server sent a web page instead of data (HTTP status {status}). Check the address.")
if status != 200 or ${unlessFileOr(input)}:
    message = body.decode("utf-8", "replace")
    sys.exit(f"The request failed (HTTP status {status}): {message}")

${writeAnswer(input)}
`;
}

/** Python knows possessive repetition only since 3.11; its engine does not recurse, so that it needs none. */
function backtracking(pattern: string): string {
  return pattern.replaceAll('*+', '*').replaceAll(String.raw`\z`, String.raw`\Z`);
}

function writeFields(input: SnippetInput): string {
  const { request } = input;
  if (request.encoding === 'multipart') {
    // Given apart from the files, the other fields would be sent before them: one list keeps the order.
    const rows = request.fields.map((field) => `    (${quote(field.name)}, ${partValue(field)}),`);
    return `# A part is a name with (file name, content, type); a plain value has no file name.\nfields = [\n${rows.join('\n')}\n]`;
  }
  if (namesAreUnique(request)) {
    const rows = request.fields.map((field) => `    ${quote(field.name)}: ${fieldValue(field)},`);
    return `fields = {\n${rows.join('\n')}\n}`;
  }
  const rows = request.fields.map((field) => `    (${quote(field.name)}, ${fieldValue(field)}),`);
  return `fields = [\n${rows.join('\n')}\n]`;
}

function partValue(field: EncodedField): string {
  return field.kind === 'file'
    ? `(${quote(formFileName(field.fileName))}, open(${quote(field.reference)}, "rb"), "application/octet-stream")`
    : `(None, ${fieldValue(field)})`;
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return 'token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return quote(field.fileName);
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `        ${quote(line)},`);
  return `"\\n".join([\n${lines.join('\n')}\n    ])`;
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
# REDCap names the file it sends in the content type; an error has no name.
is_file = "name=" in response.headers.get("Content-Type", "")
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? 'not is_file and ' : '';
}

function unlessFileOr(input: SnippetInput): string {
  const match = 're.match(redcap_error, body)';
  return input.answer.kind === 'file' ? `(not is_file and ${match})` : match;
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return 'sys.stdout.buffer.write(body)';
    case 'file':
      return `file_name = ${quote(input.answer.fileName)}
with open(file_name, "wb") as file:
    file.write(body)
print("Saved", file_name, file=sys.stderr)`;
    case 'nothing':
      return 'print(f"Done (HTTP status {status}).", file=sys.stderr)';
    default:
      return assertNever(input.answer);
  }
}
