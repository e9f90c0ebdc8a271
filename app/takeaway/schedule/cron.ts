import { taskName, type ScheduledProgram, type SchedulePlan, type ScheduleRecipe } from './schedule.ts';
import { unixTokenStep } from './token-places.ts';
import { answerPlace, shellWord, unixScript, whereToMend } from './unix-command.ts';

/** A line for the account's crontab. */
export function cronRecipe(program: ScheduledProgram, plan: SchedulePlan): ScheduleRecipe {
  const name = taskName(program, plan);
  const day = plan.weekday === null ? '*' : String(plan.weekday);
  const { file: script, path } = unixScript(program, plan);
  // cron takes a percent sign for a line end, even within quotes.
  const command = `/bin/sh ${shellWord(path)}`.replaceAll('%', String.raw`\%`);
  const line = `${plan.minute} ${plan.hour} * * ${day} ${command}`;
  return {
    files: [script, { path: `${name}.cron`, text: `${line}\n` }],
    steps: [
      unixTokenStep(program, plan, true),
      {
        text: 'Add the line to your crontab. On macOS, allow cron access to the folder when the system asks.',
        command: `( crontab -l 2>/dev/null; cat ${shellWord(`${plan.folder.replace(/\/+$/, '')}/${name}.cron`)} ) | crontab -`,
      },
      {
        text: `Test it as cron runs it, with hardly any environment. ${answerPlace(program)} ${whereToMend(script.path)}`,
        command: `env -i HOME="$HOME" PATH=/usr/bin:/bin /bin/sh ${shellWord(path)}; echo "Exit status $?"`,
      },
      { text: 'To stop it, take the line out again.', command: 'crontab -e' },
    ],
  };
}
