import { commentText } from './comment-text.ts';
import { TOKEN_VARIABLE, type SnippetInput } from './target.ts';

/** The comment at the top: which method this is, where the token comes from and how to set it. */
export function headerComment(input: SnippetInput, mark: '#' | '//'): string {
  return [
    `REDCap API: ${commentText(input.title)}`,
    `The token is read from the environment variable ${TOKEN_VARIABLE}; keep it out of this file.`,
    `To set it in bash or zsh:   read -rs ${TOKEN_VARIABLE}; export ${TOKEN_VARIABLE}`,
    `To set it in PowerShell:    $env:${TOKEN_VARIABLE} = Read-Host`,
  ]
    .map((line) => `${mark} ${line}`)
    .join('\n');
}
