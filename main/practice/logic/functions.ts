import { numberOf, numbersOf } from './values.ts';
import type { Value } from './values.ts';
import { calendarDay, dateDifference, dayOfTheWeek } from './date-difference.ts';

type LogicFunction = (inputs: readonly Value[], now: string) => Value;

const text = (value: Value | undefined): string => String(value ?? '');
const lower = (value: Value | undefined): string => text(value).toLowerCase();
const finite = (value: number): Value => (Number.isFinite(value) ? value : '');

const overNumbers =
  (compute: (numbers: readonly number[]) => number): LogicFunction =>
  (inputs) => {
    const numbers = numbersOf(inputs);
    return numbers.length === 0 ? '' : finite(compute(numbers));
  };

const ofNumber =
  (compute: (number: number, second: number) => number): LogicFunction =>
  ([first, second]) => {
    const number = numberOf(first ?? '');
    return number === null ? '' : finite(compute(number, numberOf(second ?? '') ?? 0));
  };

const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function standardDeviation(numbers: readonly number[]): number {
  const centre = mean(numbers);
  return Math.sqrt(sum(numbers.map((number) => (number - centre) ** 2)) / (numbers.length - 1));
}

/** Rounds half away from zero; the small shift keeps 1.005 from falling to 1. */
function rounded(number: number, decimals: number, how: (scaled: number) => number): number {
  const scale = 10 ** decimals;
  const scaled = Number((Math.abs(number) * scale).toPrecision(14));
  return (Math.sign(number) * how(scaled)) / scale;
}

/** Of a time or the time of a date: `08:30`, `2025-03-01 08:30:15`. */
function clockPart(time: Value | undefined, part: 1 | 2 | 3): Value {
  return numberOf(/(?:^|[ T])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text(time))?.[part] ?? '') ?? '';
}

/** Whole years, counted from birthday to birthday; with decimals as datediff counts them. */
function ageAt(birth: string, date: string, decimals: Value | undefined, now: string): Value {
  const from = calendarDay(birth, now);
  const to = calendarDay(date, now);
  if (from === null || to === null) return '';
  if (lower(decimals) === 'true' || numberOf(decimals ?? '') === 1) {
    return dateDifference(from, to, 'y', [true], now);
  }
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

function randomBetween(least: number | null, most: number | null): Value {
  if (least === null || most === null || most < least) return '';
  return Math.floor(least + Math.random() * (most - least + 1));
}

/** The functions of REDCap logic, without `if`, whose branches are evaluated lazily. */
const FUNCTIONS: ReadonlyMap<string, LogicFunction> = new Map<string, LogicFunction>([
  [
    'datediff',
    ([from, to, unit, ...rest], now) => dateDifference(text(from), text(to), text(unit), rest, now),
  ],
  ['round', ofNumber((number, decimals) => rounded(number, decimals, Math.round))],
  ['roundup', ofNumber((number, decimals) => rounded(number, decimals, Math.ceil))],
  ['rounddown', ofNumber((number, decimals) => rounded(number, decimals, Math.floor))],
  ['sum', overNumbers(sum)],
  ['min', overNumbers((numbers) => Math.min(...numbers))],
  ['max', overNumbers((numbers) => Math.max(...numbers))],
  ['mean', overNumbers(mean)],
  ['median', overNumbers(median)],
  ['stdev', overNumbers(standardDeviation)],
  ['abs', ofNumber(Math.abs)],
  ['sqrt', ofNumber(Math.sqrt)],
  ['exponential', ofNumber(Math.exp)],
  ['log', ofNumber((number, base) => (base > 0 ? Math.log(number) / Math.log(base) : Math.log(number)))],
  ['mod', ofNumber((number, divisor) => number % divisor)],
  ['contains', ([haystack, needle]) => lower(haystack).includes(lower(needle))],
  ['not_contain', ([haystack, needle]) => !lower(haystack).includes(lower(needle))],
  ['starts_with', ([haystack, needle]) => lower(haystack).startsWith(lower(needle))],
  ['ends_with', ([haystack, needle]) => lower(haystack).endsWith(lower(needle))],
  ['length', ([value]) => text(value).length],
  ['find', ([needle, haystack]) => lower(haystack).indexOf(lower(needle)) + 1],
  ['left', ([value, count]) => text(value).slice(0, numberOf(count ?? '') ?? 0)],
  [
    'right',
    ([value, count]) => text(value).slice(Math.max(0, text(value).length - (numberOf(count ?? '') ?? 0))),
  ],
  [
    'mid',
    ([value, from, count]) => {
      const start = (numberOf(from ?? '') ?? 1) - 1;
      return text(value).slice(start, start + (numberOf(count ?? '') ?? 0));
    },
  ],
  ['trim', ([value]) => text(value).trim()],
  [
    'replace_text',
    ([value, part, instead]) =>
      text(part) === '' ? text(value) : text(value).replaceAll(text(part), () => text(instead)),
  ],
  ['upper', ([value]) => text(value).toUpperCase()],
  ['lower', ([value]) => lower(value)],
  ['concat', (inputs) => inputs.map(text).join('')],
  ['concat_ws', ([separator, ...parts]) => parts.map(text).filter(Boolean).join(text(separator))],
  ['nonblanks', (inputs) => inputs.filter((value) => text(value) !== '').length],
  ['isnumber', ([value]) => numberOf(value ?? '') !== null],
  ['isinteger', ([value]) => /^-?\d+$/.test(text(value))],
  ['isblankormissingcode', ([value]) => text(value) === ''],
  ['isblanknotmissingcode', ([value]) => text(value) === ''],
  // A practice project has no missing data codes.
  ['ismissingcode', () => false],
  ['hasmissingcode', () => false],
  ['year', ([date]) => numberOf(text(date).slice(0, 4)) ?? ''],
  ['month', ([date]) => numberOf(text(date).slice(5, 7)) ?? ''],
  ['day', ([date]) => numberOf(text(date).slice(8, 10)) ?? ''],
  ['hour', ([time]) => clockPart(time, 1)],
  ['minute', ([time]) => clockPart(time, 2)],
  ['second', ([time]) => clockPart(time, 3)],
  ['dayoftheweek', ([date], now) => dayOfTheWeek(text(date), now) ?? ''],
  ['age_at_date', ([birth, date, decimals], now) => ageAt(text(birth), text(date), decimals, now)],
  ['random', ([least, most]) => randomBetween(numberOf(least ?? ''), numberOf(most ?? ''))],
]);

export function isLogicFunction(name: string): boolean {
  return name === 'if' || FUNCTIONS.has(name);
}

export function callFunction(name: string, inputs: readonly Value[], now: string): Value {
  return FUNCTIONS.get(name)?.(inputs, now) ?? '';
}
