import { daysIn } from '#app/calendar.ts';
import type { DateOrder } from './settings.ts';
import { doubtful, refused, remembering, type ValueCheck } from './value-problem.ts';

const shapes = {
  YMD: { written: /^(\d{4})-(\d\d)-(\d\d)$/, words: 'YYYY-MM-DD', example: '2026-01-31' },
  MDY: { written: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, words: 'MM/DD/YYYY', example: '01/31/2026' },
  DMY: { written: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, words: 'DD/MM/YYYY', example: '31/01/2026' },
} as const satisfies Record<DateOrder, { written: RegExp; words: string; example: string }>;

const orderNames = {
  YMD: 'year-month-day',
  MDY: 'month/day/year',
  DMY: 'day/month/year',
} as const satisfies Record<DateOrder, string>;

type Precision = 'day' | 'minute' | 'second';

const times = {
  day: { written: /^$/, words: '', example: '' },
  minute: { written: /^(?:[01]\d|2[0-3]):[0-5]\d$/, words: ' HH:MM', example: ' 13:45' },
  second: { written: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, words: ' HH:MM:SS', example: ' 13:45:00' },
} as const satisfies Record<Precision, { written: RegExp; words: string; example: string }>;

/** The dictionary's bounds are written year first, whatever the field shows. */
interface Bounds {
  readonly min: string;
  readonly max: string;
}

/**
 * Checks dates of a field validated as `date_…`, `datetime_…` or `datetime_seconds_…`. An import writes all dates in
 * the order of its `dateFormat`, whichever order the field itself shows [S1].
 */
export function dateCheck(validation: string, order: DateOrder, { min, max }: Bounds): ValueCheck {
  const precision: Precision = validation.startsWith('datetime_seconds')
    ? 'second'
    : validation.startsWith('datetime')
      ? 'minute'
      : 'day';
  const shape = shapes[order];
  const time = times[precision];
  const wanted = `${shape.words}${time.words}, for example ${shape.example}${time.example}`;
  return remembering((value) => {
    const date = read(value, order, precision);
    if (date !== null) {
      if (isBound(min) && date < min)
        return doubtful('range', `This is before ${min}, the field’s first date.`);
      if (isBound(max) && date > max)
        return doubtful('range', `This is after ${max}, the field’s last date.`);
      return null;
    }
    const other = (['YMD', 'DMY', 'MDY'] as const).find(
      (candidate) => candidate !== order && read(value, candidate, precision) !== null,
    );
    if (other !== undefined) {
      return refused(
        'format',
        `Date format is ${orderNames[order]}: write ${wanted}, or choose ${orderNames[other]} there.`,
      );
    }
    const day = value.split(' ')[0] ?? '';
    if (shape.written.test(day) && time.written.test(value.slice(day.length + 1))) {
      return refused('format', `This day does not exist: write ${wanted}.`);
    }
    return refused('format', `Write ${precision === 'day' ? 'the date' : 'date and time'} as ${wanted}.`);
  });
}

/** Year first, or null if the value is none such. */
function read(value: string, order: DateOrder, precision: Precision): string | null {
  const [day = '', time = '', ...rest] = value.split(' ');
  if (rest.length > 0 || !times[precision].written.test(time)) return null;
  const [, first = '', second = '', third = ''] = shapes[order].written.exec(day) ?? [];
  const [year, month, dayOfMonth] = {
    YMD: [first, second, third] as const,
    MDY: [third, first, second] as const,
    DMY: [third, second, first] as const,
  }[order];
  if (Number(dayOfMonth) < 1 || Number(dayOfMonth) > daysIn(Number(year), Number(month))) return null;
  const date = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return precision === 'day' ? date : `${date} ${time}`;
}

/** Bounds may also be `today`, or another field in brackets: those only the server knows. */
function isBound(bound: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(bound);
}
