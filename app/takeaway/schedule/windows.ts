import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { POWERSHELL_ASKS, type TokenSource } from '#app/snippets/token-sources.ts';
import { windowsCommand } from '#app/takeaway/windows-command.ts';
import {
  clockTime,
  projectTag,
  runningWords,
  taskName,
  weekdayNames,
  type ScheduledProgram,
  type SchedulePlan,
  type ScheduleRecipe,
  type ScheduleStep,
} from './schedule.ts';
import { ANSWER_FILE, answerPlace, LOG_FILE, whereToMend } from './unix-command.ts';
import { PASSWORD_WANTED, readsTokenOfAccount } from './token-places.ts';
import { xmlText } from './xml-text.ts';

/** A task of the account, as XML to import and as the command that makes the same. */
export function windowsRecipe(program: ScheduledProgram, plan: SchedulePlan): ScheduleRecipe {
  const name = taskName(program, plan);
  const folder = plan.folder.replace(/(?<!:)\\+$/, '');
  const script = `${name}.cmd`;
  const path = `${folder}${folder.endsWith('\\') ? '' : '\\'}${script}`;
  return {
    files: [
      { path: script, text: runner(program, plan, folder) },
      { path: `${name}.xml`, text: task(program, plan, folder, path) },
    ],
    steps: [
      tokenStep(program, plan),
      {
        text: 'In the Command Prompt, in the folder with the files: make the task from its description. It runs while you are logged on …',
        command: `schtasks /Create /TN "${name}" /XML ${name}.xml`,
      },
      {
        text: '… or without the file, which makes a task with fewer settings:',
        command: `schtasks /Create /TN "${name}" ${frequency(plan)} /ST ${clockTime(plan)} /TR "\\"${outsideQuotes(path)}\\""`,
      },
      {
        text: `Test it now; Last Result is 0 when it went well. ${answerPlace(program)} ${whereToMend(script)}`,
        command: `schtasks /Run /TN "${name}"\nschtasks /Query /TN "${name}" /V /FO LIST`,
      },
      { text: 'To stop it:', command: `schtasks /Delete /TN "${name}" /F` },
    ],
  };
}

/** For cmd the quote ends at the first `\"`, so that the path is outside of it: an ampersand would end the command. */
function outsideQuotes(path: string): string {
  return path.replaceAll(/[&^()]/g, '^$&');
}

/** An account has one set of variables for all its tasks, so each project's token needs a variable of its own. */
function tokenVariable(plan: SchedulePlan): string {
  return `${TOKEN_VARIABLE}_${projectTag(plan).replaceAll('-', '_').toUpperCase()}`;
}

function tokenStep(program: ScheduledProgram, plan: SchedulePlan): ScheduleStep {
  if (readsTokenOfAccount(program)) {
    return {
      text: 'Keep the token in a variable of your Windows account, which a task of this account sees. It stands in your part of the registry, readable to you and to administrators. In PowerShell, type the token when asked; it is not shown.',
      command: `[Environment]::SetEnvironmentVariable('${tokenVariable(plan)}', ${POWERSHELL_ASKS}, 'User')`,
    };
  }
  return { text: keychainHelp(program.tokenSource), command: null };
}

function keychainHelp(source: TokenSource): string {
  switch (source) {
    case 'secret-management':
      return 'The token comes from PowerShell’s vault. A task cannot type the vault’s password: either set the vault to need none for this account (Set-SecretStoreConfiguration -Authentication None), or use the environment variable.';
    case 'unlock-redcap':
      return PASSWORD_WANTED;
    default:
      return 'The token comes from your keychain, which the task can open only while you are logged in.';
  }
}

/**
 * cmd runs a task's output to a file, which Task Scheduler alone cannot. A percent sign would name a variable.
 * `pushd` also takes the path of a network folder, which `cd` does not. A program can fail with any status, also a
 * negative one.
 */
function runner(program: ScheduledProgram, plan: SchedulePlan, folder: string): string {
  const { words, writesAnswer } = runningWords(program, `${ANSWER_FILE}.new`);
  // cmd opens a file once only.
  const output = writesAnswer ? `>> ${LOG_FILE} 2>&1` : `> ${ANSWER_FILE}.new 2>> ${LOG_FILE}`;
  const line = windowsCommand(words).replaceAll('%', '%%');
  return [
    '@echo off',
    'setlocal',
    'rem Runs the program for Task Scheduler. The answer is replaced only by a run that succeeded.',
    'chcp 65001 >nul',
    ...(readsTokenOfAccount(program) ? [`set "${TOKEN_VARIABLE}=%${tokenVariable(plan)}%"`] : []),
    `pushd "${folder}" || exit /b 1`,
    `${line} ${output} || (popd & exit /b 1)`,
    `move /y ${ANSWER_FILE}.new ${ANSWER_FILE} >nul || (popd & exit /b 1)`,
    'popd',
    '',
  ].join('\r\n');
}

function task(program: ScheduledProgram, plan: SchedulePlan, folder: string, path: string): string {
  const schedule =
    plan.weekday === null
      ? '      <ScheduleByDay>\n        <DaysInterval>1</DaysInterval>\n      </ScheduleByDay>'
      : `      <ScheduleByWeek>\n        <DaysOfWeek>\n          <${weekdayNames[plan.weekday]} />\n        </DaysOfWeek>\n        <WeeksInterval>1</WeeksInterval>\n      </ScheduleByWeek>`;
  return `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>REDCap API: ${program.methodId}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T${clockTime(plan)}:00</StartBoundary>
${schedule}
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(path)}</Command>
      <WorkingDirectory>${xmlText(folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`.replaceAll('\n', '\r\n');
}

function frequency({ weekday }: SchedulePlan): string {
  return weekday === null ? '/SC DAILY' : `/SC WEEKLY /D ${weekdayNames[weekday].slice(0, 3).toUpperCase()}`;
}
