import type { Field } from './field.ts';

/** How dates are written in an import. */
export type DateOrder = 'YMD' | 'MDY' | 'DMY';

export type Checked =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: string };

const BAD_FORMAT =
  'The value you provided could not be validated because it does not follow the expected format. Please try again.';

const PATTERNS: ReadonlyMap<string, RegExp> = new Map([
  ['integer', /^[-+]?\d+$/],
  ['number', /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/],
  ['number_1dp', /^-?\d+\.\d$/],
  ['number_2dp', /^-?\d+\.\d{2}$/],
  ['number_3dp', /^-?\d+\.\d{3}$/],
  ['number_4dp', /^-?\d+\.\d{4}$/],
  ['number_comma_decimal', /^[-+]?(?:\d+,?\d*|,\d+)$/],
  ['number_1dp_comma_decimal', /^-?\d+,\d$/],
  ['number_2dp_comma_decimal', /^-?\d+,\d{2}$/],
  ['number_3dp_comma_decimal', /^-?\d+,\d{3}$/],
  ['number_4dp_comma_decimal', /^-?\d+,\d{4}$/],
  ['email', /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/],
  ['phone', /^(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?: ?(?:x|ext\.?) ?\d{1,5})?$/i],
  ['time', /^(?:[01]?\d|2[0-3]):[0-5]\d$/],
  ['time_hh_mm_ss', /^(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d$/],
  ['time_mm_ss', /^[0-5]\d:[0-5]\d$/],
  ['zipcode', /^\d{5}(?:-\d{4})?$/],
  ['postalcode_australia', /^\d{4}$/],
  ['postalcode_canada', /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i],
  ['postalcode_french', /^\d{5}$/],
  ['postalcode_germany', /^\d{5}$/],
  ['ssn', /^\d{3}-?\d{2}-?\d{4}$/],
  ['mrn_10d', /^\d{10}$/],
  ['alpha_only', /^[A-Za-z]+$/],
]);

/**
 * Checks one value, not blank, against its field's type, and gives it as it is stored (dates as `YYYY-MM-DD`).
 * A number outside the suggested range is admitted, as REDCap's own warning says that it is admissible.
 */
export function checkValue(field: Field, value: string, order: DateOrder): Checked {
  switch (field.type) {
    case 'checkbox':
      return value === '0' || value === '1' ? accepted(value) : notACategory(field);
    case 'radio':
    case 'dropdown':
    case 'yesno':
    case 'truefalse':
    case 'status':
      return field.choices.some(({ code }) => code === value) ? accepted(value) : notACategory(field);
    case 'slider':
      return isOnSlider(field, value) ? accepted(value) : refused(BAD_FORMAT);
    case 'text':
      return checkText(field.validation, value, order);
    default:
      return accepted(value);
  }
}

/** A slider has whole numbers, from 0 to 100 unless its dictionary row says otherwise. */
function isOnSlider({ row }: Field, value: string): boolean {
  const end = (text: string | undefined, otherwise: number): number =>
    text === undefined || text === '' || Number.isNaN(Number(text)) ? otherwise : Number(text);
  if (!/^(?:0|-?[1-9]\d{0,14})$/.test(value)) return false;
  const least = end(row?.text_validation_min, 0);
  return Number(value) >= least && Number(value) <= end(row?.text_validation_max, 100);
}

function checkText(validation: string, value: string, order: DateOrder): Checked {
  if (/^date(?:time)?_/.test(validation)) {
    const date = readDate(validation, value, order);
    return date === null ? refused(BAD_FORMAT) : accepted(date);
  }
  const pattern = PATTERNS.get(validation);
  return !pattern || pattern.test(value) ? accepted(value) : refused(BAD_FORMAT);
}

/** Dates are stored year first whatever the field shows; a day that is not in the calendar is refused. */
function readDate(validation: string, value: string, order: DateOrder): string | null {
  const [day = '', time = '', ...rest] = value.split(' ');
  const timePattern = validation.startsWith('datetime_seconds')
    ? /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/
    : /^(?:[01]\d|2[0-3]):[0-5]\d$/;
  const hasTime = validation.startsWith('datetime');
  if (rest.length > 0 || (hasTime ? !timePattern.test(time) : time !== '')) return null;
  // Year first with dashes is understood whatever the order [S7].
  if (order !== 'YMD' && /^\d{4}-/.test(day)) return readDate(validation, value, 'YMD');
  const written = order === 'YMD' ? /^(\d{4})-(\d{2})-(\d{2})$/ : /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
  const [, first = '', second = '', third = ''] = written.exec(day) ?? [];
  const [year, month, dayOfMonth] = {
    YMD: [first, second, third] as const,
    MDY: [third, first, second] as const,
    DMY: [third, second, first] as const,
  }[order];
  const iso = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso) return null;
  return hasTime ? `${iso} ${time}` : iso;
}

function accepted(value: string): Checked {
  return { ok: true, value };
}

function refused(why: string): Checked {
  return { ok: false, why };
}

function notACategory(field: Field): Checked {
  return refused(`The value is not a valid category for ${field.name}`);
}
