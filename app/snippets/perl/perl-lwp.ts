import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { alignedNames, formFileName } from '#app/snippets/fields.ts';
import { headerComment } from '#app/snippets/header.ts';
import { EACH_INVISIBLE, hasInvisible } from '#app/snippets/invisible.ts';
import { ANSWER_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';

export const perlLwp: SnippetTarget = {
  id: 'perl-lwp',
  label: 'Perl',
  library: 'LWP::UserAgent',
  extension: 'pl',
  colouring: 'perl',
  tokenSources: ['environment'],
  batches: false,
  factors: false,
  running: {
    install: 'cpanm LWP::UserAgent LWP::Protocol::https',
    command: (fileName) => ['perl', fileName],
    how: 'Run it with Perl 5.14 or newer.',
    dependencies: {
      fileName: 'cpanfile',
      text: "requires 'LWP::UserAgent';\nrequires 'LWP::Protocol::https';\n",
    },
  },
  write,
};

function write(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  return `#!/usr/bin/env perl
${headerComment(input, '#', 'environment')}
use strict;
use warnings;
use HTTP::Request::Common qw(POST);
use LWP::UserAgent;${multipart ? '' : '\nuse URI;'}

my $token = $ENV{${TOKEN_VARIABLE}} // '';
$token =~ s/^\\s+|\\s+$//g;
die ${quote(tokenIsMissing('environment'))}, "\\n" if $token eq '';

# Text stands here in UTF-8 and is sent as these bytes: do not add "use utf8".
my @fields = (
${writeFields(input)}
);

my $agent = LWP::UserAgent->new(
    timeout      => ${ANSWER_SECONDS},
    max_redirect => 0,    # a redirect would carry the token elsewhere
    ssl_opts     => { verify_hostname => 1 },
);
${multipart ? multipartCall(input) : formCall(input)}
my $status = $response->code;
my $body   = $response->decoded_content( charset => 'none' ) // '';
if ( ( $response->header('Client-Warning') // '' ) eq 'Internal response' ) {
    die "No answer from the server: $body\\n";
}
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
my $web_page = qr~\\A${WEB_PAGE}~i;
my $error    = qr~\\A${REDCAP_ERROR}~;

if ( ${unlessFile(input)}$body =~ $web_page ) {
    die "The server sent a web page instead of data (HTTP status $status). Check the address.\\n";
}
if ( $status != 200 || ${unlessFile(input)}$body =~ $error ) {
    die "The request failed (HTTP status $status): $body\\n";
}

${writeAnswer(input)}
`;
}

function formCall(input: SnippetInput): string {
  return `# Given the list itself, POST would turn each line feed into CR LF.
my $form = URI->new('http:');
$form->query_form(@fields);
my $response = $agent->request( POST ${quote(input.url)}, Content => $form->query );
`;
}

function multipartCall(input: SnippetInput): string {
  return `my $response = $agent->request(
    POST ${quote(input.url)},
    Content_Type => 'form-data',
    Content      => \\@fields,
);
`;
}

function writeFields(input: SnippetInput): string {
  const names = alignedNames(input.request.fields, quote);
  return input.request.fields
    .map((field, index) => `    ${names[index] ?? ''} => ${fieldValue(field)},`)
    .join('\n');
}

function fieldValue(field: EncodedField): string {
  switch (field.kind) {
    case 'token':
      return '$token';
    case 'text':
      return textValue(field.value);
    case 'file':
      return `[ ${quote(field.reference)}, ${quote(formFileName(field.fileName))}, 'Content-Type' => 'application/octet-stream' ]`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string): string {
  if (!value.includes('\n')) return quote(value);
  const lines = value.split('\n').map((line) => `        ${quote(line)},`);
  return `join( "\\n",\n${lines.join('\n')}\n    )`;
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
# REDCap names the file it sends in the content type; an error has no name.
my $is_file = ( $response->header('Content-Type') // '' ) =~ /name=/;
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? '!$is_file && ' : '';
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return 'binmode STDOUT;\nprint $body;';
    case 'file':
      return `my $file = ${quote(input.answer.fileName)};
open( my $out, '>:raw', $file ) or die "Cannot write $file: $!\\n";
print {$out} $body;
close($out) or die "Cannot write $file: $!\\n";
print STDERR "Saved $file\\n";`;
    case 'nothing':
      return 'print STDERR "Done (HTTP status $status).\\n";';
    default:
      return assertNever(input.answer);
  }
}

/** Single quotes, which leave everything but themselves alone; double quotes with bytes for what cannot be seen. */
function quote(text: string): string {
  const whole = text.toWellFormed();
  if (!hasInvisible(whole)) return `'${whole.replaceAll(/['\\]/g, '\\$&')}'`;
  return `"${whole.replaceAll(/["\\$@]/g, '\\$&').replaceAll(EACH_INVISIBLE, escape)}"`;
}

/** UTF-8 bytes and not a code point: `\\x{feff}` would make the whole string one of wide characters. */
function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return encodeURIComponent(character).replaceAll('%', '\\x');
}
