import type { OutlineField } from '#app/project/outline.ts';

/**
 * What a column's values are. Missing-data codes of the project, such as `-99` or `UNK`, can stand in any column:
 * a program that makes numbers or dates of text must bear a value that is none.
 */
export type VariableKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number'; readonly decimal: '.' | ',' }
  /** Exports hold year-month-day, whatever order the field is shown in. */
  | { readonly kind: 'date'; readonly order: 'YMD' }
  /** As `2026-01-31 13:45`, with seconds `2026-01-31 13:45:00`. */
  | { readonly kind: 'datetime'; readonly order: 'YMD'; readonly seconds: boolean }
  /** As `13:45`, with seconds `13:45:00`. */
  | { readonly kind: 'time'; readonly seconds: boolean }
  /** One of the codes; they are text unless `codesAreNumbers`. */
  | { readonly kind: 'choice'; readonly codesAreNumbers: boolean }
  /** A checkbox column: 0, 1, or blank where the instrument is not in that row. */
  | { readonly kind: 'tick' }
  /** An instrument's status: 0, 1, 2, or blank. */
  | { readonly kind: 'complete' };

/** The decimal character the request asks for; null: each field's own. */
export type NumberMark = '.' | ',' | null;

/** Reads the parameter `decimalCharacter`. */
export function numbersIn(decimalCharacter: string): NumberMark {
  return decimalCharacter === '.' || decimalCharacter === ',' ? decimalCharacter : null;
}

const text: VariableKind = { kind: 'text' };

/** The kind of a field that has a column of its own. */
export function fieldKind(field: OutlineField, mark: NumberMark): VariableKind {
  switch (field.type) {
    case 'radio':
    case 'dropdown':
    case 'yesno':
    case 'truefalse':
      return { kind: 'choice', codesAreNumbers: codesAreNumbers(field) };
    case 'slider':
      return { kind: 'integer' };
    case 'calc':
      return { kind: 'number', decimal: mark ?? '.' };
    case 'text':
      return validatedKind(field.validation, mark);
    default:
      return text;
  }
}

/** Whether each code is a whole number written as a program would write it: `1` and `-9`, but not `01`. */
function codesAreNumbers({ choices }: OutlineField): boolean {
  const codes = choices.map(({ code }) => code.trim()).filter((code) => code !== '');
  return codes.length > 0 && codes.every((code) => /^(?:0|-?[1-9]\d{0,8})$/.test(code));
}

function validatedKind(validation: string, mark: NumberMark): VariableKind {
  const order = 'YMD';
  if (validation === 'integer') return { kind: 'integer' };
  if (/^number(?:_|$)/.test(validation)) {
    return { kind: 'number', decimal: mark ?? (validation.endsWith('comma_decimal') ? ',' : '.') };
  }
  if (validation.startsWith('datetime_seconds_')) return { kind: 'datetime', order, seconds: true };
  if (validation.startsWith('datetime_')) return { kind: 'datetime', order, seconds: false };
  if (validation.startsWith('date_')) return { kind: 'date', order };
  if (validation === 'time') return { kind: 'time', seconds: false };
  if (validation === 'time_hh_mm_ss') return { kind: 'time', seconds: true };
  return text;
}
