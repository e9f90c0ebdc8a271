import { taskName, type ScheduledProgram, type SchedulePlan, type ScheduleRecipe } from './schedule.ts';
import { unixTokenStep } from './token-places.ts';
import { answerPlace, LOG_FILE, shellWord, unixCommand } from './unix-command.ts';

/** A line for the account's crontab. */
export function cronRecipe(program: ScheduledProgram, plan: SchedulePlan): ScheduleRecipe {
  const name = taskName(program, plan);
  const day = plan.weekday === null ? '*' : String(plan.weekday);
  const script = `${name}.sh`;
  const path = `${plan.folder.replace(/\/+$/, '')}/${script}`;
  // cron takes a percent sign for a line end, even within quotes.
  const command = `/bin/sh ${shellWord(path)}`.replaceAll('%', String.raw`\%`);
  const line = `${plan.minute} ${plan.hour} * * ${day} ${command}`;
  return {
    files: [
      {
        path: script,
        text: `#!/bin/sh\n# Runs the program with the token, for cron.\n${unixCommand(program, plan)}\n`,
      },
      { path: `${name}.cron`, text: `${line}\n` },
    ],
    steps: [
      unixTokenStep(program, plan, true),
      {
        text: 'Add the line to your crontab. On macOS, allow cron access to the folder when the system asks.',
        command: `( crontab -l 2>/dev/null; cat ${shellWord(`${plan.folder.replace(/\/+$/, '')}/${name}.cron`)} ) | crontab -`,
      },
      {
        text: `Test it as cron runs it, with hardly any environment. ${answerPlace(program)} What went wrong is in ${LOG_FILE}.`,
        command: `env -i HOME="$HOME" PATH=/usr/bin:/bin /bin/sh ${shellWord(path)}; echo "Exit status $?"`,
      },
      { text: 'To stop it, take the line out again.', command: 'crontab -e' },
    ],
  };
}
