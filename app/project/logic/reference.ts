import { quoted, syntaxProblem, type LogicProblem } from './problem.ts';
import { isEventVariable, isInstanceVariable } from './smart-variables.ts';
import type { Token } from './tokens.ts';
import type { ReferenceNode, ReferencePart } from './tree.ts';

const NAME = /\s*([\w-]*)\s*/y;

/** Reads brackets that touch: `[event][field(code)][instance]`, each but the field optional. */
export function readReference(
  brackets: readonly Token[],
  report: (problem: LogicProblem) => void,
): ReferenceNode {
  const from = brackets[0]?.from ?? 0;
  const to = brackets.at(-1)?.to ?? from;
  const parts = brackets.map((bracket) => readPart(bracket, report));
  const empty: ReferenceNode = { kind: 'reference', from, to, event: null, target: null, instance: null };
  const known = parts.filter((part) => part !== null);
  // A part that could not be read was reported: what the others are is then a guess.
  if (known.length < parts.length) return empty;
  const rest = [...known];
  const last = rest.at(-1);
  const instance = last !== undefined && rest.length > 1 && isInstance(last) ? last : null;
  if (instance !== null) rest.pop();
  const target = rest.pop() ?? null;
  const event = rest.pop() ?? null;
  if (rest.length > 0) {
    report(
      syntaxProblem(
        { from, to },
        'Too many brackets stand together: a reference is [event][field][instance] at most.',
      ),
    );
    return empty;
  }
  if (target !== null && /^\d+$/.test(target.name)) {
    report(
      syntaxProblem(
        target,
        `${quoted(target.name)} is no field: a number in brackets stands after a field, as its instance.`,
      ),
    );
    return { ...empty, event, instance };
  }
  return { ...empty, event, target, instance };
}

/** Reads what stands in one bracket, or null, having said what is wrong with it. */
export function readPart(
  { from, to, value, closed }: Token,
  report: (problem: LogicProblem) => void,
): ReferencePart | null {
  NAME.lastIndex = 0;
  const [before = '', name = ''] = NAME.exec(value) ?? [];
  const nameFrom = from + 1 + before.indexOf(name);
  const place = { from, to, name, nameFrom, nameTo: nameFrom + name.length };
  let rest = value.slice(before.length);
  let code: string | null = null;
  if (rest.startsWith('(')) {
    const end = rest.indexOf(')');
    if (end < 0) {
      if (closed)
        report(
          syntaxProblem(place, 'The parenthesis in this bracket is not closed: write ) after the code.'),
        );
      return null;
    }
    code = rest.slice(1, end).trim();
    rest = rest.slice(end + 1).trim();
  }
  if (name === '' && rest === '' && code === null) {
    // An open bracket was reported already.
    if (closed)
      report(syntaxProblem(place, 'Nothing stands in these brackets: write a field, such as [age].'));
    return null;
  }
  if (name === '' || (rest !== '' && !rest.startsWith(':'))) {
    report(
      syntaxProblem(
        place,
        `${quoted(value)} is no name of a field: names have lower-case letters, digits and underscores only.`,
      ),
    );
    return null;
  }
  const modifiers =
    rest === ''
      ? []
      : rest
          .slice(1)
          .split(':')
          .map((modifier) => modifier.trim());
  return { ...place, code, modifiers };
}

/** Whether a bracket can only be a repeat instance: a number or a smart variable for one. */
export function isInstance({ name }: ReferencePart): boolean {
  return /^\d+$/.test(name) || isInstanceVariable(name);
}

/** Whether a bracket is a smart variable for an event, such as `[first-event-name]`. */
export function isSmartEvent({ name }: ReferencePart): boolean {
  return isEventVariable(name);
}
