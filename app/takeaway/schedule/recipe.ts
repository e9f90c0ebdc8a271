import { assertNever } from '#app/assert-never.ts';
import { cronRecipe } from './cron.ts';
import { launchdRecipe } from './launchd.ts';
import type { ScheduledProgram, SchedulePlan, Scheduler, ScheduleRecipe } from './schedule.ts';
import { systemdRecipe } from './systemd.ts';
import { windowsRecipe } from './windows.ts';

/** The files and steps that make a system run the program at its time. The plan has no problem. */
export function scheduleRecipe(
  scheduler: Scheduler,
  program: ScheduledProgram,
  plan: SchedulePlan,
): ScheduleRecipe {
  switch (scheduler) {
    case 'windows':
      return windowsRecipe(program, plan);
    case 'cron':
      return cronRecipe(program, plan);
    case 'systemd':
      return systemdRecipe(program, plan);
    case 'launchd':
      return launchdRecipe(program, plan);
    default:
      return assertNever(scheduler);
  }
}
