import { headerComment } from '#app/snippets/header.ts';
import { TOKEN_VARIABLE, type SnippetInput } from '#app/snippets/target.ts';
import {
  KEYCHAIN_SERVICE,
  keychainAccount,
  tokenIsMissing,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { quoteR as quote } from './r-quote.ts';

/** The places an R program reads the token from without a package of its own for it. */
export const rTokenSources = ['environment', 'keyring'] as const satisfies readonly TokenSource[];

/** The first lines of an R program: what it is, and how the token gets to its place. */
export function rHeader(input: SnippetInput, source: TokenSource): string {
  return ['#!/usr/bin/env Rscript', headerComment(input, '#', source), ...hint(input, source)].join('\n');
}

function hint({ url }: SnippetInput, source: TokenSource): readonly string[] {
  switch (source) {
    case 'environment':
      return [
        `# To set it for RStudio: add the line ${TOKEN_VARIABLE}=... to the file .Renviron in your home folder.`,
      ];
    case 'keyring':
      return [
        '# To keep it there, once, in the R console (it asks for the token):',
        `#   keyring::key_set("${KEYCHAIN_SERVICE}", username = "${keychainAccount(url)}")`,
      ];
    default:
      return [];
  }
}

/** The statements that set `token` from the environment or the keychain, and stop without one. */
export function rToken({ url }: SnippetInput, source: TokenSource): string {
  const stop = `if (token == "") {\n  stop(${quote(tokenIsMissing(source))}, call. = FALSE)\n}`;
  if (source !== 'keyring') return `token <- trimws(Sys.getenv("${TOKEN_VARIABLE}"))\n${stop}`;
  return `token <- tryCatch(
  trimws(keyring::key_get("${KEYCHAIN_SERVICE}", username = "${keychainAccount(url)}")),
  error = function(problem) "" # no such entry
)
${stop}`;
}
