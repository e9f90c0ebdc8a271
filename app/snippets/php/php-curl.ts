import { assertNever } from '#app/assert-never.ts';
import { headerComment } from '#app/snippets/header.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { phpFields, phpPostFields } from './php-fields.ts';
import { quotePhp as quote } from './php-quote.ts';

export const phpCurl: SnippetTarget = {
  id: 'php-curl',
  label: 'PHP',
  library: 'curl',
  extension: 'php',
  colouring: 'php',
  tokenSources: ['environment'],
  batches: false,
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['php', fileName],
    how: 'Run it with PHP 7.4 or newer and its curl extension.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  return `<?php
${headerComment(input, '//', 'environment')}

function fail(string $message): void
{
    fwrite(STDERR, $message . "\\n");
    exit(1);
}

$token = trim((string) getenv('${TOKEN_VARIABLE}'));
if ($token === '') {
    fail(${quote(tokenIsMissing('environment'))});
}

$fields = [
${phpFields(input.request)}
];

$curl = curl_init(${quote(input.url)});
curl_setopt_array($curl, [
    CURLOPT_POST           => true,
    CURLOPT_POSTFIELDS     => ${phpPostFields(input.request)},
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_FOLLOWLOCATION => false, // a redirect would carry the token elsewhere
    CURLOPT_CONNECTTIMEOUT => ${CONNECT_SECONDS},
    CURLOPT_TIMEOUT        => ${ANSWER_SECONDS},
]);

$body = curl_exec($curl);
if ($body === false) {
    fail('No answer from the server: ' . curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
${writeFileCheck(input)}
// REDCap can report an error with status 200, and a wrong address answers with a web page.
$webPage = ${quote(`~^${WEB_PAGE}~i`)};
$error = ${quote(`~^${REDCAP_ERROR}~`)};

if (${unlessFile(input)}preg_match($webPage, $body)) {
    fail("The server sent a web page instead of data (HTTP status $status). Check the address.");
}
if ($status !== 200 || ${unlessFile(input)}preg_match($error, $body)) {
    fail("The request failed (HTTP status $status): $body");
}

${writeAnswer(input)}
`;
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
// REDCap names the file it sends in the content type; an error has no name.
$isFile = strpos((string) curl_getinfo($curl, CURLINFO_CONTENT_TYPE), 'name=') !== false;
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? '!$isFile && ' : '';
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return 'fwrite(STDOUT, $body);';
    case 'file':
      return `if (file_put_contents(${quote(input.answer.fileName)}, $body) === false) {
    exit(1);
}
fwrite(STDERR, "Saved " . ${quote(input.answer.fileName)} . "\\n");`;
    case 'nothing':
      return 'fwrite(STDERR, "Done (HTTP status $status).\\n");';
    default:
      return assertNever(input.answer);
  }
}
