import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { findTarget } from '#app/snippets/targets.ts';
import { tokenSourceLabels, type TokenSource } from '#app/snippets/token-sources.ts';
import { scheduleRecipe } from '#app/takeaway/schedule/recipe.ts';
import {
  schedulePlanProblem,
  schedulerLabels,
  taskName,
  type ScheduledProgram,
  type SchedulePlan,
  type Scheduler,
  type ScheduleRecipe,
} from '#app/takeaway/schedule/schedule.ts';

const schedulers = Object.keys(schedulerLabels) as readonly Scheduler[];
const folders: Readonly<Record<Scheduler, string>> = {
  windows: String.raw`C:\Users\Ann & Bo\it's`,
  cron: "/home/ann/it's 100% & <mine>",
  systemd: '/home/ann/100% $mine',
  launchd: '/Users/ann/A & B <c>',
};

function program(tokenSource: TokenSource = 'environment'): ScheduledProgram {
  const target = findTarget('python-requests');
  if (target === undefined) throw new Error('no Python');
  return {
    target,
    fileName: 'export_records.py',
    methodId: 'export_records',
    tokenSource,
    answersAsText: true,
    leavesFolder: false,
    url: 'https://redcap.example.edu/api/',
  };
}

function plan(scheduler: Scheduler, change: Partial<SchedulePlan> = {}): SchedulePlan {
  return { hour: 6, minute: 5, weekday: null, folder: folders[scheduler], ...change };
}

function fileOf(recipe: ScheduleRecipe, ending: string): string {
  const file = recipe.files.find(({ path }) => path.endsWith(ending));
  if (file === undefined) throw new Error(`no ${ending}`);
  return file.text;
}

describe.each(schedulers)('%s', (scheduler) => {
  test.each(Object.keys(tokenSourceLabels) as readonly TokenSource[])(
    'says where the token comes from, how to test it and how to stop it: %s',
    (source) => {
      const { steps } = scheduleRecipe(scheduler, program(source), plan(scheduler));
      expect(steps[0]?.text).toMatch(/token/i);
      expect(steps.at(-2)?.text).toMatch(/^Test it/);
      expect(steps.at(-2)?.command).toBeTruthy();
      expect(steps.at(-1)?.text).toMatch(/^To stop it/);
    },
  );

  test('says that a task cannot type a password', () => {
    const { steps } = scheduleRecipe(scheduler, program('unlock-redcap'), plan(scheduler));
    expect(steps[0]?.text).toContain('choose the environment variable');
  });

  test('never gives one project’s task the name or the token of another’s', () => {
    const inFolder = (end: string) =>
      scheduleRecipe(scheduler, program(), plan(scheduler, { folder: `${folders[scheduler]}${end}` }));
    const separator = scheduler === 'windows' ? '\\' : '/';
    const [one, other, again] = ['study', 'data', 'study'].map((name) =>
      inFolder(`${separator}${name}${separator}data`),
    );
    expect(one).toEqual(again);
    expect(one?.files.filter(({ path }) => other?.files.some((file) => file.path === path))).toEqual([]);
    expect(one?.steps[0]?.command).not.toBe(other?.steps[0]?.command);
    const kept = /[\w.-]+\.env|REDCAP_API_TOKEN_\w+/.exec(one?.steps[0]?.command ?? '')?.[0] ?? 'nothing';
    expect(one?.files.some(({ text }) => text.includes(kept))).toBe(true);
  });

  test('refuses a path that is not whole or cannot be seen, with an example', () => {
    expect(schedulePlanProblem(scheduler, plan(scheduler))).toBeNull();
    expect(schedulePlanProblem(scheduler, plan(scheduler, { folder: 'redcap' }))).toMatch(
      /whole path, such as/,
    );
    expect(schedulePlanProblem(scheduler, plan(scheduler, { folder: `${folders[scheduler]}\n# x` }))).toMatch(
      /cannot be seen/,
    );
  });
});

