import { readsTokenOfAccount, tokenFile, unixTokenStep } from './token-places.ts';
import {
  clockTime,
  runningWords,
  taskName,
  weekdayNames,
  type ScheduledProgram,
  type SchedulePlan,
  type ScheduleRecipe,
} from './schedule.ts';
import { ANSWER_FILE, answerPlace, LOG_FILE } from './unix-command.ts';

/** A service and a timer of the account's own systemd. */
export function systemdRecipe(program: ScheduledProgram, plan: SchedulePlan): ScheduleRecipe {
  const name = taskName(program, plan);
  const { words, writesAnswer } = runningWords(program, ANSWER_FILE);
  const folder = plan.folder.replace(/\/+$/, '') || '/';
  const day = plan.weekday === null ? '' : `${weekdayNames[plan.weekday].slice(0, 3)} `;
  const time = `${clockTime(plan)}:00`;
  const service = `[Unit]
Description=REDCap API: ${program.methodId}

[Service]
Type=oneshot
WorkingDirectory=${specifierSafe(folder)}
${readsTokenOfAccount(program) ? `EnvironmentFile=%h/${tokenFile(plan)}\n` : ''}UMask=0077
ExecStart=/usr/bin/env ${words.map(unitWord).join(' ')}
StandardOutput=${writesAnswer ? 'append' : 'truncate'}:${specifierSafe(folder)}/${writesAnswer ? LOG_FILE : ANSWER_FILE}
StandardError=append:${specifierSafe(folder)}/${LOG_FILE}
`;
  const timer = `[Unit]
Description=REDCap API: ${program.methodId}, at ${day}${time}

[Timer]
OnCalendar=${day}*-*-* ${time}
Persistent=true

[Install]
WantedBy=timers.target
`;
  return {
    files: [
      { path: `${name}.service`, text: service },
      { path: `${name}.timer`, text: timer },
    ],
    steps: [
      unixTokenStep(program, plan, true),
      {
        text: 'In the folder with the two files: put them in place and start the timer. The second command keeps it running while you are logged out.',
        command: `mkdir -p ~/.config/systemd/user && cp ${name}.service ${name}.timer ~/.config/systemd/user/ && systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer\nloginctl enable-linger`,
      },
      {
        text: `Test it now. ${answerPlace(program)} What went wrong is in ${LOG_FILE}.`,
        command: `systemctl --user start ${name}.service; systemctl --user status --no-pager ${name}.service`,
      },
      { text: 'To stop it:', command: `systemctl --user disable --now ${name}.timer` },
    ],
  };
}

/** systemd replaces what follows a percent sign. */
function specifierSafe(text: string): string {
  return text.replaceAll('%', '%%');
}

/** A word of a command line of a unit: quoted, with the dollar sign doubled, which else names a variable. */
function unitWord(text: string): string {
  const whole = specifierSafe(text).replaceAll('$', '$$$$');
  return /^[\w@+=:,./%$-]+$/.test(whole) ? whole : `"${whole.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
