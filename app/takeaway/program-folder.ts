import { leavesFolder } from '#app/snippets/batching.ts';
import { commentText } from '#app/snippets/comment-text.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import {
  KEYCHAIN_SERVICE,
  keychainAccount,
  POWERSHELL_ASKS,
  tokenSourceOf,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { windowsCommand } from './windows-command.ts';
import type { TextFile } from './text-file.ts';

/** The name of the program's file: the method's id with the language's extension. */
export function programFileName(target: SnippetTarget, input: SnippetInput): string {
  return `${input.request.methodId}.${target.extension}`;
}

/**
 * All a colleague needs to run the program: itself, the dependency file of its language, an example of the
 * environment, what git must leave out, and how to run it. None of the files holds a token.
 */
export function programFolder(target: SnippetTarget, input: SnippetInput, code: string): readonly TextFile[] {
  const source = tokenSourceOf(input, target);
  const { dependencies } = target.running;
  return [
    { path: programFileName(target, input), text: code },
    ...(dependencies === null ? [] : [{ path: dependencies.fileName, text: dependencies.text }]),
    ...(source === 'environment' ? [{ path: '.env.example', text: environmentExample }] : []),
    { path: '.gitignore', text: ignored(input) },
    { path: 'README.md', text: readme(target, input, source) },
  ];
}

const environmentExample = `# Copy this file to .env, write the token behind the equals sign, and let nobody else read it (chmod 600 .env).
${TOKEN_VARIABLE}=
`;

/** What holds a token, and what holds study data: the answers, data sets that are made of them, files that are sent. */
function ignored({ request, answer }: SnippetInput): string {
  const answers = answer.kind === 'file' ? [literal(answer.fileName)] : [`${request.methodId}_*`, 'answer.*'];
  const sent = request.fields.flatMap((field) => (field.kind === 'file' ? [literal(field.fileName)] : []));
  const kept = new Set([...answers, ...sent, ...dataSets, '*.log', '.RData', '.Rhistory']);
  return ['# Tokens', '.env', '.Renviron', '', '# Study data', ...kept, ''].join('\n');
}

/** Of R, SAS, SPSS, Stata and MATLAB. */
const dataSets = ['*.rds', '*.sas7bdat', '*.sav', '*.dta', '*.mat'];

