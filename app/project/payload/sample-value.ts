import { checkboxSuffix } from '#app/project/checkbox-suffix.ts';
import type { OutlineField } from '#app/project/outline.ts';
import type { DateOrder } from './settings.ts';
import { notImported } from './field-check.ts';

const days = { YMD: '2026-01-31', MDY: '01/31/2026', DMY: '31/01/2026' } as const satisfies Record<
  DateOrder,
  string
>;

const texts: Readonly<Partial<Record<string, string>>> = {
  email: 'name@example.org',
  phone: '(615) 555-0123',
  time: '13:45',
  time_hh_mm_ss: '13:45:00',
  time_mm_ss: '05:30',
  zipcode: '37203',
  postalcode_canada: 'K1A 0B1',
  postalcode_australia: '2000',
  postalcode_germany: '10115',
  postalcode_french: '75001',
  ssn: '123-45-6789',
  mrn_10d: '0000000001',
  alpha_only: 'abc',
};

/** The columns that a field has in flat data, each with a value that passes the checks; none if it cannot be imported. */
export function sampleCells(
  field: OutlineField,
  order: DateOrder,
): readonly (readonly [column: string, value: string])[] {
  if (notImported(field) !== null) return [];
  if (field.type === 'checkbox') {
    const columns = new Set(field.choices.map(({ code }) => `${field.name}___${checkboxSuffix(code)}`));
    return [...columns].map((column, index) => [column, index === 0 ? '1' : '0'] as const);
  }
  return [[field.name, sampleValue(field, order)]];
}

/** One plausible value; '' where only the server knows one. */
export function sampleValue(field: OutlineField, order: DateOrder): string {
  switch (field.type) {
    case 'radio':
    case 'dropdown':
    case 'yesno':
    case 'truefalse':
    case 'checkbox':
      return field.choices[0]?.code ?? '';
    case 'slider':
      return sampleNumber(field.min === '' ? '0' : field.min, field.max === '' ? '100' : field.max, 0);
    case 'notes':
      return 'A remark';
    case 'text':
      return sampleText(field, order);
    default:
      return '';
  }
}

function sampleText({ validation, min, max }: OutlineField, order: DateOrder): string {
  if (validation.startsWith('datetime_seconds')) return `${days[order]} 13:45:00`;
  if (validation.startsWith('datetime')) return `${days[order]} 13:45`;
  if (validation.startsWith('date_')) return days[order];
  if (validation === 'integer') return sampleNumber(min, max, 0);
  if (validation.startsWith('number')) {
    const decimals = Number(/_(\d)dp/.exec(validation)?.[1] ?? 1);
    const number = sampleNumber(min, max, decimals);
    return validation.endsWith('comma_decimal') ? number.replace('.', ',') : number;
  }
  return texts[validation] ?? (validation === '' ? 'text' : '');
}

/** The middle of the range, or a small number. */
function sampleNumber(min: string, max: string, decimals: number): string {
  const least = asNumber(min);
  const most = asNumber(max);
  const number = least !== null && most !== null ? (least + most) / 2 : (least ?? most ?? 1);
  return decimals === 0 ? String(Math.ceil(number)) : number.toFixed(Math.min(decimals, 6));
}

function asNumber(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}
