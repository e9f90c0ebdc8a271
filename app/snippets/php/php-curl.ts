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
import { NATIVE_CERTIFICATES, nativeCertificatesComment } from './php-certificates.ts';
import { phpFields, phpPostFields } from './php-fields.ts';
import { quotePhp as quote } from './php-quote.ts';
import { phpToken, phpTokenSources } from './php-token.ts';

export const phpCurl: SnippetTarget = {
  id: 'php-curl',
  label: 'PHP',
  library: 'curl',
  extension: 'php',
  colouring: 'php',
  tokenSources: phpTokenSources,
  batches: 'folder',
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
  const source = tokenSourceOf(input, phpCurl);
  const batched = batchedRequest(input);
  return `<?php
${headerComment(input, '//', source)}

function fail(string $message): void
{
    fwrite(STDERR, $message . "\\n");
    exit(1);
}
${batched === null ? '' : `\n${callFunction(input, batched)}\n`}
${phpToken(source, input.url)}

${batched === null ? plain(input) : inBatches(batched)}
`;
}

function plain(input: SnippetInput): string {
  return `$fields = [
${phpFields(input.request)}
];

${call(input, phpPostFields(input.request))}

${writeAnswer(input)}`;
}

/** Sends `$fields` and sets `$status` and `$body`; ends the program when the call failed. */
function call(input: SnippetInput, postFields: string): string {
  return `$curl = curl_init(${quote(input.url)});
curl_setopt_array($curl, [
    CURLOPT_POST           => true,
    CURLOPT_POSTFIELDS     => ${postFields},
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_FOLLOWLOCATION => false, // a redirect would carry the token elsewhere
    CURLOPT_CONNECTTIMEOUT => ${CONNECT_SECONDS},
    CURLOPT_TIMEOUT        => ${ANSWER_SECONDS},
    CURLOPT_SSL_OPTIONS    => ${NATIVE_CERTIFICATES}, // ${nativeCertificatesComment}
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
    $message = str_replace($token, '${TOKEN_CUT_OUT}', $body);
    fail("The request failed (HTTP status $status): $message");
}`;
}

/** One function sends both requests of a program in batches, so that both are written as pairs if one has to be. */
function asPairs({ names, rows }: BatchedRequest): boolean {
  return !namesAreUnique(names) || !namesAreUnique(rows);
}

function callFunction(input: SnippetInput, batched: BatchedRequest): string {
  return `/** Sends the fields and returns the answer; ends the program when that fails. */
function call(array $fields, string $token): string
{
${indented(call(input, phpPostFields(batched.rows, asPairs(batched))), 4)}
    return $body;
}`;
}

function inBatches(batched: BatchedRequest): string {
  const { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension } = batched;
  const pairs = asPairs(batched);
  const add = pairs ? '$fields[] = ["records[$index]", $record];' : '$fields["records[$index]"] = $record;';
  return `// Asks for the record names alone.
$names = [
${phpFields(names, pairs)}
];

// Asks for the rows, once the records of a batch are added.
$rows = [
${phpFields(rows, pairs)}
];

$table = fopen('php://temp', 'w+');
fwrite($table, call($names, $token));
rewind($table);
fgetcsv($table, 0, ',', '"', ''); // the header
$records = [];
while (($line = fgetcsv($table, 0, ',', '"', '')) !== false) {
    if ((string) $line[0] !== '') {
        $records[] = $line[0];
    }
}
// A name stands in each row of its record, so often several times.
$batches = array_chunk(array_unique($records), ${recordsPerBatch});
if ($batches === []) {
    fwrite(STDERR, ${quote(NO_RECORDS)} . "\\n");
    exit;
}

// A folder for this run: nothing of an earlier one is among its files.
$folder = '${fileStem}_' . date('Ymd-His');
if (!mkdir($folder)) {
    exit(1);
}
foreach ($batches as $number => $batch) {
    usleep(${Math.round(pauseSeconds * 1_000_000)}); // microseconds, which leave the server time for others
    $fields = $rows;
    foreach ($batch as $index => $record) {
        ${add}
    }
    $body = call($fields, $token);
    if (file_put_contents(sprintf('%s/${fileStem}_%04d.${extension}', $folder, $number + 1), $body) === false) {
        exit(1);
    }
}
fwrite(STDERR, "Files saved in $folder: " . count($batches) . ".\\n");`;
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
