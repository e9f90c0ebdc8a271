import { assertNever } from '#app/assert-never.ts';
import type { IntegerParameter, Parameter, TextParameter } from '#app/catalogue/method.ts';
import type { DraftValue, Pair } from './draft.ts';
import { isFile, isPairs, isTextList } from './draft-value.ts';
import { isPairName } from './pair-name.ts';
import { checkPayload } from './payload.ts';
import { checkTime } from './time.ts';

/**
 * What is wrong with a value that is not blank, in one sentence, or null. `format` is the request's data format,
 * which a payload is written in.
 */
export function checkValue(
  parameter: Parameter,
  value: DraftValue,
  format: string | undefined,
): string | null {
  const { label } = parameter;
  if (parameter.kind === 'list') {
    if (!isTextList(value)) return `${label} must be a list, for example ["a", "b"].`;
    if (value.some((item) => item.trim() === '')) return `${label} has an empty entry: remove it.`;
    return value.map((item) => checkCharacters(label, item)).find((message) => message !== null) ?? null;
  }
  if (parameter.kind === 'pairs') {
    return isPairs(value) ? checkPairs(label, value) : `${label} must be pairs of a name and a value.`;
  }
  if (parameter.kind === 'file') {
    if (!isFile(value)) return `${label} must be a file.`;
    return checkCharacters(`The file name of ${label}`, value.fileName);
  }
  if (typeof value !== 'string')
    return `${label} must be one text, not a ${isFile(value) ? 'file' : 'list'}.`;
  const broken = checkCharacters(label, value);
  if (broken !== null) return broken;
  switch (parameter.kind) {
    case 'choice':
      return oneOf(
        label,
        value,
        parameter.values.map((choice) => choice.value),
      );
    case 'switch':
      return oneOf(label, value, [parameter.on, parameter.off]);
    case 'presence':
      // REDCap reads any value, even false, as yes: whoever writes another one means something else.
      return value === parameter.value
        ? null
        : `${label} is on as soon as it is sent, whatever its value: give ${parameter.value}, or leave it out.`;
    case 'integer':
      return checkInteger(parameter, value);
    case 'time':
      return checkTime(label, value, parameter.precision);
    case 'payload':
      return checkPayload(parameter, value, format);
    case 'text':
      return checkLength(parameter, value);
    case 'logic':
      return null;
    default:
      return assertNever(parameter);
  }
}

/** Half of a surrogate pair cannot be written in UTF-8, so the server would get another text than was typed. */
function checkCharacters(label: string, text: string): string | null {
  if (text.isWellFormed()) return null;
  return `${label} contains half of a character pair (often a broken emoji), which cannot be sent: type it again.`;
}

function oneOf(label: string, value: string, values: readonly string[]): string | null {
  if (values.includes(value)) return null;
  return `${label} cannot be “${value}”: it must be ${inWords(values)}.`;
}

function checkLength({ label, maxLength }: TextParameter, value: string): string | null {
  const length = [...value].length;
  if (maxLength === undefined || length <= maxLength) return null;
  return `${label} has ${String(length)} characters, but ${String(maxLength)} are possible: shorten it.`;
}

function checkInteger({ label, min, words = [] }: IntegerParameter, value: string): string | null {
  if (words.includes(value)) return null;
  const also = words.length > 0 ? `, or ${inWords(words)}` : '';
  const whole = /^\d{1,15}$/.test(value);
  return whole && Number(value) >= min
    ? null
    : `${label} must be a whole number from ${String(min)} up${also}: “${value}” is not.`;
}

function checkPairs(label: string, pairs: readonly Pair[]): string | null {
  const names = new Set<string>();
  for (const { name, value } of pairs) {
    if (name === '' && value === '') continue;
    if (name.trim() === '') return `${label} has a value without a name: name it or remove it.`;
    if (!isPairName(name))
      return `${label} cannot have the name “${name}”: begin it with a letter, then letters, digits, _ or -, and [ ] for lists.`;
    if (names.has(name)) return `${label} has the name “${name}” twice: keep one.`;
    names.add(name);
    const broken = checkCharacters(label, name) ?? checkCharacters(label, value);
    if (broken !== null) return broken;
  }
  return null;
}

function inWords(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}
