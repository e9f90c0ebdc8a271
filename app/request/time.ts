import { daysIn } from '#app/calendar.ts';
import type { TimeParameter } from '#app/catalogue/method.ts';

const shapes = {
  second: { format: 'YYYY-MM-DD HH:MM:SS', example: '2026-01-31 13:45:00' },
  minute: { format: 'YYYY-MM-DD HH:MM', example: '2026-01-31 13:45' },
} as const satisfies Record<TimeParameter['precision'], { format: string; example: string }>;

/** What is wrong with a server time, in one sentence, or null. */
export function checkTime(
  label: string,
  value: string,
  precision: TimeParameter['precision'],
): string | null {
  const { format, example } = shapes[precision];
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/.exec(value);
  if (match === null || (match[6] !== undefined) !== (precision === 'second')) {
    return `${label} must be written as ${format}, for example ${example}.`;
  }
  const [year, month, day, hour, minute, second] = match.slice(1).map((digits) => Number(digits ?? 0));
  if ((day ?? 0) < 1 || (day ?? 0) > daysIn(year ?? 0, month ?? 0)) {
    return `${label} is a day that does not exist: write ${format}, for example ${example}.`;
  }
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) {
    return `${label} is a time of day that does not exist: write ${format}, for example ${example}.`;
  }
  return null;
}
