import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { secretCommand, tokenIsMissing, type TokenSource } from '#app/snippets/token-sources.ts';
import { quotePhp as quote } from './php-quote.ts';

/** The places a PHP program can read its token from. */
export const phpTokenSources = [
  'environment',
  'macos-keychain',
  'secret-tool',
] as const satisfies readonly TokenSource[];

/** Sets `$token`, or calls the program's function `fail` with a sentence when the place holds none. */
export function phpToken(source: TokenSource, url: string): string {
  return `${readToken(source, url)}
if ($token === '') {
    fail(${quote(tokenIsMissing(source))});
}`;
}

function readToken(source: TokenSource, url: string): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `$token = trim((string) getenv('${TOKEN_VARIABLE}'));`;
  }
  const words = secretCommand(source, url).map(quote).join(', ');
  return `$command = [${words}];
$process = @proc_open($command, [1 => ['pipe', 'w']], $pipes); // false where there is no such command
$token = $process === false ? '' : trim(stream_get_contents($pipes[1]));`;
}
