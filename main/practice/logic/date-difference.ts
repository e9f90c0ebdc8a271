import type { Value } from './values.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
// REDCap's own help: 1 year = 365.2425 days, 1 month = 30.44 days.
const UNITS: ReadonlyMap<string, number> = new Map([
  ['y', 365.2425 * DAY],
  ['M', 30.44 * DAY],
  ['d', DAY],
  ['h', 3600 * SECOND],
  ['m', 60 * SECOND],
  ['s', SECOND],
]);

/**
 * `datediff(from, to, unit[, format][, signed])`: the days, years, … between two dates, blank when one is missing.
 * Dates are `YYYY-MM-DD` with an optional time, or the words `today` and `now`.
 */
export function dateDifference(
  from: string,
  to: string,
  unit: string,
  rest: readonly Value[],
  now: string,
): Value {
  const start = milliseconds(from, now);
  const end = milliseconds(to, now);
  const size = UNITS.get(unit);
  if (start === null || end === null || size === undefined) return '';
  const signed = rest.some(
    (value) => value === true || value === 1 || String(value).toLowerCase() === 'true',
  );
  const difference = (end - start) / size;
  return signed ? difference : Math.abs(difference);
}

/** So many units later, as `YYYY-MM-DD HH:MM:SS`; blank for what is no date, no unit, or beyond all dates. */
export function laterDate(from: string, amount: number, unit: string, now: string): string {
  const start = milliseconds(from, now);
  const size = UNITS.get(unit);
  if (start === null || size === undefined) return '';
  const at = new Date(start + amount * size);
  const written = Number.isNaN(at.getTime()) ? '' : at.toISOString();
  return /^\d{4}-/.test(written) ? written.slice(0, 19).replace('T', ' ') : '';
}

/** 1 is Monday, 7 Sunday; null for what is no date. */
export function dayOfTheWeek(date: string, now: string): number | null {
  const at = milliseconds(date, now);
  return at === null ? null : new Date(at).getUTCDay() || 7;
}

/** The day of a date with or without a time, or of `today` and `now`, as `YYYY-MM-DD`; null for what is no date. */
export function calendarDay(date: string, now: string): string | null {
  const at = milliseconds(date, now);
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}

function milliseconds(date: string, now: string): number | null {
  const written = date === 'today' ? now.slice(0, 10) : date === 'now' ? now : date;
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(written);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
