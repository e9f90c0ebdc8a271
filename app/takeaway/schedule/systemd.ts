import { unixTokenStep } from './token-places.ts';
import {
  clockTime,
  taskName,
  weekdayNames,
  type ScheduledProgram,
  type SchedulePlan,
  type ScheduleRecipe,
} from './schedule.ts';
import { answerPlace, unixScript, whereToMend } from './unix-command.ts';

/** A service and a timer of the account's own systemd. */
export function systemdRecipe(program: ScheduledProgram, plan: SchedulePlan): ScheduleRecipe {
  const name = taskName(program, plan);
  const script = unixScript(program, plan);
  const day = plan.weekday === null ? '' : `${weekdayNames[plan.weekday].slice(0, 3)} `;
  const time = `${clockTime(plan)}:00`;
  const service = `[Unit]
Description=REDCap API: ${program.methodId}

[Service]
Type=oneshot
ExecStart=/bin/sh ${unitWord(script.path)}
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
    files: [script.file, { path: `${name}.service`, text: service }, { path: `${name}.timer`, text: timer }],
    steps: [
      unixTokenStep(program, plan, true),
      {
        text: 'In the folder with the files: put the two units in place and start the timer. The second command keeps it running while you are logged out.',
        command: `mkdir -p ~/.config/systemd/user && cp ${name}.service ${name}.timer ~/.config/systemd/user/ && systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer\nloginctl enable-linger`,
      },
      {
        text: `Test it now. ${answerPlace(program)} ${whereToMend(script.file.path)}`,
        command: `systemctl --user start ${name}.service; systemctl --user status --no-pager ${name}.service`,
      },
      { text: 'To stop it:', command: `systemctl --user disable --now ${name}.timer` },
    ],
  };
}

/**
 * A word of a command line of a unit: quoted, with the dollar sign doubled, which else names a variable, and the
 * percent sign, which else names a part of the system.
 */
function unitWord(text: string): string {
  const whole = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@+=:,./%$-]+$/.test(whole) ? whole : `"${whole.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
