import type { TimeParameter } from '#app/catalogue/method.ts';

const shapes = {
  second: { format: 'YYYY-MM-DD HH:MM:SS', example: '2026-01-31 13:45:00' },
  minute: { format: 'YYYY-MM-DD HH:MM', example: '2026-01-31 13:45' },
} as const satisfies Record<TimeParameter['precision'], { format: string; example: string }>;

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

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
  if (!isDay(year ?? 0, month ?? 0, day ?? 0)) {
    return `${label} is a day that does not exist: write ${format}, for example ${example}.`;
  }
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) {
    return `${label} is a time of day that does not exist: write ${format}, for example ${example}.`;
  }
  return null;
}

function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : (daysInMonth[month - 1] ?? 0);
  return day >= 1 && day <= days;
}
