import { daysIn } from '#app/calendar.ts';
import { meaningProblem, quoted, type LogicProblem } from './problem.ts';

/** REDCap keeps dates in this shape, whatever the field shows [S1]. */
const STORED = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?$/;
const LIKE_A_DATE = /^\d{1,4}\D\d{1,2}\D\d{1,4}(?:\D.*)?$/;

/** What is wrong with a text that a date field is compared with; none for what is no date at all. */
export function dateProblem(
  literal: { readonly from: number; readonly to: number; readonly value: string },
  field: string,
): readonly LogicProblem[] {
  const value = literal.value.trim();
  const complaint = (message: string) => [meaningProblem('warning', literal, message)];
  if (/^(?:today|now)$/i.test(value)) {
    return complaint(
      `${quoted(value)} stands for a date inside functions only, as in datediff([${field}], "${value.toLowerCase()}", "d", true) > 0.`,
    );
  }
  const [, year, month, day] = STORED.exec(value) ?? [];
  if (year !== undefined) {
    const exists = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
    return exists ? [] : complaint(`There is no such day as ${quoted(value)}.`);
  }
  if (!LIKE_A_DATE.test(value)) return [];
  return complaint(
    `${quoted(field)} is compared as year-month-day, whatever its format on the form: write the date as "2026-01-31".`,
  );
}
