import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { secretCommand, tokenIsMissing, type TokenSource } from '#app/snippets/token-sources.ts';
import { quoteRuby as quote } from './ruby-quote.ts';

/** The places a Ruby program can read its token from. */
export const rubyTokenSources = [
  'environment',
  'macos-keychain',
  'secret-tool',
] as const satisfies readonly TokenSource[];

/** Sets `token`, or ends the program with a sentence when the place holds none. */
export function rubyToken(source: TokenSource, url: string): string {
  return `${readToken(source, url)}
abort ${quote(tokenIsMissing(source))} if token.empty?`;
}

function readToken(source: TokenSource, url: string): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `token = ENV.fetch("${TOKEN_VARIABLE}", "").strip`;
  }
  return `command = [${secretCommand(source, url).map(quote).join(', ')}]
begin
  token = IO.popen(command, &:read).strip
rescue SystemCallError # there is no such command
  token = ""
end`;
}
