import type { LargeSize } from './large-cohort.ts';

/* What the made-up projects hold, for whoever chooses one. */

export const REGISTRY_ABOUT =
  'Classic, in development: 60 patients with high blood pressure, four instruments, a survey, consent files and three reports.';

export const TRIAL_ABOUT =
  'Longitudinal, in production: two arms, repeating instruments, Data Access Groups, surveys, files, randomisation and three reports.';

export function largeAbout({ records, fields }: LargeSize): string {
  const count = (value: number): string => value.toLocaleString('en-US');
  return `Classic, in development: ${count(records)} records of ${count(fields)} fields, made up while they are sent. It can be read but not changed.`;
}
