import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { namesAreUnique } from '#app/snippets/fields.ts';
import { headerComment } from '#app/snippets/header.ts';
import { indented } from '#app/snippets/indented.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, NO_RECORDS, TOKEN_CUT_OUT } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { pythonFields } from './python-fields.ts';
import { redcapErrorPattern, webPagePattern } from './python-patterns.ts';
import { quotePython as quote } from './python-quote.ts';
import { pythonToken, pythonTokenModules, pythonTokenSources } from './python-token.ts';

export const pythonRequests: SnippetTarget = {
  id: 'python-requests',
  label: 'Python',
  library: 'requests',
  extension: 'py',
  colouring: 'python',
  tokenSources: pythonTokenSources,
  batches: 'folder',
  factors: false,
  running: {
    install: 'python3 -m pip install requests',
    command: (fileName) => ['python3', fileName],
    how: 'Run it with Python 3.8 or newer; a program that reads its token from the keychain also needs the package keyring.',
    dependencies: {
      fileName: 'requirements.txt',
      text: 'requests>=2.28  # before, an empty CURL_CA_BUNDLE switched the check of certificates off\nkeyring>=21  # only to read the token from the keychain\n',
    },
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, pythonRequests);
  const batched = batchedRequest(input);
  const modules = new Set([
    're',
    'sys',
    ...pythonTokenModules(source),
    ...(batched ? ['csv', 'io', 'os', 'time'] : []),
  ]);
  return `#!/usr/bin/env python3
${headerComment(input, '#', source)}
${[...modules]
  .sort()
  .map((name) => `import ${name}`)
  .join('\n')}

${source === 'keyring' ? 'import keyring\n' : ''}import requests

${pythonToken(source, input.url)}

${batched === null ? plain(input) : inBatches(input, batched)}
`;
}

function plain(input: SnippetInput): string {
  return `${pythonFields('fields', input.request)}

${call(input)}

${writeAnswer(input)}`;
}

/** Sends `fields` and sets `status` and `body`; ends the program when the call failed. */
function call(input: SnippetInput): string {
  return `try:
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
# Before its version 2, urllib3 takes a part of an answer for the whole.
if response.raw.tell() < int(response.headers.get("Content-Length", 0)):
    sys.exit("The server's answer broke off: it is not whole.")
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
web_page = ${webPagePattern}
redcap_error = ${redcapErrorPattern}

if ${unlessFile(input)}re.match(web_page, body, re.IGNORECASE):
    sys.exit(f"The server sent a web page instead of data (HTTP status {status}). Check the address.")
if status != 200 or ${unlessFileOr(input)}:
    message = body.decode("utf-8", "replace").replace(token, "${TOKEN_CUT_OUT}")
    sys.exit(f"The request failed (HTTP status {status}): {message}")`;
}

function inBatches(input: SnippetInput, batched: BatchedRequest): string {
  const { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension } = batched;
  const ofBatch = namesAreUnique(rows) ? '{**rows, **chosen}' : 'rows + list(chosen.items())';
  return `# Asks for the record names alone.
${pythonFields('names', names)}

# Asks for the rows, once the records of a batch are added.
${pythonFields('rows', rows)}


def call(fields):
    """Sends the fields and returns the answer; ends the program when that fails."""
${indented(call(input), 4)}
    return body


# A name stands in each row of its record, so often several times.
lines = csv.reader(io.StringIO(call(names).decode("utf-8")))
next(lines, None)  # the header
records = list(dict.fromkeys(line[0] for line in lines if line and line[0]))
if not records:
    print(${quote(NO_RECORDS)}, file=sys.stderr)
    sys.exit()

# A folder for this run: nothing of an earlier one is among its files.
folder = time.strftime("${fileStem}_%Y%m%d-%H%M%S")
os.mkdir(folder)
batches = [records[i : i + ${recordsPerBatch}] for i in range(0, len(records), ${recordsPerBatch})]
for number, batch in enumerate(batches, start=1):
    time.sleep(${pauseSeconds})  # leaves the server time for others
    chosen = {f"records[{index}]": record for index, record in enumerate(batch)}
    body = call(${ofBatch})
    with open(f"{folder}/${fileStem}_{number:04}.${extension}", "wb") as file:
        file.write(body)
print(f"Files saved in {folder}: {len(batches)}.", file=sys.stderr)`;
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
