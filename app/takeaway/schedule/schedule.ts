import type { SnippetTarget } from '#app/snippets/target.ts';
import type { TokenSource } from '#app/snippets/token-sources.ts';
import type { TextFile } from '#app/takeaway/text-file.ts';

/** The schedulers that come with the three systems. */
export type Scheduler = 'windows' | 'cron' | 'systemd' | 'launchd';

export const schedulerLabels: Readonly<Record<Scheduler, string>> = {
  windows: 'Windows Task Scheduler',
  cron: 'cron (Linux, macOS)',
  systemd: 'systemd timer (Linux)',
  launchd: 'launchd (macOS)',
};

/** 0 is Sunday, as in cron. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

/** When, and where the program stands. */
export interface SchedulePlan {
  /** Of the computer's own clock. */
  readonly hour: number;
  readonly minute: number;
  /** null: every day. */
  readonly weekday: Weekday | null;
  /** The folder of the program: a whole path of that system. */
  readonly folder: string;
}

/** What is scheduled: the program's file and how its language runs it. */
export interface ScheduledProgram {
  readonly target: SnippetTarget;
  readonly fileName: string;
  /** The method's id; names the task. */
  readonly methodId: string;
  readonly tokenSource: TokenSource;
  /** Whether the program prints the answer, rather than writing files itself. */
  readonly answersAsText: boolean;
  /** Whether each run leaves a folder of files, as an export in batches can. */
  readonly leavesFolder: boolean;
  /** The API address, for the name of the keychain's entry. */
  readonly url: string;
}

/** One thing to do, with the command that does it. */
export interface ScheduleStep {
  readonly text: string;
  /** Commands to paste, one per line; null where there is nothing to paste. */
  readonly command: string | null;
}

export interface ScheduleRecipe {
  readonly files: readonly TextFile[];
  /** In order; the last but one runs the task at once as a test, the last takes it away again. */
  readonly steps: readonly ScheduleStep[];
}

/** The task's name, safe in file names and quotes of every system. Each folder's task has a name of its own. */
export function taskName({ methodId }: ScheduledProgram, plan: SchedulePlan): string {
  return `redcap-${slug(methodId)}-${projectTag(plan)}`;
}

/**
 * What tells the tasks and tokens of several projects apart: each has a folder of its own. The folder's name, as far
 * as it is plain, and a number made of its whole path.
 */
export function projectTag({ folder }: SchedulePlan): string {
  const path = folder.replace(/[/\\]+$/, '');
  const name = slug(path.split(/[/\\]/).at(-1) ?? '').slice(0, 24);
  const sum = [...path].reduce((all, letter) => (Math.imul(all, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 0);
  return `${name === '' ? '' : `${name}-`}${sum.toString(36)}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The words that run the program. `answer` names the file its answer goes to, where an option of its own does that. */
export function runningWords(
  { target, fileName, answersAsText }: ScheduledProgram,
  answer: string,
): { readonly words: readonly string[]; readonly writesAnswer: boolean } {
  const words = target.running.command?.(fileName) ?? [];
  const { outFileOption } = target.running;
  return outFileOption === undefined || !answersAsText
    ? { words, writesAnswer: false }
    : { words: [...words, outFileOption, answer], writesAnswer: true };
}

/** The time of day as `HH:MM`. */
export function clockTime({ hour, minute }: SchedulePlan): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Why there is no recipe for this plan; null: there is one. */
export function schedulePlanProblem(scheduler: Scheduler, plan: SchedulePlan): string | null {
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(plan.folder)) {
    return 'The folder’s path holds a character that cannot be seen: type the path anew.';
  }
  if (scheduler === 'windows') {
    if (!/^(?:[A-Za-z]:\\|\\\\[^\\]+\\)/.test(plan.folder)) {
      return String.raw`Give the folder’s whole path, such as C:\Users\me\redcap.`;
    }
    if (/["<>|*?%]/.test(plan.folder)) {
      return 'Choose a folder whose path has none of the characters " < > | * ? % in it.';
    }
    return null;
  }
  return plan.folder.startsWith('/') ? null : 'Give the folder’s whole path, such as /home/me/redcap.';
}