describe('the files', () => {
  test('of cron: minute, hour and weekday, and no bare percent sign, which would end the line', () => {
    const line = fileOf(scheduleRecipe('cron', program(), plan('cron', { weekday: 1 })), '.cron');
    expect(line).toMatch(/^5 6 \* \* 1 \/bin\/sh '.*\/redcap-export-records-it-s-100-mine-\w+\.sh'\n$/);
    expect(line.replaceAll(String.raw`\%`, '')).not.toContain('%');
  });

  test('of systemd: calendar, and a service that starts the script, with doubled percent and dollar signs', () => {
    const recipe = scheduleRecipe('systemd', program(), plan('systemd', { weekday: 0 }));
    const name = taskName(program(), plan('systemd'));
    expect(fileOf(recipe, '.timer')).toContain('OnCalendar=Sun *-*-* 06:05:00\n');
    expect(fileOf(recipe, '.service')).toContain(`ExecStart=/bin/sh "/home/ann/100%% $$mine/${name}.sh"\n`);
    const ofCron = scheduleRecipe('cron', program(), plan('systemd'));
    expect(fileOf(recipe, '.sh')).toBe(fileOf(ofCron, '.sh'));
    expect(fileOf(recipe, '.sh')).toMatch(/\. "\$HOME\/\.config\/redcap\/100-mine-\w+\.env"/);
    expect(fileOf(scheduleRecipe('systemd', program('keyring'), plan('systemd')), '.sh')).not.toContain(
      '.env',
    );
  });

  test('of launchd: a property list whose command is the one for this folder', () => {
    const text = fileOf(scheduleRecipe('launchd', program(), plan('launchd', { weekday: 6 })), '.plist');
    expect(XMLValidator.validate(text)).toBe(true);
    const { plist } = new XMLParser({ processEntities: true }).parse(text);
    const command: string = plist.dict.array.string[2];
    expect(command).toMatch(/^cd '\/Users\/ann\/A & B <c>' && .* && set -a && \. "\$HOME\//);
    expect(plist.dict.dict.at(-1).integer).toEqual([6, 6, 5]);
  });

  test('of Windows: a task that starts the script, and the command that makes the same', () => {
    const recipe = scheduleRecipe('windows', program(), plan('windows', { weekday: 3 }));
    const text = fileOf(recipe, '.xml');
    expect(XMLValidator.validate(text)).toBe(true);
    const { Task } = new XMLParser({ processEntities: true }).parse(text);
    const name = taskName(program(), plan('windows'));
    expect(name).toMatch(/^redcap-export-records-it-s-[a-z0-9]+$/);
    expect(Task.Actions.Exec.Command).toBe(String.raw`C:\Users\Ann & Bo\it's` + `\\${name}.cmd`);
    // In the order of Microsoft's schema.
    expect(Object.keys(Task.Triggers.CalendarTrigger)).toEqual([
      'Enabled',
      'StartBoundary',
      'ScheduleByWeek',
    ]);
    expect(Task.Triggers.CalendarTrigger.StartBoundary).toBe('2026-01-01T06:05:00');
    expect(text).toContain('<Wednesday />');
    expect(recipe.steps[2]?.command).toBe(
      String.raw`schtasks /Create /TN "${name}" /SC WEEKLY /D WED /ST 06:05 /TR "\"C:\Users\Ann ^& Bo\it's` +
        `\\${name}.cmd\\""`,
    );
    expect(fileOf(recipe, '.cmd')).toContain(
      'py -3 export_records.py > answer.txt.new 2>> run.log || (popd & exit /b 1)\r\n',
    );
    expect(schedulePlanProblem('windows', plan('windows', { folder: String.raw`C:\50%` }))).toMatch(
      /none of/,
    );
  });

  test.each(['windows', 'launchd'] as const)(
    'of %s: XML in ASCII, whatever the folder is called',
    (scheduler) => {
      const folder = `${folders[scheduler]}é😀`;
      const recipe = scheduleRecipe(scheduler, program(), plan(scheduler, { folder }));
      const text = recipe.files.find(({ path }) => /\.(?:xml|plist)$/.test(path))?.text ?? '';
      expect(text).toMatch(/^[\n\r -~]+$/);
      expect(text).toContain('&#233;&#128512;');
    },
  );

  test('of Windows: go into a network folder, which cd refuses', () => {
    const folder = String.raw`\\server\data & more`;
    expect(schedulePlanProblem('windows', plan('windows', { folder }))).toBeNull();
    const text = fileOf(scheduleRecipe('windows', program(), plan('windows', { folder })), '.cmd');
    expect(text).toContain(`pushd "${folder}" || exit /b 1\r\n`);
    expect(text).toMatch(/\r\npopd\r\n$/);
  });

  test.each([
    ['curl', 'set "WSLENV=REDCAP_API_TOKEN/u" & wsl sh export_records.x > '],
    ['stata', 'StataMP-64 /e do export_records.x > '],
    ['sas-proc-http', 'sas -encoding utf-8 -sysin export_records.x > '],
  ])('of Windows: call %s by what it is there', (id, start) => {
    const target = findTarget(id);
    if (target === undefined) throw new Error(`no ${id}`);
    const script = { ...program(), target, fileName: 'export_records.x' };
    const text = fileOf(scheduleRecipe('windows', script, plan('windows')), '.cmd');
    expect(text.split('\r\n').some((line) => line.startsWith(start))).toBe(true);
  });

  test.each(schedulers)(
    'of %s come with the place of the answer, also where it is only in memory',
    (scheduler) => {
      const testStep = (change: Partial<ScheduledProgram>) =>
        scheduleRecipe(scheduler, { ...program(), ...change }, plan(scheduler)).steps.at(-2)?.text;
      const target = findTarget('stata');
      if (target === undefined) throw new Error('no Stata');
      expect(testStep({})).toContain(
        'The answer is in answer.txt. What went wrong is in run.log. If a command was not found',
      );
      expect(testStep({ answersAsText: false })).toContain('in files of their own');
      const ofRun =
        'Each run leaves one folder of study data beside the program, named export_records_ and the time';
      expect(testStep({})).not.toContain(ofRun);
      expect(testStep({ answersAsText: false, leavesFolder: true })).toContain(ofRun);
      expect(testStep({ answersAsText: false, leavesFolder: true })).not.toContain('answer.txt');
      expect(testStep({ target, leavesFolder: true })).toMatch(
        /in memory only: to keep it.* Each run leaves one/,
      );
      expect(testStep({ target })).toContain('in memory only: to keep it');
      expect(testStep({ target })).not.toContain('answer.txt');
    },
  );

  test('use the option that names the answer’s file where standard output would change it', () => {
    const target = findTarget('powershell');
    if (target === undefined) throw new Error('no PowerShell');
    const script = { ...program(), target, fileName: 'export_records.ps1' };
    const text = fileOf(scheduleRecipe('windows', script, plan('windows')), '.cmd');
    expect(text).toMatch(
      /^powershell .*-File export_records\.ps1 -OutFile answer\.txt\.new >> run\.log 2>&1 \|\| .*\r$/m,
    );
    const batched = { ...script, answersAsText: false };
    expect(fileOf(scheduleRecipe('windows', batched, plan('windows')), '.cmd')).not.toContain('-OutFile');
    expect(fileOf(scheduleRecipe('systemd', script, plan('systemd')), '.sh')).toMatch(
      /-OutFile answer\.txt\.new >> run\.log && mv answer\.txt\.new answer\.txt$/m,
    );
  });
});
