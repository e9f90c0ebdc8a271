import type { OutlineField } from '#app/project/outline.ts';
import type { OutlineIndex } from './outline-index.ts';
import { shortened } from './problem.ts';

export interface Completion {
  readonly kind: 'field' | 'event' | 'choice' | 'smartVariable' | 'modifier' | 'function' | 'sign';
  /** What is offered: a name, a code, a signature. */
  readonly label: string;
  /** Label, form, help; one short line. */
  readonly detail: string;
  /** What takes the place of the text between `from` and `to`. */
  readonly insert: string;
  /** The field is marked as an identifier in the dictionary. */
  readonly identifier: boolean;
  /** The text is not complete yet: offer the next part at once. */
  readonly again: boolean;
}

export interface Completions {
  readonly from: number;
  /** Exclusive; never before the position asked for. */
  readonly to: number;
  readonly items: readonly Completion[];
}

export const MOST_COMPLETIONS = 100;

/** A completion that is whole once it is taken. */
export function completion(
  kind: Completion['kind'],
  label: string,
  detail: string,
  insert: string,
): Completion {
  return { kind, label, detail, insert, identifier: false, again: false };
}

/** A completion after which the next part is offered at once. */
export function beginning(
  kind: Completion['kind'],
  label: string,
  detail: string,
  insert: string,
): Completion {
  return { kind, label, detail, insert, identifier: false, again: true };
}

/** Those whose label begins with the typed text, then those that hold it elsewhere. */
export function matching(items: readonly Completion[], typed: string): readonly Completion[] {
  const wanted = typed.toLowerCase();
  const begins = items.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  const holds = items.filter(
    ({ label, detail }) =>
      !label.toLowerCase().startsWith(wanted) && `${label} ${detail}`.toLowerCase().includes(wanted),
  );
  return [...begins, ...holds];
}

/**
 * Fields by the beginning of their name, then by any part of it, then by their label; `forms` leaves only theirs
 * (and the record ID, which every event has). What is inserted begins with `opening` and closes the bracket.
 */
export function fieldCompletions(
  { searchable, recordIdField }: OutlineIndex,
  typed: string,
  forms: ReadonlySet<string> | null,
  opening: '' | '[' = '',
): readonly Completion[] {
  const ranks: readonly [OutlineField[], OutlineField[], OutlineField[]] = [[], [], []];
  for (const { field, name, label } of searchable()) {
    if (field.type === 'descriptive') continue;
    if (forms !== null && !forms.has(field.form) && field.name !== recordIdField) continue;
    const rank = name.startsWith(typed) ? 0 : name.includes(typed) ? 1 : label.includes(typed) ? 2 : null;
    if (rank === null) continue;
    ranks[rank].push(field);
    if (ranks[0].length === MOST_COMPLETIONS) break;
  }
  return ranks
    .flat()
    .slice(0, MOST_COMPLETIONS)
    .map((field) => fieldCompletion(field, opening));
}

function fieldCompletion(
  { name, label, form, type, identifier }: OutlineField,
  opening: '' | '[',
): Completion {
  const box = type === 'checkbox';
  return {
    kind: 'field',
    label: name,
    detail: `${shortened(label, 60)} · ${shortened(form, 30)}${identifier ? ' · identifier' : ''}`,
    insert: `${opening}${name}${box ? '(' : ']'}`,
    identifier,
    again: box,
  };
}
