import { quoteShell } from '#app/snippets/shell/shell-quote.ts';
import { readsKeychainOfDesktop, readsTokenOfAccount, tokenFile } from './token-places.ts';
import { folderOfEachRun } from '#app/takeaway/program-folder.ts';
import type { TextFile } from '#app/takeaway/text-file.ts';
import { runningWords, taskName, type ScheduledProgram, type SchedulePlan } from './schedule.ts';

/** The log that a run writes to, within the program's folder: the answer, and what went wrong. */
export const ANSWER_FILE = 'answer.txt';
export const LOG_FILE = 'run.log';

/** Where the answer of a run is, in sentences. */
export function answerPlace({ target, methodId, answersAsText, leavesFolder }: ScheduledProgram): string {
  const { unwatched } = target.running;
  if (leavesFolder)
    return [unwatched, folderOfEachRun(methodId)].filter((text) => text !== undefined).join(' ');
  if (unwatched !== undefined) return unwatched;
  return `The answer is in ${ANSWER_FILE}${answersAsText ? '' : ', or in files of their own beside it'}.`;
}

/** What to do when a task has another PATH than a terminal, as most have. */
export function whereToMend(file: string): string {
  return `What went wrong is in ${LOG_FILE}. If a command was not found, write its whole path into ${file}.`;
}

/** A word as it is where the shell leaves it alone, else in single quotes. */
export function shellWord(text: string): string {
  return /^[\w@+=:,./-]+$/.test(text) ? text : quoteShell(text);
}

/**
 * The one line of a POSIX shell that runs the program in its folder, with the token file's variables where the
 * token comes from one. The answer is replaced only by a run that succeeded; all messages are added to the log.
 */
export function unixCommand(program: ScheduledProgram, plan: SchedulePlan): string {
  const { words, writesAnswer } = runningWords(program, `${ANSWER_FILE}.new`);
  const output = writesAnswer ? `>> ${LOG_FILE}` : `> ${ANSWER_FILE}.new`;
  const parts = [
    `cd ${shellWord(plan.folder)}`,
    'umask 077',
    `exec 2>> ${LOG_FILE}`,
    UTF8_LOCALE,
    ...(readsKeychainOfDesktop(program) ? [SESSION_BUS] : []),
    ...(readsTokenOfAccount(program) ? tokenFromFile(`$HOME/${tokenFile(plan)}`) : []),
    `${words.map(shellWord).join(' ')} ${output}`,
    `mv ${ANSWER_FILE}.new ${ANSWER_FILE}`,
  ];
  return parts.join(' && ');
}

/** A task has often no language set: programs could then neither read nor write letters beyond ASCII. */
const UTF8_LOCALE = `export LANG="\${LANG:-$(locale -a 2>/dev/null | grep -m1 -iE '^(C|en_US)[.]utf-?8$')}"`;

/** How the keychain of a Linux desktop is reached; cron does not say it. */
const SESSION_BUS =
  'export DBUS_SESSION_BUS_ADDRESS="${DBUS_SESSION_BUS_ADDRESS:-unix:path=/run/user/$(id -u)/bus}"';

/** A missing file would end the shell with a message that names neither the token nor what to do. */
function tokenFromFile(file: string): readonly string[] {
  return [
    `{ test -r "${file}" || { echo "There is no token in ${file}: keep it there first." >&2; false; }; }`,
    'set -a',
    `. "${file}"`,
    'set +a',
  ];
}

/** The script that cron and systemd start, which stands in the program's folder, and its whole path. */
export function unixScript(
  program: ScheduledProgram,
  plan: SchedulePlan,
): { readonly file: TextFile; readonly path: string } {
  const name = `${taskName(program, plan)}.sh`;
  const text = `#!/bin/sh\n# Runs the program with the token, unwatched.\n${unixCommand(program, plan)}\n`;
  return { file: { path: name, text }, path: `${plan.folder.replace(/\/+$/, '')}/${name}` };
}
