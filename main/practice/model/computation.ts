import type { FieldType, MetadataRow } from './field.ts';

/** How the server itself fills a field, and the logic that it reads for it. */
export interface Computation {
  /** What the value is: as the logic has it, or the date that its three inputs give. */
  readonly gives: 'value' | 'date';
  readonly logic: string;
}

/**
 * The computation of a calculated field, or of a text field with @CALCTEXT or @CALCDATE in its annotation; null for a
 * field that is entered. For a date, the logic is the list of inputs: a date, how many units later, and the unit.
 */
export function computationOf(type: FieldType, row: MetadataRow): Computation | null {
  if (type === 'calc') return { gives: 'value', logic: row.select_choices_or_calculations };
  if (type !== 'text') return null;
  const text = inputsOf('@CALCTEXT', row.field_annotation);
  if (text !== null) return { gives: 'value', logic: text };
  const date = inputsOf('@CALCDATE', row.field_annotation);
  return date === null ? null : { gives: 'date', logic: date };
}

/** What stands between the tag's parentheses, which may hold others; null without the tag or its closing one. */
function inputsOf(tag: string, annotation: string): string | null {
  const [opening] = new RegExp(`${tag}\\s*\\(`, 'i').exec(annotation) ?? [];
  if (opening === undefined) return null;
  const rest = annotation.slice(annotation.indexOf(opening) + opening.length);
  let depth = 1;
  // Parentheses within quotes are text.
  for (const { 0: found, index } of rest.matchAll(/"[^"]*"|'[^']*'|[()]/g)) {
    if (found === '(') depth += 1;
    if (found === ')') depth -= 1;
    if (depth === 0) return rest.slice(0, index);
  }
  return null;
}
