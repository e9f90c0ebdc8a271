import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { indented } from '#app/snippets/indented.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, NO_RECORDS, TOKEN_CUT_OUT } from '#app/snippets/messages.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { shellFields } from './shell-fields.ts';
import { quoteShell as quote, visibleWord } from './shell-quote.ts';
import { shellToken, shellTokenSources } from './shell-token.ts';

export const curl: SnippetTarget = {
  id: 'curl',
  label: 'cURL',
  library: 'POSIX shell',
  extension: 'sh',
  colouring: 'shell',
  tokenSources: shellTokenSources,
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['sh', fileName],
    how: 'Run it in a shell of macOS or Linux, or in the Windows Subsystem for Linux.',
    dependencies: null,
  },
  write,
};

/** The error patterns of the other targets as a POSIX extended regular expression. */
const BLANK = '[[:space:]]*';
const DECLARATION = `(<\\?xml[^>]*>${BLANK})?`;
const WEB_PAGE_ERE = `^${BLANK}${DECLARATION}<(!doctype html|html|head|body)`;
const JSON_ERROR_ERE = `\\{${BLANK}"error"${BLANK}:${BLANK}"([^"\\]|\\\\.)*"${BLANK}\\}${BLANK}$`;
const REDCAP_ERROR_ERE = `^${BLANK}(ERROR:|${JSON_ERROR_ERE}|${DECLARATION}<hash>${BLANK}<error>)`;

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, curl);
  const batched = batchedRequest(input);
  return `#!/bin/sh
${headerComment(input, '#', source)}
set -eu

fail() {
  printf '%s\\n' "$1" >&2
  exit 1
}

${shellToken(source, input.url)}

# A private folder for the answer, removed at the end.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

${batched === null ? plain(input) : inBatches(input, batched)}
`;
}

function plain(input: SnippetInput): string {
  return `${fieldsFunction('fields', input.request)}

${SENDING}
${EMPTY_ANSWER}
result=$(
  fields |
    ${toConfig(input)} |
${indented(curlCommand(input), 4)}
) || fail 'No answer from the server.'
status=\${result%% *}

${check(input)}

${writeAnswer(input)}`;
}

