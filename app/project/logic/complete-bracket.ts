import {
  beginning,
  completion,
  fieldCompletions,
  matching,
  MOST_COMPLETIONS,
  type Completion,
  type Completions,
} from './completion.ts';
import type { OutlineIndex } from './outline-index.ts';
import { shortened } from './problem.ts';
import { isInstance, isSmartEvent } from './reference.ts';
import { isInstanceVariable, smartVariables } from './smart-variables.ts';
import type { Token } from './tokens.ts';
import type { ReferencePart } from './tree.ts';

const MODIFIERS: readonly Completion[] = [
  completion('modifier', 'value', 'its code', 'value]'),
  completion('modifier', 'label', 'its label', 'label]'),
  completion('modifier', 'checked', 'labels of the checked boxes', 'checked]'),
  completion('modifier', 'unchecked', 'labels of the unchecked boxes', 'unchecked]'),
];

/** What may stand in a bracket that is being written: fields, events, smart variables, box codes, modifiers. */
export function bracketCompletions(
  text: string,
  at: number,
  bracket: Token,
  before: readonly ReferencePart[],
  index: OutlineIndex | null,
): Completions | null {
  const written = text.slice(bracket.from + 1, at);
  const colon = written.lastIndexOf(':');
  if (colon >= 0)
    return found(text, at, at - (written.length - colon - 1), matching(MODIFIERS, written.slice(colon + 1)));
  const parenthesis = written.indexOf('(');
  if (parenthesis >= 0) {
    const field = index?.fields?.get(written.slice(0, parenthesis));
    if (field?.type !== 'checkbox' || written.includes(')')) return null;
    const boxes = [...field.choices, ...(index?.missingCodes ?? [])].map(({ code, label }) =>
      completion('choice', code, shortened(label, 60), `${code})]`),
    );
    return found(
      text,
      at,
      bracket.from + 1 + parenthesis + 1,
      matching(boxes, written.slice(parenthesis + 1)),
    );
  }
  return found(text, at, bracket.from + 1, names(written.toLowerCase(), before, index));
}

function names(
  typed: string,
  before: readonly ReferencePart[],
  index: OutlineIndex | null,
): readonly Completion[] {
  const previous = before.at(-1);
  const variables = matching(
    smartVariables.map(({ name, help }) => completion('smartVariable', name, help, `${name}]`)),
    typed,
  );
  if (previous === undefined) {
    if (index === null) return variables;
    const shown = [...eventCompletions(typed, index), ...fieldCompletions(index, typed, null)];
    // Smart variables come last, but are never pushed out by a long dictionary.
    return [...shown.slice(0, MOST_COMPLETIONS - variables.length), ...variables];
  }
  const isEvent = isSmartEvent(previous) || index?.events?.has(previous.name) === true;
  if (isEvent && before.length === 1) {
    return index === null ? [] : fieldCompletions(index, typed, index.formsOf(previous.name) ?? null);
  }
  return isInstance(previous) ? [] : variables.filter(({ label }) => isInstanceVariable(label));
}

function eventCompletions(typed: string, { events }: OutlineIndex): readonly Completion[] {
  const all = [...(events?.values() ?? [])].map(({ name, label }) =>
    beginning('event', name, `${shortened(label, 60)} · event`, `${name}][`),
  );
  return matching(all, typed).slice(0, MOST_COMPLETIONS / 4);
}

/** Takes the rest of the name and the marks that close it along, which the completion writes itself. */
function found(text: string, at: number, from: number, items: readonly Completion[]): Completions | null {
  if (items.length === 0) return null;
  const rest = /^[\w-]*\)?\]?/.exec(text.slice(at))?.[0] ?? '';
  return { from, to: at + rest.length, items: items.slice(0, MOST_COMPLETIONS) };
}
