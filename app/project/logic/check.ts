import { atMost, nearestAmong } from '#app/nearest-name.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { checkComparison } from './check-comparison.ts';
import { checkReference } from './check-reference.ts';
import { FOREIGN_LIST } from './foreign-words.ts';
import { findLogicFunction, logicFunctionNames } from './functions.ts';
import { outlineIndex, type OutlineIndex } from './outline-index.ts';
import type { ParsedLogic } from './parse.ts';
import { meaningProblem, quoted, shortened, syntaxProblem, type LogicProblem } from './problem.ts';
import type { CallNode, LogicNode } from './tree.ts';

/** More are no help, and their text would only cost time. */
export const MOST_PROBLEMS = 50;

/** Names that a likely right one is looked for, of each kind. */
const MOST_SEARCHES = 4;

const nearestFunction = nearestAmong(logicFunctionNames);

/**
 * All that is wrong with logic, in the order of the text, the first 50. Without an outline, or without a list in it,
 * what needs that list is not checked.
 */
export function checkLogic(logic: ParsedLogic, outline: ProjectOutline | null): readonly LogicProblem[] {
  const index = outline === null ? null : withFewSearches(outlineIndex(outline));
  const problems: LogicProblem[] = [...logic.problems];
  const enough = problems.length + MOST_PROBLEMS;
  for (const node of logic.nodes) {
    if (problems.length > enough) break;
    problems.push(...checkNode(node, index));
  }
  const hint = index === null ? null : eventHint(logic.nodes, index);
  if (hint !== null) problems.push(hint);
  return problems.sort((a, b) => a.from - b.from || a.to - b.to).slice(0, MOST_PROBLEMS);
}

function withFewSearches(index: OutlineIndex): OutlineIndex {
  return {
    ...index,
    nearestField: atMost(MOST_SEARCHES, index.nearestField),
    nearestEvent: atMost(MOST_SEARCHES, index.nearestEvent),
  };
}

function checkNode(node: LogicNode, index: OutlineIndex | null): readonly LogicProblem[] {
  switch (node.kind) {
    case 'reference':
      return index === null ? [] : checkReference(node, index);
    case 'binary':
      return checkComparison(node, index);
    case 'call':
      return checkCall(node);
    case 'word':
      return [bareWord(node, index)];
    case 'date':
      return [
        syntaxProblem(
          node,
          `Dates stand in quotes, as "2026-01-31".`,
          isoDate(node.value) ? `"${node.value}"` : undefined,
        ),
      ];
    default:
      return [];
  }
}

const isoDate = (text: string): boolean => /^\d{4}-/.test(text);

function bareWord(node: LogicNode & { readonly value: string }, index: OutlineIndex | null): LogicProblem {
  const { value } = node;
  const name = value.toLowerCase();
  if (index?.fields?.has(name) === true) {
    return syntaxProblem(node, `${quoted(value)} is a field: write it in brackets, [${name}].`, `[${name}]`);
  }
  return syntaxProblem(node, `Text stands in quotes: write "${shortened(value)}".`, `"${value}"`);
}

function checkCall({ name, at, inputs }: CallNode): readonly LogicProblem[] {
  // The list after “in” was reported when it was read.
  if (name === FOREIGN_LIST) return [];
  const known = findLogicFunction(name);
  if (known === undefined) {
    const near = nearestFunction(name);
    const meant = near === undefined ? '' : ` Did you mean ${near}?`;
    return [meaningProblem('error', at, `${quoted(name)} is no function of REDCap logic.${meant}`, near)];
  }
  if (inputs.length < known.least || inputs.length > known.most) {
    return [
      meaningProblem(
        'error',
        at,
        `${known.name} takes ${howMany(known.least, known.most)}, but here ${inputs.length === 1 ? 'is' : 'are'} ${inputs.length}: ${known.name}(${known.inputs}).`,
      ),
    ];
  }
  if (known.unlisted === true) {
    return [
      meaningProblem(
        'warning',
        at,
        `${known.name} is in no published list of REDCap’s functions, so your server may not know it: count the matches to find out.`,
      ),
    ];
  }
  const units = known.name === 'datediff' ? inputs[2] : undefined;
  if (units?.kind === 'string' && !/^[yMdhms]$/.test(units.value)) {
    return [
      meaningProblem(
        'error',
        units,
        `datediff counts in "y" (years), "M" (months), "d" (days), "h" (hours), "m" (minutes) or "s" (seconds), not in ${quoted(units.value)}.`,
      ),
    ];
  }
  return [];
}

function howMany(least: number, most: number): string {
  const noun = (count: number): string => (count === 1 ? '1 input' : `${count} inputs`);
  if (least === most) return noun(least);
  if (most === Infinity) return `at least ${noun(least)}`;
  return `${least} to ${most} inputs`;
}

/** One for the whole logic, at the first field without an event: it is often just what is meant. */
function eventHint(
  nodes: readonly LogicNode[],
  { longitudinal, fields, recordIdField }: OutlineIndex,
): LogicProblem | null {
  if (longitudinal !== true) return null;
  const first = nodes.find(
    (node) =>
      node.kind === 'reference' &&
      node.event === null &&
      node.target !== null &&
      node.target.name !== recordIdField &&
      fields?.has(node.target.name) === true,
  );
  return first === undefined
    ? null
    : meaningProblem(
        'hint',
        first,
        'A field without an event is read from each row’s own event. To look at one event, write it before the field: [event][field].',
      );
}
