import type { OutlineField } from '#app/project/outline.ts';
import { dateCheck } from './date-value.ts';
import type { DateOrder } from './settings.ts';
import { doubtful, refused, remembering, type ValueCheck } from './value-problem.ts';

interface Shape {
  readonly written: RegExp;
  /** Completes "Write …". */
  readonly words: string;
  /** Values are compared with min and max as numbers. */
  readonly number?: true;
}

const decimals = (places: number, mark: string): Shape => ({
  written: new RegExp(`^-?\\d+${mark === '.' ? '\\.' : mark}\\d{${String(places)}}$`),
  words: `a number with ${places === 1 ? 'one decimal' : `${String(places)} decimals`}, such as 3${mark}${'1415'.slice(0, places)}`,
  number: true,
});

/** The validation types that REDCap comes with; a type that a site added is not checked here. */
const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['integer', { written: /^[-+]?\d+$/, words: 'a whole number', number: true }],
  [
    'number',
    {
      written: /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/,
      words: 'a number with a dot for decimals, such as 3.14',
      number: true,
    },
  ],
  [
    'number_comma_decimal',
    {
      written: /^[-+]?(?:\d+,?\d*|,\d+)$/,
      words: 'a number with a comma for decimals, such as 3,14',
      number: true,
    },
  ],
  ...[1, 2, 3, 4].flatMap((places): readonly [string, Shape][] => [
    [`number_${String(places)}dp`, decimals(places, '.')],
    [`number_${String(places)}dp_comma_decimal`, decimals(places, ',')],
  ]),
  [
    'email',
    {
      written: /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/,
      words: 'one e-mail address, such as name@example.org',
    },
  ],
  [
    'phone',
    {
      written: /^(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?: ?(?:x|ext\.?) ?\d{1,5})?$/i,
      words: 'a North American phone number, such as (615) 555-0123',
    },
  ],
  ['time', { written: /^(?:[01]?\d|2[0-3]):[0-5]\d$/, words: 'a time as HH:MM, such as 13:45' }],
  [
    'time_hh_mm_ss',
    { written: /^(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d$/, words: 'a time as HH:MM:SS, such as 13:45:00' },
  ],
  ['time_mm_ss', { written: /^[0-5]\d:[0-5]\d$/, words: 'minutes and seconds as MM:SS, such as 05:30' }],
  ['zipcode', { written: /^\d{5}(?:-\d{4})?$/, words: 'a U.S. ZIP code, such as 37203 or 37203-1234' }],
  [
    'postalcode_canada',
    { written: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i, words: 'a Canadian postal code, such as K1A 0B1' },
  ],
  ['postalcode_australia', { written: /^\d{4}$/, words: 'an Australian postal code of four digits' }],
  ['postalcode_germany', { written: /^\d{5}$/, words: 'a German postal code of five digits' }],
  ['postalcode_french', { written: /^\d{5}$/, words: 'a French postal code of five digits' }],
  ['ssn', { written: /^\d{3}-?\d{2}-?\d{4}$/, words: 'a U.S. social security number, such as 123-45-6789' }],
  ['mrn_10d', { written: /^\d{10}$/, words: 'a record number of ten digits' }],
  ['alpha_only', { written: /^[A-Za-z]+$/, words: 'letters only' }],
]);

/** Checks values of a text field by its validation type; a field without one takes any text. */
export function textCheck(field: OutlineField, order: DateOrder): ValueCheck {
  const { validation, min, max } = field;
  if (/^date(?:time)?_/.test(validation)) return dateCheck(validation, order, { min, max });
  const shape = shapes.get(validation);
  if (shape === undefined) return () => null;
  return remembering((value) => {
    if (!shape.written.test(value))
      return refused('format', `Write ${shape.words}.${hint(value, validation)}`);
    return shape.number === true ? outOfRange(numberOf(value), min, max) : null;
  });
}

/** A slider's value is a whole number, 0 to 100 unless its bounds say otherwise. */
export function sliderCheck({ min, max }: OutlineField): ValueCheck {
  return remembering((value) =>
    /^-?\d+$/.test(value)
      ? outOfRange(Number(value), min === '' ? '0' : min, max === '' ? '100' : max)
      : refused('format', 'A slider takes a whole number, such as 50.'),
  );
}

function outOfRange(value: number, min: string, max: string): ReturnType<ValueCheck> {
  const least = numberOf(min);
  const most = numberOf(max);
  if (value < least) return doubtful('range', `This is below ${min}, the field’s minimum.`);
  if (value > most) return doubtful('range', `This is above ${max}, the field’s maximum.`);
  return null;
}

/** NaN for a bound that is none, with which every comparison is false. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
}

function hint(value: string, validation: string): string {
  if (!/^(?:number|integer)/.test(validation)) return '';
  const otherMark = validation.endsWith('comma_decimal') ? /^-?\d+\.\d+$/ : /^-?\d+,\d+$/;
  if (!otherMark.test(value)) return '';
  return validation.endsWith('comma_decimal') ? ' Decimals have a comma here.' : ' Decimals have a dot here.';
}
