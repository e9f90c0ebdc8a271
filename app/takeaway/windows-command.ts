import { TOKEN_VARIABLE } from '#app/snippets/target.ts';

/** What comes with Windows, or with the language's installation there, under another name. */
const onWindows: readonly (readonly [elsewhere: string, there: string])[] = [
  ['python3', 'py -3'],
  ['pwsh', 'powershell'],
  ['stata-mp -b', 'StataMP-64 /e'],
  // Linux within Windows is told which variables to take over.
  ['sh', `set "WSLENV=${TOKEN_VARIABLE}/u" & wsl sh`],
];

/** The words of a command as one line of cmd. */
export function windowsCommand(words: readonly string[]): string {
  const line = words.map((word) => (/^[\w./:=+-]+$/.test(word) ? word : `"${word}"`)).join(' ');
  const [elsewhere, there] = onWindows.find(([name]) => line.startsWith(`${name} `)) ?? ['', ''];
  return there + line.slice(elsewhere.length);
}
