import { assertNever } from '#app/assert-never.ts';
import { headerComment } from '#app/snippets/header.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS } from '#app/snippets/messages.ts';
import { shellFields } from './shell-fields.ts';
import { quoteShell as quote, visibleWord } from './shell-quote.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';

export const curl: SnippetTarget = {
  id: 'curl',
  label: 'cURL',
  library: 'POSIX shell',
  extension: 'sh',
  colouring: 'shell',
  tokenSources: ['environment'],
  batches: false,
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
  const { files, lines } = shellFields(input.request);
  const multipart = input.request.encoding === 'multipart';
  return `#!/bin/sh
${headerComment(input, '#', 'environment')}
set -eu

fail() {
  printf '%s\\n' "$1" >&2
  exit 1
}

token=$(printf '%s' "\${${TOKEN_VARIABLE}:-}" | tr -d '[:space:]')
[ -n "$token" ] || fail ${quote(tokenIsMissing('environment'))}

# A private folder for the answer, removed at the end.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
: > "$work/answer"

${files.length === 0 ? '' : `# Values of several lines, or that cannot be written in one.\n${files.join('\n')}\n\n`}# One field per line: ${multipart ? "cURL's option and its value" : 'name=value, or name@file'}.
fields() {
  printf '%s\\n' \\
${lines.map((line) => `    ${line}`).join(' \\\n')}
}

# cURL reads the fields from standard input, because a command line (and a token in it) is seen by all users.
# A redirect is not followed: it would carry the token elsewhere.
result=$(
  fields |
    LC_ALL=C sed ${multipart ? MULTIPART_CONFIG : FORM_CONFIG} |
    curl --config - \\
      --url ${visibleWord(input.url)} --globoff \\
      --silent --show-error --no-location \\
      --connect-timeout ${CONNECT_SECONDS} --max-time ${ANSWER_SECONDS} \\
      --output "$work/answer" --write-out '%{http_code} %{content_type}'
) || fail 'No answer from the server.'
status=\${result%% *}

# REDCap can report an error with status 200, and a wrong address answers with a web page.
answer_matches() {
  tr '\\n\\r' '  ' < "$work/answer" | LC_ALL=C grep -Eq "$@"
}
web_page=${quote(WEB_PAGE_ERE)}
redcap_error=${quote(REDCAP_ERROR_ERE)}
${writeFileCheck(input)}
if ${unlessFile(input)}answer_matches -i "$web_page"; then
  fail "The server sent a web page instead of data (HTTP status $status). Check the address."
fi
if [ "$status" != 200 ] || ${unlessFileOr(input)}; then
  fail "The request failed (HTTP status $status): $(cat "$work/answer")"
fi

${writeAnswer(input)}
`;
}

/** Turns the lines of \`fields\` into a cURL config, in which values stand in double quotes. */
const FORM_CONFIG = `'s/[\\\\"]/\\\\&/g; s/.*/data-urlencode = "&"/'`;
const MULTIPART_CONFIG = `'s/[\\\\"]/\\\\&/g; s/^\\([a-z-]*\\) \\(.*\\)/\\1 = "\\2"/'`;

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