/** A function that prints the request's fields, after the commands that write the files it refers to. */
function fieldsFunction(name: string, request: EncodedRequest, stem = ''): string {
  const { files, lines } = shellFields(request, stem);
  const shape = request.encoding === 'multipart' ? "cURL's option and its value" : 'name=value, or name@file';
  return `${files.length === 0 ? '' : `# Values of several lines, or that cannot be written in one.\n${files.join('\n')}\n\n`}# One field per line: ${shape}.
${name}() {
  printf '%s\\n' \\
${lines.map((line) => `    ${line}`).join(' \\\n')}
}`;
}

const SENDING = `# cURL reads the fields from standard input, because a command line (and a token in it) is seen by all users.
# Whatever ~/.curlrc says, certificates are checked and no redirect is followed: it would carry the token elsewhere.`;

const EMPTY_ANSWER = ': > "$work/answer" # which cURL leaves alone when nothing comes';

/** Turns the lines of a function into a cURL config, in which values stand in double quotes. */
function toConfig({ request }: SnippetInput): string {
  return request.encoding === 'multipart'
    ? String.raw`LC_ALL=C sed 's/[\\"]/\\&/g; s/^\([a-z-]*\) \(.*\)/\1 = "\2"/'`
    : String.raw`LC_ALL=C sed 's/[\\"]/\\&/g; s/.*/data-urlencode = "&"/'`;
}

/** Sends the config of standard input and prints the status and the content type. */
function curlCommand({ url }: SnippetInput): string {
  return `curl --config - \\
  --url ${visibleWord(url)} --globoff \\
  --silent --show-error --no-location --no-insecure \\
  --connect-timeout ${CONNECT_SECONDS} --max-time ${ANSWER_SECONDS} \\
  --output "$work/answer" --write-out '%{http_code} %{content_type}'`;
}

/** Ends the program unless the answer is one. */
function check(input: SnippetInput): string {
  return `# REDCap can report an error with status 200, and a wrong address answers with a web page.
answer_matches() {
  LC_ALL=C tr '\\n\\r' '  ' < "$work/answer" | LC_ALL=C grep -Eq "$@"
}
web_page=${quote(WEB_PAGE_ERE)}
redcap_error=${quote(REDCAP_ERROR_ERE)}
${writeFileCheck(input)}
if ${unlessFile(input)}answer_matches -i "$web_page"; then
  fail "The server sent a web page instead of data (HTTP status $status). Check the address."
fi
if [ "$status" != 200 ] || ${unlessFileOr(input)}; then
  # The server may repeat the token.
  message=$(
    TOKEN=$token LC_ALL=C awk '{
      for (line = ""; at = index($0, ENVIRON["TOKEN"]); $0 = substr($0, at + length(ENVIRON["TOKEN"])))
        line = line substr($0, 1, at - 1) "${TOKEN_CUT_OUT}"
      print line $0
    }' "$work/answer"
  )
  fail "The request failed (HTTP status $status): $message"
fi`;
}

function inBatches(input: SnippetInput, batched: BatchedRequest): string {
  const { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension } = batched;
  return `# The record names alone.
${fieldsFunction('names', names, 'names-')}

# The rows, once the records of a batch are added.
${fieldsFunction('rows', rows, 'rows-')}

# Sends the fields that stand on standard input; the answer is then in the private folder.
${SENDING}
call() {
  ${EMPTY_ANSWER}
  result=$(
    ${toConfig(input)} |
${indented(curlCommand(input), 6)}
  ) || fail 'No answer from the server.'
  status=\${result%% *}

${indented(check(input), 2)}
}

# The first column without its quotes. A name stands in each row of its record, so often several times.
names | call
LC_ALL=C awk 'NR > 1 {
  sub(/\\r$/, "")
  if (match($0, /^"([^"]|"")*"/)) {
    name = substr($0, 2, RLENGTH - 2)
    gsub(/""/, "\\"", name)
  } else {
    name = $0
    sub(/,.*/, "", name)
  }
  if (name != "" && !seen[name]++) print name
}' "$work/answer" > "$work/records"
if [ ! -s "$work/records" ]; then
  printf '%s\\n' ${quote(NO_RECORDS)} >&2
  exit
fi

# A folder for this run: nothing of an earlier one is among its files.
folder=${fileStem}_$(date +%Y%m%d-%H%M%S)
mkdir "$folder"
split -a 4 -l ${recordsPerBatch} "$work/records" "$work/batch-"
number=0
for batch in "$work"/batch-*; do
  sleep ${pauseSeconds} # leaves the server time for others
  number=$((number + 1))
  {
    rows
    LC_ALL=C awk '{ printf "records[%d]=%s\\n", NR - 1, $0 }' "$batch"
  } | call
  cat "$work/answer" > "$folder/$(printf '${fileStem}_%04d.${extension}' "$number")"
done
printf 'Files saved in %s: %s.\\n' "$folder" "$number" >&2`;
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
# REDCap names the file it sends in the content type; an error has no name.
case $result in
  *name=*) is_file=true ;;
  *) is_file=false ;;
esac
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? '! $is_file && ' : '';
}

function unlessFileOr(input: SnippetInput): string {
  const match = 'answer_matches "$redcap_error"';
  return input.answer.kind === 'file' ? `{ ! $is_file && ${match}; }` : match;
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return 'cat "$work/answer"';
    case 'file':
      return `file=${visibleWord(input.answer.fileName)}
cat "$work/answer" > "$file"
printf 'Saved %s\\n' "$file" >&2`;
    case 'nothing':
      return `printf 'Done (HTTP status %s).\\n' "$status" >&2`;
    default:
      return assertNever(input.answer);
  }
}
