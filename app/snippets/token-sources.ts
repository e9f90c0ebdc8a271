import { commentText } from './comment-text.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from './target.ts';

/** The places code can read a token from. */
export const allTokenSources = [
  'environment',
  'keyring',
  'macos-keychain',
  'secret-tool',
  'secret-management',
  'unlock-redcap',
  'parameter',
] as const;

export type TokenSource = (typeof allTokenSources)[number];

/** The entry in a keychain: this service, and the server's name as the account. */
export const KEYCHAIN_SERVICE = 'redcap-api';

/** What a place is called where it is chosen. */
export const tokenSourceLabels: Readonly<Record<TokenSource, string>> = {
  environment: `Environment variable ${TOKEN_VARIABLE}`,
  keyring: 'Keychain of the computer (keyring)',
  'macos-keychain': 'Keychain of macOS (security)',
  'secret-tool': 'Keychain of Linux (secret-tool)',
  'secret-management': 'PowerShell SecretManagement',
  'unlock-redcap': 'redcapAPI’s unlockREDCap',
  parameter: `Parameter ${TOKEN_VARIABLE}`,
};

/** The same in a few words, where there is little room. */
export const tokenSourceWords: Readonly<Record<TokenSource, string>> = {
  environment: 'environment',
  keyring: 'keychain',
  'macos-keychain': 'macOS keychain',
  'secret-tool': 'secret-tool',
  'secret-management': 'SecretManagement',
  'unlock-redcap': 'unlockREDCap',
  parameter: 'parameter',
};

/** Where this program reads its token: what was chosen if the target offers it, else the target's first. */
export function tokenSourceOf(
  input: SnippetInput,
  { tokenSources }: Pick<SnippetTarget, 'tokenSources'>,
): TokenSource {
  const chosen = input.options.tokenSource;
  return chosen !== null && tokenSources.includes(chosen) ? chosen : tokenSources[0];
}

/** The server's name, under which a keychain keeps the token. Safe within quotes and comments of every target. */
export function keychainAccount(url: string): string {
  const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';
  return commentText(host.replace(/^.*@/, '')).replaceAll(/[^A-Za-z0-9.-]/g, '-') || 'redcap';
}

/**
 * What asks for the token in PowerShell without showing it, as `read -s` does in a shell: in Windows PowerShell 5.1,
 * too, whose `Read-Host` knows no `-MaskInput`.
 */
export const POWERSHELL_ASKS = `[Net.NetworkCredential]::new('', (Read-Host 'Token' -AsSecureString)).Password`;

/** The words of the command that prints the token, to be run without a shell. */
export function secretCommand(source: 'macos-keychain' | 'secret-tool', url: string): readonly string[] {
  const account = keychainAccount(url);
  return source === 'macos-keychain'
    ? ['security', 'find-generic-password', '-s', KEYCHAIN_SERVICE, '-a', account, '-w']
    : ['secret-tool', 'lookup', 'service', KEYCHAIN_SERVICE, 'account', account];
}

/** What a program says when the place holds no token. */
export function tokenIsMissing(source: TokenSource): string {
  switch (source) {
    case 'environment':
      return `Set the environment variable ${TOKEN_VARIABLE} to your API token first.`;
    case 'parameter':
      return `Set the parameter ${TOKEN_VARIABLE} to your API token first.`;
    case 'secret-management':
      return 'There is no such secret: keep your API token with Set-Secret first.';
    default:
      return 'There is no such entry in the keychain: keep your API token there first.';
  }
}
