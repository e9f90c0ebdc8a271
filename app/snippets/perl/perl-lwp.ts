import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { indented } from '#app/snippets/indented.ts';
import { ANSWER_SECONDS, NO_RECORDS, REDCAP_ERROR, TOKEN_CUT_OUT, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { perlFields } from './perl-fields.ts';
import { quotePerl as quote } from './perl-quote.ts';
import { perlToken, perlTokenSources } from './perl-token.ts';

export const perlLwp: SnippetTarget = {
  id: 'perl-lwp',
  label: 'Perl',
  library: 'LWP::UserAgent',
  extension: 'pl',
  colouring: 'perl',
  tokenSources: perlTokenSources,
  batches: 'folder',
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
  const source = tokenSourceOf(input, perlLwp);
  const batched = batchedRequest(input);
  const multipart = input.request.encoding === 'multipart';
  return `#!/usr/bin/env perl
${headerComment(input, '#', source)}
use strict;
use warnings;
use HTTP::Request::Common qw(POST);
use LWP::UserAgent;${batched === null ? '' : '\nuse POSIX qw(strftime);\nuse Time::HiRes qw(sleep);'}${multipart ? '' : '\nuse URI;'}

${perlToken(source, input.url)}

# Text stands here in UTF-8 and is sent as these bytes: do not add "use utf8".${batched === null ? '' : '\n'}
${batched === null ? plain(input) : inBatches(input, batched)}
`;
}

function plain(input: SnippetInput): string {
  return `my @fields = (
${perlFields(input.request)}
);

${call(input)}

${writeAnswer(input)}`;
}

/** Sends `@fields` and sets `$status` and `$body`; ends the program when the call failed. */
function call(input: SnippetInput): string {
  return `my $agent = LWP::UserAgent->new(
    timeout      => ${ANSWER_SECONDS},
    env_proxy    => 1,    # through the proxy that https_proxy names, if any
    max_redirect => 0,    # a redirect would carry the token elsewhere
    ssl_opts     => { verify_hostname => 1 },
);

${input.request.encoding === 'multipart' ? multipartCall(input) : formCall(input)}

my $status = $response->code;
my $body   = $response->decoded_content( charset => 'none' ) // '';
if ( ( $response->header('Client-Warning') // '' ) eq 'Internal response' ) {
    die "No answer from the server: $body\\n";
}

# The agent takes a part of an answer for the whole.
if ( $response->header('Client-Aborted') || length( $response->content ) < ( $response->content_length // 0 ) ) {
    die "The server's answer broke off: it is not whole.\\n";
}
${writeFileCheck(input)}
# REDCap can report an error with status 200, and a wrong address answers with a web page.
my $web_page = qr~\\A${WEB_PAGE}~i;
my $error    = qr~\\A${REDCAP_ERROR}~;

if ( ${unlessFile(input)}$body =~ $web_page ) {
    die "The server sent a web page instead of data (HTTP status $status). Check the address.\\n";
}
if ( $status != 200 || ${unlessFile(input)}$body =~ $error ) {
    $body =~ s/\\Q$token\\E/${TOKEN_CUT_OUT}/g;
    die "The request failed (HTTP status $status): $body\\n";
}`;
}

function inBatches(input: SnippetInput, batched: BatchedRequest): string {
  const { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension } = batched;
  return `# Asks for the record names alone.
my @names = (
${perlFields(names)}
);

# Asks for the rows, once the records of a batch are added.
my @rows = (
${perlFields(rows)}
);

# Sends the fields and returns the answer; ends the program when that fails.
sub call {
    my @fields = @_;
${indented(call(input), 4)}
    return $body;
}

# A name stands in each row of its record, so often several times.
my ( $header, @lines ) = split /\\r?\\n/, call(@names);
my ( @records, %seen );
for my $line (@lines) {
    my $record = $line =~ /\\A"((?:[^"]|"")*)"/ ? $1 =~ s/""/"/gr : $line =~ s/,.*//sr;
    push @records, $record if $record ne '' && !$seen{$record}++;
}
if ( !@records ) {
    print STDERR ${quote(NO_RECORDS)}, "\\n";
    exit;
}

# A folder for this run: nothing of an earlier one is among its files.
my $folder = strftime '${fileStem}_%Y%m%d-%H%M%S', localtime;
mkdir $folder or die "Cannot make $folder: $!\\n";

my $number = 0;
while ( my @batch = splice @records, 0, ${recordsPerBatch} ) {
    sleep ${pauseSeconds};    # leaves the server time for others
    my @chosen = map { ( "records[$_]" => $batch[$_] ) } 0 .. $#batch;
    my $answer = call( @rows, @chosen );
    my $file   = sprintf '%s/${fileStem}_%04d.${extension}', $folder, ++$number;
    open( my $out, '>:raw', $file ) or die "Cannot write $file: $!\\n";
    print {$out} $answer;
    close($out) or die "Cannot write $file: $!\\n";
}
print STDERR "Files saved in $folder: $number.\\n";`;
}

function formCall(input: SnippetInput): string {
  return `# Given the list itself, POST would turn each line feed into CR LF.
my $form = URI->new('http:');
$form->query_form(@fields);

${ALARM}
my $response = $agent->request( POST ${quote(input.url)}, Content => $form->query );
alarm 0;`;
}

function multipartCall(input: SnippetInput): string {
  return `${ALARM}
my $response = $agent->request(
    POST ${quote(input.url)},
    Content_Type => 'form-data',
    Content      => \\@fields,
);
alarm 0;`;
}

const ALARM = `# The agent's time-out begins anew with every byte: the alarm ends the whole call.
# It exits, because LWP would catch a "die".
local $SIG{ALRM} = sub {
    print STDERR "No whole answer from the server within ${ANSWER_SECONDS} seconds.\\n";
    exit 1;
};
alarm ${ANSWER_SECONDS};`;

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
