import { assertNever } from '#app/assert-never.ts';
import { batchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import {
  KEYCHAIN_SERVICE,
  keychainAccount,
  secretCommand,
  tokenIsMissing,
  tokenSourceOf,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { powershellBatches, recordNameFunction } from './powershell-batches.ts';
import { powershellFields } from './powershell-fields.ts';
import { formFunction, multipartFunction, powershellPost } from './powershell-post.ts';
import { quotePowerShell as quote } from './powershell-quote.ts';

export const powershell: SnippetTarget = {
  id: 'powershell',
  label: 'PowerShell',
  library: 'HttpClient',
  extension: 'ps1',
  colouring: 'powershell',
  tokenSources: ['environment', 'secret-management', 'macos-keychain', 'secret-tool'],
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['pwsh', '-NoProfile', '-ExecutionPolicy', 'RemoteSigned', '-File', fileName],
    outFileOption: '-OutFile',
    how: 'Run it with PowerShell 7, or with Windows PowerShell 5.1: there, write “powershell” in place of “pwsh”.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, powershell);
  const batched = batchedRequest(input);
  const multipart = input.request.encoding === 'multipart';
  const printsText = batched === null && input.answer.kind === 'text';
  const parts = [
    `${headerComment(input, '#', source)}
${source === 'secret-management' ? `${vaultComment}\n` : ''}# Run it with PowerShell 7: pwsh -NoProfile -ExecutionPolicy RemoteSigned -File FILE.ps1
# In Windows PowerShell 5.1, write "powershell" in place of "pwsh".
#Requires -Version 5.1`,
    printsText ? outFileParameter : '',
    `$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Net.Http
if ([System.Net.ServicePointManager]::SecurityProtocol -ne 'SystemDefault') {
    # Where Windows PowerShell names the protocols itself, it may leave out what today's servers ask for.
    [System.Net.ServicePointManager]::SecurityProtocol = 'Tls12'
}`,
    `function Stop-Script([string] $Message) {
    [Console]::Error.WriteLine($Message)
    exit 1
}`,
    multipart || printsText || batched !== null || input.answer.kind === 'file' ? pathFunction : '',
    printsText || batched !== null || input.answer.kind === 'file' ? saveFunction : '',
    multipart ? multipartFunction : formFunction,
    powershellPost(input),
    batched === null ? '' : recordNameFunction,
    `${tokenStatement(input, source)}
if ($token -eq '') {
    Stop-Script ${quote(tokenIsMissing(source))}
}`,
    batched === null
      ? `${powershellFields('fields', input.request.fields)}\n\n${answerOf(input)}`
      : powershellBatches(batched),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const vaultComment = `# It takes two modules:   Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
# and, once, a vault:     Register-SecretVault -Name SecretStore -ModuleName Microsoft.PowerShell.SecretStore`;

const outFileParameter = `# With -OutFile the bytes of the answer are saved as they came. Without it the text goes down the pipeline,
# for instance to ConvertFrom-Csv or ConvertFrom-Json.
param([string] $OutFile)`;

const pathFunction = `# .NET has a current folder of its own, which is not PowerShell's.
function Get-FullPath([string] $Path) {
    [System.IO.Path]::Combine($PWD.ProviderPath, $Path)
}`;

const saveFunction = `function Save-Answer([string] $Path, [byte[]] $Answer) {
    [System.IO.File]::WriteAllBytes((Get-FullPath $Path), $Answer)
}`;

function tokenStatement(input: SnippetInput, source: TokenSource): string {
  const command = secretOf(input, source);
  if (command === null) return `$token = "$env:${TOKEN_VARIABLE}".Trim()`;
  return `$token = ''
try {
    $token = "$(${command})".Trim()
}
catch {
    [Console]::Error.WriteLine($_.Exception.Message)
}`;
}

/** The command that prints the token; null where no command does. */
function secretOf({ url }: SnippetInput, source: TokenSource): string | null {
  switch (source) {
    case 'secret-management':
      return `Get-Secret -Name ${quote(`${KEYCHAIN_SERVICE}-${keychainAccount(url)}`)} -AsPlainText`;
    case 'macos-keychain':
    case 'secret-tool':
      return `& ${secretCommand(source, url).map(quote).join(' ')}`;
    default:
      return null;
  }
}

function answerOf(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return `$answer = Send-Request $fields
if ($OutFile) {
    Save-Answer $OutFile $answer
    [Console]::Error.WriteLine("Saved $OutFile")
}
else {
    [System.Text.Encoding]::UTF8.GetString($answer)
}`;
    case 'file':
      return `$answer = Send-Request $fields
$fileName = ${quote(input.answer.fileName)}
Save-Answer $fileName $answer
[Console]::Error.WriteLine("Saved $fileName")`;
    case 'nothing':
      return `$null = Send-Request $fields
[Console]::Error.WriteLine('Done (HTTP status 200).')`;
    default:
      return assertNever(input.answer);
  }
}
