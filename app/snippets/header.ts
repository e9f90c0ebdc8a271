import { assertNever } from '#app/assert-never.ts';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { commentText } from './comment-text.ts';
import { TOKEN_VARIABLE, type SnippetInput } from './target.ts';
import { KEYCHAIN_SERVICE, keychainAccount, POWERSHELL_ASKS, type TokenSource } from './token-sources.ts';

/** The comment at the top: which method this is, where the token comes from and how it gets there. */
export function headerComment(
  input: SnippetInput,
  mark: '#' | '//' | '*' | '%',
  source: TokenSource,
): string {
  return [`REDCap API: ${commentText(input.title)}`, ...tokenLines(input, source), ...answerLines(input)]
    .map((line) => `${mark} ${line}`)
    .join('\n');
}

/** Of the one method whose answer is as secret as what it is asked with. */
function answerLines({ request }: SnippetInput): readonly string[] {
  if (findMethod(request.methodId)?.returns.kind !== 'token') return [];
  return [
    'It takes a super token. The answer is the token of the new project: keep it where nobody else can read it.',
  ];
}

const environmentLines: readonly string[] = [
  `The token is read from the environment variable ${TOKEN_VARIABLE}; keep it out of this file.`,
  `To set it in bash or zsh:   read -rs ${TOKEN_VARIABLE}; export ${TOKEN_VARIABLE}`,
  `To set it in PowerShell:    $env:${TOKEN_VARIABLE} = ${POWERSHELL_ASKS}`,
];

function tokenLines(input: SnippetInput, source: TokenSource): readonly string[] {
  if (source === 'environment') return environmentLines;
  const account = keychainAccount(input.url);
  const entry = `The token is read from the keychain entry ${KEYCHAIN_SERVICE}, account ${account}; keep it out of this file.`;
  switch (source) {
    case 'keyring':
      return [entry, ...oneEntryEach];
    case 'macos-keychain':
      return [
        entry,
        `To keep it there:   security add-generic-password -U -s ${KEYCHAIN_SERVICE} -a ${account} -w`,
        ...oneEntryEach,
      ];
    case 'secret-tool':
      return [
        entry,
        `To keep it there:   secret-tool store --label='REDCap API' service ${KEYCHAIN_SERVICE} account ${account}`,
        ...oneEntryEach,
      ];
    case 'secret-management':
      return [
        `The token is read from the secret ${KEYCHAIN_SERVICE}-${account} of PowerShell's vault; keep it out of this file.`,
        `To keep it there:   Set-Secret -Name ${KEYCHAIN_SERVICE}-${account} -Secret (Read-Host -AsSecureString)`,
        ...oneEntryEach,
      ];
    case 'unlock-redcap':
      return [
        'The token is read from a keychain of redcapAPI, which asks for it at the first run; keep it out of this file.',
      ];
    case 'parameter':
      return [`The token is read from the parameter ${TOKEN_VARIABLE}; keep it out of this file.`];
    default:
      return assertNever(source);
  }
}

const oneEntryEach: readonly string[] = [
  'A token belongs to one project: with several projects, give each an account name of its own.',
];
