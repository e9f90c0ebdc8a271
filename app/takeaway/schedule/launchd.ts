import { taskName, type ScheduledProgram, type SchedulePlan, type ScheduleRecipe } from './schedule.ts';
import { unixTokenStep } from './token-places.ts';
import { answerPlace, unixCommand, whereToMend } from './unix-command.ts';
import { xmlText } from './xml-text.ts';

/** An agent of the account on macOS. */
export function launchdRecipe(program: ScheduledProgram, plan: SchedulePlan): ScheduleRecipe {
  const name = taskName(program, plan);
  const label = `local.${name}`;
  const agent = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${label}</string>
  <key>ProgramArguments</key>
  <array>
    <string>/bin/sh</string>
    <string>-c</string>
    <string>${xmlText(unixCommand(program, plan))}</string>
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>PATH</key>
    <string>/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin</string>
  </dict>
  <key>StartCalendarInterval</key>
  <dict>
${plan.weekday === null ? '' : `    <key>Weekday</key>\n    <integer>${plan.weekday}</integer>\n`}    <key>Hour</key>
    <integer>${plan.hour}</integer>
    <key>Minute</key>
    <integer>${plan.minute}</integer>
  </dict>
</dict>
</plist>
`;
  const path = `~/Library/LaunchAgents/${label}.plist`;
  return {
    files: [{ path: `${label}.plist`, text: agent }],
    steps: [
      unixTokenStep(program, plan, false),
      {
        text: 'In the folder with the file: put it in place and load it.',
        command: `mkdir -p ~/Library/LaunchAgents && cp ${label}.plist ~/Library/LaunchAgents/\nlaunchctl bootstrap gui/$(id -u) ${path}`,
      },
      {
        text: `Test it now. ${answerPlace(program)} ${whereToMend(`${label}.plist`)} The last exit code is among what the second command prints.`,
        command: `launchctl kickstart gui/$(id -u)/${label}\nlaunchctl print gui/$(id -u)/${label}`,
      },
      { text: 'To stop it:', command: `launchctl bootout gui/$(id -u)/${label}` },
    ],
  };
}
