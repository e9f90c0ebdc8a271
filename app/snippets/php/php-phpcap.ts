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
import { phpCurl } from './php-curl.ts';
import { phpFields, phpPostFields } from './php-fields.ts';
import { quotePhp as quote } from './php-quote.ts';
import { phpToken, phpTokenSources } from './php-token.ts';
import { phpCapCall, type PhpCapCall } from './phpcap-call.ts';
import { phpCap } from './phpcap-functions.ts';

type Call = Extract<PhpCapCall, { readonly kind: 'call' }>;

export const phpPhpCap: SnippetTarget = {
  id: 'php-phpcap',
  label: 'PHP',
  library: 'PHPCap',
  extension: 'php',
  colouring: 'php',
  tokenSources: phpTokenSources,
  batches: 'folder',
  factors: false,
  running: {
    install: 'composer require iu-redcap/phpcap',
    command: (fileName) => ['php', fileName],
    how: `Run it with PHP 8.0 or newer and ${phpCap.name} ${phpCap.version} or newer, in the folder where Composer installed it.`,
    dependencies: {
      fileName: 'composer.json',
      text: `{\n    "require": {\n        "php": ">=8.0",\n        "iu-redcap/phpcap": "^${phpCap.version}"\n    }\n}\n`,
    },
  },
  write,
};

function write(input: SnippetInput): string {
  const batched = batchedRequest(input);
  const call = phpCapCall(batched?.rows ?? input.request);
  if (batched !== null) {
    const names = phpCapCall(batched.names);
    if (call.kind === 'raw') return withoutPhpCap(input, call.reason);
    if (names.kind === 'raw') return withoutPhpCap(input, names.reason);
    return program(input, inBatches(batched, names, call));
  }
  return program(input, call.kind === 'raw' ? rawCall(input, call.reason) : plain(input, call));
}

/** The same request in plain PHP. */
function withoutPhpCap(input: SnippetInput, reason: string): string {
  const [first = '', ...rest] = phpCurl.write(input).split('\n');
  return [first, `// ${reason} This is the request itself.`, ...rest].join('\n');
}

interface Body {
  /** Before `try`. */
  readonly before: string | null;
  /** The class of PHPCap that is made from the connection. */
  readonly uses: 'RedCapProject' | 'RedCap' | null;
  /** Inside `try`, after that. */
  readonly calls: string;
  readonly end: string;
}

function program(input: SnippetInput, { before, uses, calls, end }: Body): string {
  const source = tokenSourceOf(input, phpPhpCap);
  const classes = ['RedCapApiConnection', ...(uses === null ? [] : [uses])].sort();
  return `<?php
${headerComment(input, '//', source)}

require __DIR__ . '/vendor/autoload.php';

${classes.map((name) => `use IU\\PHPCap\\${name};`).join('\n')}

function fail(string $message): void
{
    fwrite(STDERR, $message . "\\n");
    exit(1);
}

${checkedConnection(input)}

${phpToken(source, input.url)}

${before === null ? '' : `${before}\n\n`}try {
    $connection = new CheckedConnection(
        url: ${quote(input.url)},
        sslVerify: true // PHPCap itself would check no certificate
    );
    $connection->setConnectionTimeoutInSeconds(${CONNECT_SECONDS});
    $connection->setTimeoutInSeconds(${ANSWER_SECONDS});
    $connection->setCurlOption(CURLOPT_FOLLOWLOCATION, false); // a redirect would carry the token elsewhere
    $connection->setCurlOption(CURLOPT_SSL_OPTIONS, ${NATIVE_CERTIFICATES}); // ${nativeCertificatesComment}
${uses === null ? '' : `${indented(construction(uses), 4)}\n`}${indented(calls, 4)}
} catch (Throwable $error) { // all of them: PHP itself would print the beginning of the token in its trace
    fail(str_replace($token, '${TOKEN_CUT_OUT}', $error->getMessage()));
}

${end}
`;
}

function construction(uses: 'RedCapProject' | 'RedCap'): string {
  const [variable, tokenName] = uses === 'RedCap' ? ['$redCap', 'superToken'] : ['$project', 'apiToken'];
  return `${variable} = new ${uses}(
    apiUrl: $connection->getUrl(),
    ${tokenName}: $token,
    sslVerify: true,
    connection: $connection
);`;
}