/** A file's name as a line of a .gitignore, where some signs stand for others. */
function literal(fileName: string): string {
  return fileName.replaceAll(/[\r\n\0]/g, '?').replaceAll(/[\\*[\]!#]|\s+$/g, String.raw`\$&`);
}

function readme(target: SnippetTarget, input: SnippetInput, source: TokenSource): string {
  const { running } = target;
  const file = programFileName(target, input);
  const files = input.request.fields.filter((field) => field.kind === 'file');
  return `# ${commentText(input.title)}

This program makes one request to the REDCap API at ${codeSpan(input.url)}. It is written for ${target.label} (${target.library}).

## 1. Give it the token

${tokenHelp(target, input, source)}

A token is your whole right in a project. Keep it out of programs, e-mails and version control; if it ever got out, regenerate it in REDCap at once (API page of the project).

## 2. Install what it needs

${running.install === null ? 'Nothing besides the language itself.' : codeBlock(running.install)}

## 3. Run it

${running.how}
${commandHelp(target, input, file)}${leavesFolder(target, input) ? `\n${folderOfEachRun(input.request.methodId)}\n` : ''}${
    files.length === 0
      ? ''
      : `\nPut ${files.map((part) => codeSpan(part.fileName)).join(', ')} into this folder first.\n`
  }
If the request fails, the program says why${running.command === null || running.unwatched !== undefined ? '' : ' and ends with an error status'}.
`;
}

/** How it is run from a command line; '' where it is run inside another program. */
function commandHelp(target: SnippetTarget, input: SnippetInput, file: string): string {
  const { running } = target;
  const words = running.command?.(file) ?? null;
  if (words === null) return '';
  const { outFileOption, unwatched } = running;
  if (unwatched !== undefined) return `\n${codeBlock(words.join(' '))}\n\n${unwatched}\n`;
  if (!answersAsText(target, input)) return `\n${codeBlock(words.join(' '))}\n`;
  if (outFileOption !== undefined)
    return `\n${codeBlock([...words, outFileOption, 'answer.txt'].join(' '))}\n`;
  return `
${codeBlock(`${words.join(' ')} > answer.txt`)}

On Windows, in the Command Prompt or after \`cmd\` in PowerShell, whose own \`>\` would change the bytes of the answer:

${codeBlock(`${windowsCommand(words)} > answer.txt`)}
`;
}

/** Whether the program prints what came, which is wanted in a file. */
export function answersAsText(target: SnippetTarget, input: SnippetInput): boolean {
  return input.answer.kind === 'text' && !leavesFolder(target, input);
}

/** What becomes of the files of an export in batches, run after run; a sentence. */
export function folderOfEachRun(methodId: string): string {
  return `Each run leaves one folder of study data beside the program, named ${methodId}_ and the time of the run: the older ones stay until you delete them.`;
}

function tokenHelp(target: SnippetTarget, input: SnippetInput, source: TokenSource): string {
  const account = keychainAccount(input.url);
  switch (source) {
    case 'environment':
      return `The program reads it from the environment variable \`${TOKEN_VARIABLE}\`.

- macOS and Linux: copy \`.env.example\` to \`.env\`, write the token there, then

      chmod 600 .env
      set -a; . ./.env; set +a

- Windows, PowerShell: \`$env:${TOKEN_VARIABLE} = ${POWERSHELL_ASKS}\`${
        target.label === 'R'
          ? `\n- RStudio: write the line \`${TOKEN_VARIABLE}=…\` into a file \`.Renviron\` in this folder and restart R.`
          : ''
      }${runsInside(target) ? insideHelp(target) : ''}`;
    case 'keyring':
      return `The program reads it from the keychain of your computer: entry \`${KEYCHAIN_SERVICE}\`, account \`${account}\`.

${codeBlock(
  target.label === 'R'
    ? `Rscript -e 'keyring::key_set("${KEYCHAIN_SERVICE}", "${account}")'`
    : `python3 -m pip install keyring\npython3 -m keyring set ${KEYCHAIN_SERVICE} ${account}`,
)}`;
    case 'macos-keychain':
      return `The program reads it from the keychain of macOS.

${codeBlock(`security add-generic-password -U -s ${KEYCHAIN_SERVICE} -a ${account} -w`)}`;
    case 'secret-tool':
      return `The program reads it from the keychain of your desktop, through secret-tool (Debian package libsecret-tools).

${codeBlock(`secret-tool store --label='REDCap API' service ${KEYCHAIN_SERVICE} account ${account}`)}`;
    case 'secret-management':
      return `The program reads it from PowerShell's vault.

${codeBlock(
  `Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore\nSet-Secret -Name ${KEYCHAIN_SERVICE}-${account} -Secret (Read-Host -AsSecureString)`,
)}`;
    case 'unlock-redcap':
      return 'redcapAPI asks for it at the first run and keeps it in an encrypted keychain of its own, which a password of yours opens.';
    case 'parameter':
      return `Make a text parameter named \`${TOKEN_VARIABLE}\` and give it the token as its value. Anyone who gets the file with the parameter's value has the token: clear it before you share the file.`;
  }
}

/** Whether it is run in the window of a program, which sees no variable of a terminal. */
function runsInside({ running }: SnippetTarget): boolean {
  return running.command === null || running.unwatched !== undefined;
}

function insideHelp({ label }: SnippetTarget): string {
  return `

${label} sees the variable only when it is started from that terminal. If you start it from a menu:

- Windows: keep the token in a variable of your account, in PowerShell, and start ${label} anew. It stays in your part of the registry until you set it to \`$null\` in the same way.

      [Environment]::SetEnvironmentVariable('${TOKEN_VARIABLE}', ${POWERSHELL_ASKS}, 'User')

- macOS: \`open -a\` with the program's name, in the terminal in which the variable is set, starts it there.`;
}

function codeBlock(lines: string): string {
  return lines
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** A value within backticks; Markdown has no escape there, so a longer fence is taken. */
function codeSpan(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}
