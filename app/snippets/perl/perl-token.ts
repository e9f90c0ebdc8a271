import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { secretCommand, tokenIsMissing, type TokenSource } from '#app/snippets/token-sources.ts';
import { quotePerl as quote } from './perl-quote.ts';

/** The places a Perl program can read its token from. */
export const perlTokenSources = [
  'environment',
  'macos-keychain',
  'secret-tool',
] as const satisfies readonly TokenSource[];

/** Sets `$token`, or ends the program with a sentence when the place holds none. */
export function perlToken(source: TokenSource, url: string): string {
  return `${readToken(source, url)}
$token =~ s/^\\s+|\\s+$//g;
die ${quote(tokenIsMissing(source))}, "\\n" if $token eq '';`;
}

function readToken(source: TokenSource, url: string): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `my $token = $ENV{${TOKEN_VARIABLE}} // '';`;
  }
  return `my $token = '';
if ( open my $command, '-|', ${secretCommand(source, url).map(quote).join(', ')} ) {
    $token = <$command> // '';
    close $command;
}`;
}