function checkedConnection(input: SnippetInput): string {
  const ofFile = input.answer.kind === 'file';
  const unlessFile = ofFile ? '!$isFile && ' : '';
  return `/** PHPCap itself looks at no status but 301 and 404, and takes a web page for data. */
class CheckedConnection extends RedCapApiConnection
{
    public function call($data)
    {
        $body = parent::call($data);
        $status = $this->getCallInfo()['http_code'];
${
  ofFile
    ? `        // REDCap names the file it sends in the content type; an error has no name.
        $isFile = strpos((string) $this->getCallInfo()['content_type'], 'name=') !== false;
`
    : ''
}        $webPage = ${quote(`~^${WEB_PAGE}~i`)};
        $error = ${quote(`~^${REDCAP_ERROR}~`)};
        if (${unlessFile}preg_match($webPage, $body)) {
            throw new RuntimeException(
                "The server sent a web page instead of data (HTTP status $status). Check the address."
            );
        }
        if ($status !== 200 || ${unlessFile}preg_match($error, $body)) {
            throw new RuntimeException("The request failed (HTTP status $status): $body");
        }
        return $body;
    }
}`;
}

function plain(input: SnippetInput, call: Call): Body {
  const object = call.function.of === 'RedCap' ? '$redCap' : '$project';
  const written = invocation(object, call, []);
  return {
    before: call.before,
    uses: call.function.of,
    calls: input.answer.kind === 'nothing' ? `${written};` : `$answer = ${written};`,
    end: writeAnswer(input, printed(call)),
  };
}

function rawCall(input: SnippetInput, reason: string): Body {
  const { request } = input;
  const asArray = namesAreUnique(request) && request.encoding === 'urlencoded';
  const call = asArray ? 'callWithArray($fields)' : `call(${phpPostFields(request)})`;
  return {
    before: `$fields = [\n${phpFields(request)}\n];`,
    uses: null,
    calls: `// ${reason} This is the request itself.
${input.answer.kind === 'nothing' ? '' : '$answer = '}$connection->${call};`,
    end: writeAnswer(input, 'echo $answer;'),
  };
}

function printed({ function: { answers } }: Call): string {
  switch (answers) {
    case 'list':
      return 'echo is_array($answer) ? json_encode($answer) : $answer;';
    case 'project':
      return 'echo $answer->getApiToken(); // of the new project';
    case undefined:
      return 'echo $answer;';
    default:
      return assertNever(answers);
  }
}

function writeAnswer(input: SnippetInput, print: string): string {
  switch (input.answer.kind) {
    case 'text':
      return print;
    case 'file':
      return `if (file_put_contents(${quote(input.answer.fileName)}, $answer) === false) {
    exit(1);
}
fwrite(STDERR, "Saved " . ${quote(input.answer.fileName)} . "\\n");`;
    case 'nothing':
      return 'fwrite(STDERR, "Done (HTTP status 200).\\n");';
    default:
      return assertNever(input.answer);
  }
}

function inBatches(batched: BatchedRequest, names: Call, rows: Call): Body {
  const { recordsPerBatch, pauseSeconds, fileStem, extension } = batched;
  const each = invocation('$project', rows, ['recordIds: $batch']);
  return {
    before: null,
    uses: 'RedCapProject',
    calls: `${askForBatches(batched, names, recordsPerBatch)}
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
    $answer = ${indented(each, 4).trimStart()};
    if (file_put_contents(sprintf('%s/${fileStem}_%04d.${extension}', $folder, $number + 1), $answer) === false) {
        exit(1);
    }
}`,
    end: `fwrite(STDERR, "Files saved in $folder: " . count($batches) . ".\\n");`,
  };
}

/** PHPCap's own batches know of no other choice of records than the filter. */
function askForBatches(batched: BatchedRequest, names: Call, recordsPerBatch: number): string {
  const idField = batched.names.fields.find(({ name }) => name === 'fields[0]');
  const literal = quote(idField?.kind === 'text' ? idField.value : '');
  const other = names.arguments.filter((argument) => !/^(?:format|csvDelimiter):/.test(argument));
  if (other.every((argument) => /^(?:fields|filterLogic):/.test(argument))) {
    const filter = other.filter((argument) => argument.startsWith('filterLogic:'));
    const all = [`batchSize: ${recordsPerBatch}`, ...filter, `recordIdFieldName: ${literal}`];
    return `$batches = $project->getRecordIdBatches(\n${all.map((argument) => indented(argument, 4)).join(',\n')}\n);`;
  }
  return `// A name stands in each row of its record, so often several times.
$rows = ${invocation('$project', { ...names, arguments: ["format: 'php'", ...other] }, [])};
$names = array_unique(array_column($rows, ${literal}));
$batches = array_chunk(array_filter($names, fn ($name) => $name !== ''), ${recordsPerBatch});`;
}

function invocation(object: string, call: Call, more: readonly string[]): string {
  const all = [...call.arguments, ...more];
  const name = `${object}->${call.function.name}`;
  const line = `${name}(${all.join(', ')})`;
  if (line.length <= 80 && !line.includes('\n')) return line;
  return `${name}(\n${all.map((argument) => indented(argument, 4)).join(',\n')}\n)`;
}
