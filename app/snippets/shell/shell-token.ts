import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { secretCommand, tokenIsMissing, type TokenSource } from '#app/snippets/token-sources.ts';
import { quoteShell as quote } from './shell-quote.ts';

/** The places a shell program can read its token from. */
export const shellTokenSources = [
  'environment',
  'macos-keychain',
  'secret-tool',
] as const satisfies readonly TokenSource[];

/** Sets `token`, or calls the program's function `fail` with a sentence when the place holds none. */
export function shellToken(source: TokenSource, url: string): string {
  return `token=$(${printToken(source, url)} | tr -d '[:space:]')
[ -n "$token" ] || fail ${quote(tokenIsMissing(source))}`;
}

function printToken(source: TokenSource, url: string): string {
  return source === 'macos-keychain' || source === 'secret-tool'
    ? secretCommand(source, url).join(' ')
    : `printf '%s' "\${${TOKEN_VARIABLE}:-}"`;
}
